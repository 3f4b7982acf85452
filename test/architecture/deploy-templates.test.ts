import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { RolloutRef } from '../../activities/activities';
import { sessionIdentity } from '../../activities/aws/session-identity';

const root = resolve(__dirname, '../..');

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

// CloudFormation's own tags (!Ref, !Sub) are read as plain text.
const template = (name: string) => parse(readFileSync(join(root, 'deploy/aws', name), 'utf8'), { logLevel: 'error' });
const role = template('cell-role.yaml').Resources.CellRole.Properties;
const trust: readonly Statement[] = role.AssumeRolePolicyDocument.Statement;
const policies: readonly { readonly PolicyDocument: PolicyDocument }[] = role.Policies;
const statements = policies.flatMap(({ PolicyDocument: { Statement } }) => Statement);
const allowed = statements.flatMap(({ Action }) => Action);

/** `codedeploy:ListDeployments` for every command that the adapters of a folder send. */
function actionsSentBelow(folder: string, service: string): readonly string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const code = files.map((file) => readFileSync(join(root, folder, file), 'utf8')).join('\n');
  const commands = [...code.matchAll(/new ([A-Z]\w+)Command\(/g)].flatMap(([, command]) => command ?? []);
  return [...new Set(commands.map((command) => `${service}:${command}`))];
}

test.each([
  ['activities/aws/codedeploy', 'codedeploy'],
  ['activities/aws/cloudwatch', 'cloudwatch'],
])("a cell's role allows every call that %s makes", (folder, service) => {
  const sent = actionsSentBelow(folder, service);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.filter((action) => !allowed.includes(action))).toEqual([]);
});

test('nothing is allowed by a wildcard', () => {
  expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
});

test('whatever changes a cell needs a session that names its rollout', () => {
  const changing = /:(Create|Stop|Register|Tag|Untag|Update|Delete|Put)/;
  const open = statements.filter(
    ({ Action, Condition }) =>
      [Action].flat().some((action) => changing.test(action)) &&
      Condition?.['StringLike']?.['aws:PrincipalTag/cellwave:rollout'] !== '?*',
  );
  expect(open).toEqual([]);
});

const aRolloutRef: RolloutRef = {
  service: 'payments',
  region: 'us-west-2',
  rollout: 'payments:us-west-2:v1-3f9c2a',
  originalRunId: 'run',
  releaseDigest: 'sha256:0',
  releaseVersion: 'v1',
  rehearsal: false,
};

test('the trust lets our sessions in as they are: with the external id, their names and exactly their tags', () => {
  const deploy = sessionIdentity({ kind: 'deploy', ref: aRolloutRef });
  const enter = trust.find(({ Action }) => Action === 'sts:AssumeRole')?.Condition;
  expect(enter?.['StringEquals']).toHaveProperty(['sts:ExternalId']);
  expect(enter?.['StringLike']).toEqual({ 'sts:RoleSessionName': 'cellwave-*' });
  for (const identity of [deploy, sessionIdentity({ kind: 'watch' }), sessionIdentity({ kind: 'preflight' })]) {
    expect(identity.sessionName).toMatch(/^cellwave-/);
  }
  const tagged = trust.find(({ Action }) => Action === 'sts:TagSession')?.Condition;
  expect(tagged?.['ForAllValues:StringEquals']?.['aws:TagKeys']).toEqual(deploy.tags.map(({ Key }) => Key));
});

test('workers by themselves may only enter cells', () => {
  const policy: PolicyDocument = template('worker-policy.yaml').Resources.WorkerPolicy.Properties.PolicyDocument;
  expect(policy.Statement.flatMap(({ Action }) => Action)).toEqual(['sts:AssumeRole', 'sts:TagSession']);
});
