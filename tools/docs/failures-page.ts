import { FAILURES, type FailureOwner } from '../../waves/failures';

const OWNERS: Readonly<Record<FailureOwner, string>> = {
  user: 'you: a file, a role or a setting is wrong',
  target: 'whoever runs what cellwave deploys to',
  us: 'cellwave',
};

/** The text of docs/failures.md. */
export function failuresPage(): string {
  const sections = Object.entries(FAILURES).map(([type, { meaning, owner, remedy, retryable }]) =>
    [
      `## ${type}`,
      sentence(meaning),
      [
        `- Tried again by itself: ${retryable ? 'yes' : 'no'}`,
        `- Whose problem: ${OWNERS[owner]}`,
        `- What to do: ${remedy}`,
      ].join('\n'),
    ].join('\n\n'),
  );
  return [HEAD, ...sections].join('\n\n') + '\n';
}

const HEAD = `# Failures

Every type of failure that activities and workflows report to Temporal. In the Web UI it stands beside the failure's message, which names the cell and the value;
\`details\` repeat owner and remedy. Outcomes such as \`rolled-back\` and phases such as \`held\` are no failures: see [when it pages you](when-it-pages-you.md).

Any other type is a broken invariant, a defect of cellwave: the workflow task is tried again and again, nothing moves, and it goes on once fixed code is deployed.

This page is written by \`npm run docs\` from \`waves/failures.ts\`.`;

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
