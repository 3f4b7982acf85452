import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BlockReason } from '../../waves/rollout/cell-stage';
import type { HoldCause } from '../../waves/rollout/stance';
import { judgeRollouts } from '../../waves/reconciling/judge-rollouts';
import type { RunStanding } from '../../waves/reconciling/run-record';
import { holdText } from '../../waves/rollout/why';
import { aRun, closed, found, open, someTerms } from '../support/a-found-rollout';

/** As Temporal reports it. */
const PROBLEM = 'category=WorkflowTaskFailed, cause=WorkflowTaskFailedCauseWorkflowWorkerUnhandledFailure';

const page = readFileSync(resolve(__dirname, '../../docs/when-it-pages-you.md'), 'utf8');
const held = page.split('\n## Held\n')[1]?.split('\n## ')[0] ?? '';
const sections = held
  .split('\n### ')
  .slice(1)
  .map((text) => ({ title: text.split('\n')[0] ?? '', text }));

const cell = 'usw2-az2-c1';
/** One of each kind; the compiler asks for a new one when a kind is added. */
const SAMPLES: { readonly [Kind in HoldCause['kind']]: Extract<HoldCause, { kind: Kind }> } = {
  blind: {
    kind: 'blind',
    finding: {
      kind: 'blind',
      because: 'unreadable',
      subject: 'usw2-az1-c2',
      alarm: 'usw2-az1-c2-errors',
      scope: 'cell',
      detail: 'ThrottlingException: Rate exceeded',
    },
  },
  waiting: {
    kind: 'waiting',
    finding: {
      kind: 'waiting',
      because: 'insufficient-data',
      subject: 'usw2-az1-c2',
      alarm: 'usw2-az1-c2-errors',
      scope: 'cell',
      sinceAt: 0,
    },
  },
  'too-few-samples': {
    kind: 'too-few-samples',
    progress: { least: 100, seen: 17, subject: 'usw2-az1-c2', others: 0 },
  },
  'red-before-start': { kind: 'red-before-start', cell, alarm: `${cell}-errors` },
  blocked: {
    kind: 'blocked',
    cell,
    because: 'foreign-deployment',
    detail: 'd-ABC123 of somebody else is active',
  },
  'baseline-untrusted': { kind: 'baseline-untrusted', cell, detail: 'its last deployment d-ABC123 failed' },
  'baselines-unread': {
    kind: 'baselines-unread',
    wave: 'w03-one-az',
    detail: `cell ${cell}: AccessDeniedException: not authorized`,
  },
  untried: { kind: 'untried', wave: 'w03-one-az' },
  reset: { kind: 'reset' },
};

const REASONS: Readonly<Record<BlockReason, true>> = {
  'baseline-moved': true,
  'foreign-deployment': true,
  vanished: true,
  'stop-tag': true,
};

test('every way to be held has its section, and no section is left over', () => {
  expect(sections.map(({ title }) => title)).toEqual(Object.keys(SAMPLES));
});

test.each(Object.values(SAMPLES))('$kind: the page shows the sentence that people see', (cause) => {
  const section = sections.find(({ title }) => title === cause.kind);
  expect(section?.text).toContain(`\nheld: ${holdText(cause)}\n`);
});

test('every section names a command', () => {
  expect(sections.filter(({ text }) => !text.includes('`cellwave '))).toEqual([]);
});

test.each(Object.keys(REASONS))('a cell that is blocked as %s is explained', (reason) => {
  expect(sections.find(({ title }) => title === 'blocked')?.text).toContain(`| \`${reason}\` `);
});

describe('what the reconciler says when it calls', () => {
  const rollout = 'checkout:us-west-2:v1.4.0-3f9c2a';
  const NOW = 1_800_000_000_000;
  const run = (standing: RunStanding) => aRun('run', standing, { rollout });
  const wave = { workflowId: `${rollout}:w03-one-az`, problem: PROBLEM };
  const CALLS = {
    unresolved: found([run(closed('terminated'))], { terms: someTerms({ unresolved: 'page' }) }),
    'tasks fail': found([run(open('baking'))], { failing: [wave] }),
    'no progress': found([run(open('baking', { bakeEndsAt: NOW - 130 * 60_000 }))]),
  };

  test.each(Object.entries(CALLS))('%s: the page shows the sentence', (title, one) => {
    const [judged] = judgeRollouts([one], NOW);
    const section = page.split(`\n### ${title}\n`)[1]?.split('\n### ')[0];
    expect(section).toContain(`\n${judged?.deed.kind === 'page' ? judged.deed.message : 'no call'}\n`);
  });
});
