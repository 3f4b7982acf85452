/** What the shell sees when a command ends. Documented in docs/exit-codes.md; scripts rely on these numbers. */
export const EXIT = {
  done: 0,
  internal: 1,
  usage: 2,
  refused: 3,
  rolledBack: 4,
  held: 5,
  aborted: 6,
  unreachable: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done, or the rollout completed',
  internal: 'internal error: a defect of cellwave',
  usage: 'bad usage, or a bad file',
  refused: 'refused by the plan, the preflight or a gate',
  rolledBack: 'the rollout was rolled back',
  held: 'the rollout is held and needs a person',
  aborted: 'the rollout was aborted',
  unreachable: 'Temporal or AWS cannot be reached',
  interrupted: 'interrupted',
};
