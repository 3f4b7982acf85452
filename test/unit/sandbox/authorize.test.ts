import { policyAllows } from '../../../sandbox/authorize';
import type { SessionPolicyStatement } from '../../../sandbox/service';

const allow = (...actions: readonly string[]): SessionPolicyStatement => ({ effect: 'Allow', actions });
const deny = (...actions: readonly string[]): SessionPolicyStatement => ({ effect: 'Deny', actions });

type Case = { readonly policy: readonly SessionPolicyStatement[]; readonly action: string; readonly allowed: boolean };

test.each<[string, Case]>([
  [
    'an exact action',
    { policy: [allow('codedeploy:GetDeployment')], action: 'codedeploy:GetDeployment', allowed: true },
  ],
  [
    'no prefix',
    { policy: [allow('codedeploy:GetDeployment')], action: 'codedeploy:GetDeploymentGroup', allowed: false },
  ],
  ['a star', { policy: [allow('codedeploy:Get*')], action: 'codedeploy:GetDeploymentGroup', allowed: true }],
  ['a star only there', { policy: [allow('codedeploy:Get*')], action: 'codedeploy:CreateDeployment', allowed: false }],
  ['a question mark', { policy: [allow('sts:GetCallerIdentit?')], action: 'sts:GetCallerIdentity', allowed: true }],
  ['a dot as a dot', { policy: [allow('s3.GetObject')], action: 's3:GetObject', allowed: false }],
  ['either case', { policy: [allow('CloudWatch:describe*')], action: 'cloudwatch:DescribeAlarms', allowed: true }],
  ['a denial over a permission', { policy: [allow('*'), deny('*:Create*')], action: 'a:CreateB', allowed: false }],
  ['nothing when it says nothing', { policy: [], action: 'cloudwatch:DescribeAlarms', allowed: false }],
])('a session policy honours %s', (_what, { policy, action, allowed }) => {
  expect(policyAllows(policy, action)).toBe(allowed);
});
