import type { Tag } from '@aws-sdk/client-sts';
import type { Purpose } from '../ports/cell-access.port';

/** What STS is told about a session: shows in the cell's CloudTrail. */
export type SessionIdentity = {
  readonly sessionName: string;
  readonly tags: readonly Tag[];
  /** Narrows the role: the session may do what both allow. */
  readonly policy: string | undefined;
};

const ALARM_READS = ['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory', 'cloudwatch:GetMetricData'];
const DEPLOY_READS = ['codedeploy:Get*', 'codedeploy:List*', 'codedeploy:BatchGet*'];

export function sessionIdentity(purpose: Purpose): SessionIdentity {
  switch (purpose.kind) {
    case 'deploy':
      return {
        sessionName: sessionName(`cellwave-${purpose.ref.rollout}`),
        tags: [
          { Key: 'cellwave:rollout', Value: tagValue(purpose.ref.rollout) },
          { Key: 'cellwave:service', Value: tagValue(purpose.ref.service) },
          { Key: 'cellwave:release', Value: tagValue(purpose.ref.releaseVersion) },
        ],
        policy: undefined,
      };
    case 'watch':
      return { sessionName: 'cellwave-watch', tags: [], policy: allow(ALARM_READS) };
    case 'preflight':
      return {
        sessionName: 'cellwave-preflight',
        // A tag like a deployment's: a trust policy without sts:TagSession shows before the start, not in the middle.
        tags: [{ Key: 'cellwave:rollout', Value: 'preflight' }],
        policy: allow([...ALARM_READS, ...DEPLOY_READS]),
      };
  }
}

/** STS allows `[\w+=,.@-]`, 2 to 64 characters; the last ones tell rollouts apart, so they stay. */
export function sessionName(wanted: string): string {
  const clean = wanted.replace(/[^\w+=,.@-]/g, '-');
  return clean.length <= MAX_NAME ? clean : `${clean.slice(0, 9)}${clean.slice(9 - MAX_NAME)}`;
}

const MAX_NAME = 64;

/** Tag values allow letters, digits, spaces and `_.:/=+-@`, at most 256. */
function tagValue(wanted: string): string {
  return wanted.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '-').slice(0, 256);
}

function allow(actions: readonly string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
}
