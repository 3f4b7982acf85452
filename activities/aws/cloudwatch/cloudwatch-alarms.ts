import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type CompositeAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AlarmAnswer, AlarmDefinition, AlarmQuestion, AlarmSource } from '../../ports/alarm-source.port';
import { inSession, type Session, type Sessions } from '../sessions';
import { ALARM_TYPES } from './alarm-types';
import { sendDated, type Dated } from './dated';
import { definitionOf } from './definition';
import { readHistory } from './history';
import { observeCompositeAlarm, observeMetricAlarm } from './observe';

type Needs = { readonly sessions: Sessions; readonly requestHandler: NodeHttpHandler };

/** CloudWatch's own limit for one DescribeAlarms. */
const NAMES_PER_CALL = 100;

/** CloudWatch alarms, metric and composite, read in the account and Region they live in. */
export function createCloudWatchAlarms({ sessions, requestHandler }: Needs): AlarmSource {
  const clients = new WeakMap<Session, CloudWatchClient>();
  const clientOf = (session: Session): CloudWatchClient => {
    const { region, credentials } = session;
    const client =
      clients.get(session) ?? new CloudWatchClient({ region, credentials, maxAttempts: 2, requestHandler });
    clients.set(session, client);
    return client;
  };
  const within = <T>({ place }: AlarmQuestion, work: (client: CloudWatchClient) => Promise<T>): Promise<T> =>
    inSession(sessions, place, (session) => work(clientOf(session)));
  return {
    read: (question, signal) => within(question, async (client) => (await look(client, question, signal)).answer),
    describe: (question, signal) =>
      within(question, async (client) => {
        const { answer, definitions } = await look(client, question, signal);
        return { ...answer, definitions };
      }),
  };
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
