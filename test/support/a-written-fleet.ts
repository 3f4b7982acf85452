/** A Fleet document in which every cell is written in full, as a program or a patient person writes it. */
export function aWrittenFleet(cells: number): string {
  const head = `# Written in full.
kind: Fleet
service: checkout
regions:
  - name: us-west-2
    timeZone: America/Los_Angeles
    azIds: [usw2-az1, usw2-az2, usw2-az3]
    cells:
`;
  return head + Array.from({ length: cells }, (_, index) => writtenCell(index)).join('');
}

function writtenCell(index: number): string {
  const account = String(100_000_000_000 + index);
  const azId = `usw2-az${(index % 3) + 1}`;
  const name = `${azId}-c${index}`;
  return `      - name: ${name}
        azId: ${azId}
        account: '${account}'
        weight: 1
        roleArn: arn:aws:iam::${account}:role/cellwave
        externalId: a-secret-word
        target:
          application: checkout # the same in all of them
          deploymentGroup: rest
          oneBox: { deploymentGroup: one-box, share: 10% }
        alarms:
          - { name: ${name}-errors, role: errors }
          - { name: ${name}-latency, role: latency }
          - { name: ${name}-one-box-errors, role: errors, scope: one-box }
        labels:
          tier: standard
          owner: team-${index % 17}
`;
}
