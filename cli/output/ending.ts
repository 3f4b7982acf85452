import { EXIT, type ExitCode } from '../exit-codes';
import type { StatusDocument } from '../temporal/status-document';
import type { BoardLook } from './board-waves';
import { lookOf } from './phase-look';
import { wrap } from './wrap';

/** What a rollout's end means to the shell. One that closed unsettled needs a person like one that is held. */
export function exitCodeOf({ outcome, phase }: Pick<StatusDocument, 'outcome' | 'phase'>): ExitCode {
  switch (outcome) {
    case 'completed':
    case 'accepted':
      return EXIT.done;
    case 'rolled-back':
      return EXIT.rolledBack;
    case 'aborted':
      return EXIT.aborted;
    case 'refused':
      return EXIT.refused;
    case undefined:
      return phase === 'held' || phase === 'unresolved' ? EXIT.held : EXIT.done;
  }
}

/** The last lines: what happened, in plain words. `reaction`: how quickly it was taken back, where that is known. */
export function endingText(status: StatusDocument, reaction: string | undefined, look: BoardLook): string {
  const url = status.url === null ? [] : [`  ${look.colours.link(status.url)}`];
  return [...storyLines(status, reaction, look), ...url].join('\n');
}

export function storyText(status: StatusDocument, look: BoardLook): string {
  return storyLines(status, undefined, look).join('\n');
}

function storyLines(status: StatusDocument, reaction: string | undefined, look: BoardLook): readonly string[] {
  const { colours, columns } = look;
  const { glyph, paint } = lookOf(status.outcome ?? status.phase, colours);
  const [first = status.id, ...rest] = status.story;
  const said = [...rest.slice(0, -1), ...(reaction === undefined ? [] : [reaction])];
  const last = rest.slice(-1).map((line) => `  ${colours.strong(wrap(line, columns - 2, '    '))}`);
  return [`${paint(glyph)} ${first}`, ...said.map((line) => `  ${wrap(line, columns - 2, '    ')}`), ...last];
}
