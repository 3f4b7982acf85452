import type { Client } from '@temporalio/client';
import type { Ports } from '../activities/create-activities';
import type { AlarmSource } from '../activities/ports/alarm-source.port';
import type { CellAccess } from '../activities/ports/cell-access.port';
import type { Clock } from '../activities/ports/clock.port';
import type { MetricSource } from '../activities/ports/metric-source.port';
import type { DeployTargets } from '../activities/ports/deploy-target.port';
import { createCellAccess } from '../activities/aws/cell-access';
import { createCloudWatchAlarms } from '../activities/aws/cloudwatch/cloudwatch-alarms';
import { createCloudWatchMetrics } from '../activities/aws/cloudwatch/cloudwatch-metrics';
import { createCodeDeployTargets } from '../activities/aws/codedeploy/codedeploy-targets';
import { createRequestHandler } from '../activities/aws/http';
import { createSessions } from '../activities/aws/sessions';
import { createWebhookNotifier } from '../activities/webhook/webhook-notifier';
import { systemClock } from './system-clock';
import { createTemporalRolloutRecords } from './temporal-rollout-records';
import { createTemporalRolloutSurvey } from './temporal-rollout-survey';

export type AwsPorts = {
  readonly clock: Clock;
  readonly alarms: AlarmSource;
  readonly metrics: MetricSource;
  readonly targets: DeployTargets;
  readonly access: CellAccess;
};

/**
 * The ports that touch AWS. Endpoint, Region and base credentials are found the SDK's own way (`AWS_ENDPOINT_URL`, profiles, instance
 * roles), so a sandbox is reached by the very code that reaches AWS.
 */
export function wireAws(clock: Clock = systemClock): AwsPorts {
  // The SDK is pinned to a version that runs on the oldest Node we support; its advice to upgrade is for us, not for whoever reads the log.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const requestHandler = createRequestHandler();
  const sessions = createSessions({ clock, requestHandler });
  return {
    clock,
    alarms: createCloudWatchAlarms({ sessions, requestHandler }),
    metrics: createCloudWatchMetrics({ sessions, requestHandler }),
    targets: createCodeDeployTargets({ clock, sessions, requestHandler }),
    access: createCellAccess(sessions),
  };
}

/** Everything the activities of a worker need; `client` talks to the Temporal that the worker serves. */
export function wirePorts(client: Client, clock: Clock = systemClock): Ports {
  return {
    ...wireAws(clock),
    notifier: createWebhookNotifier({ clock, environment: process.env }),
    records: createTemporalRolloutRecords(client),
    survey: createTemporalRolloutSurvey(client),
  };
}
