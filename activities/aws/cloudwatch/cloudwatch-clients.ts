import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AlarmPlace } from '../../ports/alarm-source.port';
import { inSession, type Session, type Sessions } from '../sessions';

export type CloudWatchNeeds = { readonly sessions: Sessions; readonly requestHandler: NodeHttpHandler };

export type CloudWatchClients = <T>(place: AlarmPlace, work: (client: CloudWatchClient) => Promise<T>) => Promise<T>;

/** Runs work with the one client of a session. */
export function createCloudWatchClients({ sessions, requestHandler }: CloudWatchNeeds): CloudWatchClients {
  const clients = new WeakMap<Session, CloudWatchClient>();
  const clientOf = (session: Session): CloudWatchClient => {
    const { region, credentials } = session;
    const client =
      clients.get(session) ?? new CloudWatchClient({ region, credentials, maxAttempts: 2, requestHandler });
    clients.set(session, client);
    return client;
  };
  return (place, work) => inSession(sessions, place, (session) => work(clientOf(session)));
}
