import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
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
  /** Account that the credentials are of, as STS says in the same answer. */
  readonly account: string;
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
      const fresh: Kept = { session: assume(door(entry), entry), expiresAt: Infinity };
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

async function assume(client: STSClient, entry: Entry): Promise<Session> {
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
  const account = accountOf(answer.AssumedRoleUser?.Arn);
  if (account === undefined)
    throw new EntryError(`STS did not say whose credentials it gave for ${access.roleArn}`, {
      cause: new SyntaxError('answer without the assumed role'),
    });
  return { region, isRehearsal: isRehearsal(purpose), credentials, account };
}

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`: what GetCallerIdentity would say, without asking a second time for each cell. */
function accountOf(arn: string | undefined): string | undefined {
  return /^arn:[\w-]+:sts::(\d{12}):assumed-role\//.exec(arn ?? '')?.[1];
}

function stsClient({ requestHandler }: Needs, order: Pick<Session, 'region' | 'isRehearsal'>): STSClient {
  const client = new STSClient({ region: order.region, maxAttempts: 3, requestHandler });
  if (order.isRehearsal) refuseAwsHosts(client);
  return client;
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
