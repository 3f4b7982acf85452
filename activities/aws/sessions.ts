import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity } from '@smithy/types';
import { EntryError, faultOf } from '../failures';
import type { Entry, Purpose } from '../ports/cell-access.port';
import type { Clock } from '../ports/clock.port';
import { Lru } from './lru';
import { refuseAwsHosts } from './middleware';
import { sessionIdentity } from './session-identity';

/** Entered once, used by every client of one cell and purpose until it runs out. */
export type Session = {
  readonly region: string;
  readonly isRehearsal: boolean;
  readonly credentials: AwsCredentialIdentity;
  /** Account of the credentials, asked of STS once. */
  account(): Promise<string>;
};

export type Sessions = {
  enter(entry: Entry): Promise<Session>;
  /** After an `ExpiredToken`: the next `enter` assumes the role anew. */
  drop(entry: Entry): void;
};

type Needs = { readonly clock: Clock; readonly requestHandler: NodeHttpHandler };

/** Role chaining allows no more. */
const SESSION_SECONDS = 3_600;
const RENEW_BEFORE_MS = 5 * 60_000;
/** More than the cells of the largest fleet, so that a look at all of them assumes nothing anew. */
const MAX_SESSIONS = 20_000;

type Kept = { readonly session: Promise<Session>; expiresAt: number };

/** One role per cell, assumed per cell and purpose through the Region's own STS (DESIGN 9). */
export function createSessions(needs: Needs): Sessions {
  const kept = new Lru<Kept>(MAX_SESSIONS);
  const doors = new Map<string, STSClient>();
  const door = (entry: Entry): STSClient => {
    const key = `${entry.region}|${isRehearsal(entry.purpose)}`;
    const client =
      doors.get(key) ?? stsClient(needs, { region: entry.region, isRehearsal: isRehearsal(entry.purpose) });
    doors.set(key, client);
    return client;
  };
  return {
    enter(entry) {
      const known = kept.get(keyOf(entry));
      if (known !== undefined && needs.clock.now() < known.expiresAt - RENEW_BEFORE_MS) return known.session;
      const fresh: Kept = { session: assume(needs, door(entry), entry), expiresAt: Infinity };
      kept.set(keyOf(entry), fresh);
      fresh.session.then(
        ({ credentials }) => (fresh.expiresAt = credentials.expiration?.getTime() ?? 0),
        () => kept.delete(keyOf(entry)),
      );
      return fresh.session;
    },
    drop: (entry) => kept.delete(keyOf(entry)),
  };
}

async function assume(needs: Needs, client: STSClient, entry: Entry): Promise<Session> {
  const { access, region, purpose } = entry;
  const identity = sessionIdentity(purpose);
  const answer = await client
    .send(
      new AssumeRoleCommand({
        RoleArn: access.roleArn,
        RoleSessionName: identity.sessionName,
        DurationSeconds: SESSION_SECONDS,
        Tags: identity.tags.length === 0 ? undefined : [...identity.tags],
        Policy: identity.policy,
        ExternalId: access.externalId,
      }),
    )
    .catch((cause: unknown) => {
      throw new EntryError(`cannot enter account ${access.account} by ${access.roleArn}`, { cause });
    });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
    throw new EntryError(`STS gave no credentials for ${access.roleArn}`, { cause: new SyntaxError('empty answer') });
  const credentials: AwsCredentialIdentity = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
  const about = { region, isRehearsal: isRehearsal(purpose), credentials };
  return { ...about, account: onceGood(() => whoAmI(stsClient(needs, about))) };
}

async function whoAmI(client: STSClient): Promise<string> {
  const { Account } = await client.send(new GetCallerIdentityCommand({}));
  if (Account === undefined) throw new SyntaxError('STS did not name the account');
  return Account;
}

type ClientOrder = Pick<Session, 'region' | 'isRehearsal'> & { readonly credentials?: AwsCredentialIdentity };

function stsClient(needs: Needs, order: ClientOrder): STSClient {
  const client = new STSClient({
    region: order.region,
    maxAttempts: 3,
    requestHandler: needs.requestHandler,
    ...(order.credentials === undefined ? {} : { credentials: order.credentials }),
  });
  if (order.isRehearsal) refuseAwsHosts(client);
  return client;
}

/** Asks once; an answer that failed is asked again next time. */
function onceGood<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}

function isRehearsal(purpose: Purpose): boolean {
  return purpose.kind === 'deploy' && purpose.ref.rehearsal;
}

function keyOf({ access, region, purpose }: Entry): string {
  const whose = purpose.kind === 'deploy' ? `${purpose.ref.rollout} ${purpose.ref.rehearsal}` : purpose.kind;
  return [access.roleArn, access.externalId ?? '', access.account, region, whose].join('|');
}

/** Runs a piece of work in a session; credentials that AWS calls expired are thrown away, so that the next try has new ones. */
export async function inSession<T>(
  sessions: Sessions,
  entry: Entry,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await sessions.enter(entry);
  try {
    return await work(session);
  } catch (error) {
    if (faultOf(error)?.kind === 'expired') sessions.drop(entry);
    throw error;
  }
}
