import { parseYaml } from '../../../../cli/config/parse-yaml';
import { readDocument } from '../../../../cli/config/read-document';
import type { Problem } from '../../../../cli/config/issue';

/** Every problem of a text, as `cellwave validate` would find it. */
export function problemsIn(text: string): readonly Problem[] {
  const parsed = parseYaml({ file: 'test.yaml', text });
  const read = parsed.documents.map(readDocument);
  return [...parsed.problems, ...read.flatMap((one) => (one.kind === 'problems' ? one.problems : []))];
}

/** `line:column path: message | fix`, short enough for a table. */
export function told({ line, column, path, message }: Problem): string {
  return `${line}:${column} ${path}: ${message}`;
}

type FleetParts = { readonly head?: string; readonly region?: string; readonly cells?: readonly string[] };

/** A good fleet, with lines replaced. */
export function fleetText(parts: FleetParts = {}): string {
  const cells = parts.cells ?? ["[c1, usw2-az1, '111111111101']", "[c2, usw2-az2, '111111111102']"];
  return `kind: Fleet
service: checkout
${parts.head ?? DEFAULTS}
regions:
  - name: us-west-2
    timeZone: America/Los_Angeles
    azIds: [usw2-az1, usw2-az2]
${parts.region === undefined ? '' : `    ${parts.region}\n`}    cells:
${cells.map((cell) => `      - ${cell}`).join('\n')}
`;
}

export const DEFAULTS = `cellDefaults:
  roleArn: arn:aws:iam::{account}:role/cellwave
  target: { application: checkout, deploymentGroup: rest, oneBox: { deploymentGroup: box, share: 10% } }
  alarms: [{ name: '{cell}-errors', role: errors }]`;

export const RELEASE = `kind: Release
version: v1.1.0
artifact: { bucket: releases, key: v1.1.0.zip, bundleType: zip, version: abc, eTag: def }
`;
