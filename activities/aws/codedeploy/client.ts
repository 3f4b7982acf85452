import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { refuseAwsHosts } from '../middleware';
import type { Session } from '../sessions';

/** One client per session. It sends every call once: `again` repeats those that may be repeated, a create is none of them (DESIGN 9). */
export function codeDeployClients(requestHandler: NodeHttpHandler): (session: Session) => CodeDeployClient {
  const clients = new WeakMap<Session, CodeDeployClient>();
  return (session) => {
    const known = clients.get(session);
    if (known !== undefined) return known;
    const { region, credentials } = session;
    const client = new CodeDeployClient({ region, credentials, maxAttempts: 1, requestHandler });
    if (session.isRehearsal) refuseAwsHosts(client);
    clients.set(session, client);
    return client;
  };
}
