import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { builtCli, runCli } from '../support/built-cli';
import { useTempFolder } from '../support/temp-folder';

const folder = useTempFolder();

/** What a real bash offers when TAB is pressed behind these words. */
function offered(...words: readonly string[]): readonly string[] {
  const bin = join(folder(), 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'cellwave'), `#!/bin/sh\nexec '${process.execPath}' '${builtCli()}' "$@"\n`);
  chmodSync(join(bin, 'cellwave'), 0o755);
  const script = `
    source <(cellwave completion bash)
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _cellwave
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const result = spawnSync('bash', ['--norc', '-c', script, 'bash', 'cellwave', ...words], {
    cwd: folder(),
    encoding: 'utf8',
    env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  expect(result.stderr).toBe('');
  return result.stdout.split('\n').filter((line) => line !== '');
}

describe('completion in a real bash', () => {
  beforeEach(() => void runCli(['init'], { cwd: folder() }));

  test.each([
    [['pl'], ['plan']],
    [['va'], ['validate']],
    [['plan', '--reg'], ['--region']],
    [['plan', '--region', ''], ['us-west-2']],
    [['plan', '--release', ''], ['v1.1.0']],
    [
      ['--output', ''],
      ['text', 'json'],
    ],
    [['--output', 'json', 'sch'], ['schema']],
    [
      ['schema', ''],
      ['fleet', 'release', 'policy'],
    ],
    [['validate', '.cellwave/fl'], ['.cellwave/fleet.yaml']],
    [['plan', '--fleet', '.cellwave/fl'], ['.cellwave/fleet.yaml']],
    [['help', 'pl'], ['plan']],
    [['completion', 'b'], ['bash']],
  ])('%j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  test('options of a command and those of all', () => {
    expect(offered('plan', '--')).toEqual(
      expect.arrayContaining(['--fleet', '--release', '--region', '--output', '--log-level']),
    );
  });
});

test.each(['zsh', 'fish'])('%s: the script is one that the shell can read', (shell) => {
  const { exitCode, stdout } = runCli(['completion', shell], { cwd: folder() });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('completion --values region');
  const checked = spawnSync(shell, ['-n', '-c', stdout], { encoding: 'utf8' });
  if (checked.error !== undefined) console.warn(`${shell} is not installed here: its syntax was not checked`);
  else expect(checked.stderr).toBe('');
});
