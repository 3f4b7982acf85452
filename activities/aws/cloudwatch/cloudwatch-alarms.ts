import {
  DescribeAlarmsCommand,
  type CloudWatchClient,
  type CompositeAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmObservation } from '../../../alarms/observation';
import type { AlarmAnswer, AlarmDefinition, AlarmQuestion, AlarmSource } from '../../ports/alarm-source.port';
import { ALARM_TYPES } from './alarm-types';
import { createCloudWatchClients, type CloudWatchNeeds } from './cloudwatch-clients';
import { sendDated, type Dated } from './dated';
import { definitionOf } from './definition';
import { readHistory } from './history';
import { observeCompositeAlarm, observeMetricAlarm } from './observe';
import { traceOf } from './trace';

/** CloudWatch's own limit for one DescribeAlarms. */
const NAMES_PER_CALL = 100;

/** CloudWatch alarms, metric and composite, read in the account and Region they live in. */
export function createCloudWatchAlarms(needs: CloudWatchNeeds): AlarmSource {
  const within = createCloudWatchClients(needs);
  return {
    read: (question, signal) =>
      within(question.place, async (client) => {
        const { answer } = await look(client, question, signal);
        return { ...answer, alarms: await traced(client, answer.alarms, signal) };
      }),
    describe: (question, signal) =>
      within(question.place, async (client) => {
        const { answer, definitions } = await look(client, question, signal);
        return { ...answer, definitions };
      }),
  };
}

/** History allows 3 calls a second, and one name is enough for a person to begin with. */
const MAX_TRACED = 2;

/** Says of alarms that are not there what became of them. */
async function traced(
  client: CloudWatchClient,
  alarms: readonly AlarmObservation[],
  signal: AbortSignal,
): Promise<readonly AlarmObservation[]> {
  const missing = alarms.filter(({ kind }) => kind === 'missing').slice(0, MAX_TRACED);
  const traces = await Promise.all(missing.map(({ name }) => traceOf(client, name, signal)));
  const byName = new Map(missing.map(({ name }, index) => [name, traces[index]]));
  return alarms.map((alarm) => (alarm.kind === 'missing' ? { ...alarm, trace: byName.get(alarm.name) } : alarm));
}

type FullLook = { readonly answer: AlarmAnswer; readonly definitions: readonly AlarmDefinition[] };

async function look(client: CloudWatchClient, question: AlarmQuestion, signal: AbortSignal): Promise<FullLook> {
  const { names, historyFromAt } = question;
  const [states, history] = await Promise.all([
    readStates(client, names, signal),
    historyFromAt === undefined ? NO_HISTORY : readHistory(client, { fromAt: historyFromAt, names }, signal),
  ]);
  const reads = [...states.reads, ...history.reads];
  const observed = new Map(
    [...states.metric.map(observeMetricAlarm), ...states.composite.map(observeCompositeAlarm)].map((alarm) => [
      alarm.name,
      alarm,
    ]),
  );
  const answer: AlarmAnswer = {
    readAt: Math.min(...reads.map(({ at }) => at)),
    alarms: names.map((name) => observed.get(name) ?? { kind: 'missing', name }),
    transitions: history.transitions,
    requestIds: reads.map(({ requestId }) => requestId),
  };
  return { answer, definitions: [...states.metric, ...states.composite].map(definitionOf) };
}

const NO_HISTORY = { transitions: [], reads: [] };

type States = {
  readonly metric: readonly MetricAlarm[];
  readonly composite: readonly CompositeAlarm[];
  readonly reads: readonly Dated[];
};

async function readStates(client: CloudWatchClient, names: readonly string[], signal: AbortSignal): Promise<States> {
  const chunks = Array.from({ length: Math.ceil(names.length / NAMES_PER_CALL) }, (_, index) =>
    names.slice(index * NAMES_PER_CALL, (index + 1) * NAMES_PER_CALL),
  );
  const answers = await Promise.all(
    chunks.map((chunk) =>
      sendDated(
        client,
        new DescribeAlarmsCommand({ AlarmNames: chunk, AlarmTypes: [...ALARM_TYPES], MaxRecords: NAMES_PER_CALL }),
        signal,
      ),
    ),
  );
  return {
    metric: answers.flatMap(({ output }) => output.MetricAlarms ?? []),
    composite: answers.flatMap(({ output }) => output.CompositeAlarms ?? []),
    reads: answers.map(({ read }) => read),
  };
}
