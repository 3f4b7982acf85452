import { randomBytes } from 'node:crypto';
import { systemClock, type Clock } from './clock';
import type { SignedBy } from './protocols/signature';
import { ServiceError, type Principal, type Session } from './service';
import type { CellWorld, RoleWorld, World } from './world';

/** The account that the credentials a worker starts with belong to. It may call STS only. */
export const managementAccount = '000000000000';

export type SessionRequest = Pick<Session, 'account' | 'roleName' | 'sessionName' | 'tags' | 'policy'> & {
  readonly durationMs: number;
};

/** Who may be what: the roles of the world and the sessions handed out for them. */
export type Accounts = {
  authenticate(signedBy: SignedBy): { readonly account: string; readonly principal: Principal };
  /** The role, if it exists. One account may be several cells, one per Region, which share their roles. */
  findRole(account: string, roleName: string): RoleWorld | undefined;
  /** As when somebody deletes a cell's role: new sessions are refused, those handed out live on. */
  removeRole(account: string, roleName: string): void;
  openSession(request: SessionRequest): Session;
  cellOf(account: string, region: string): CellWorld | undefined;
};

/**
 * `callersClock` is what SDKs measure the life of their credentials by: real time, even where the sandbox's own clock leaps over days.
 */
export function createAccounts(world: World, callersClock: Pick<Clock, 'now'> = systemClock): Accounts {
  const roles = new Map([...world.cells, ...world.otherRoles].map((role) => [roleArn(role), role]));
  const cells = new Map(world.cells.map((cell) => [`${cell.account}/${cell.region}`, cell]));
  const sessions = new Map<string, Session>();
  return {
    authenticate(signedBy) {
      const session = sessions.get(signedBy.accessKeyId);
      if (session === undefined) return authenticateBase(signedBy);
      if (session.sessionToken !== signedBy.sessionToken) throw unknownCaller();
      if (session.expiresAt <= callersClock.now()) throw expiredCaller();
      return { account: session.account, principal: { kind: 'session', session } };
    },
    findRole: (account, roleName) => roles.get(roleArn({ account, roleName })),
    removeRole: (account, roleName) => void roles.delete(roleArn({ account, roleName })),
    openSession(request) {
      const session = makeSession(request, callersClock.now() + request.durationMs);
      sessions.set(session.accessKeyId, session);
      return session;
    },
    cellOf: (account, region) => cells.get(`${account}/${region}`),
  };
}

export function expiredCaller(): ServiceError {
  return new ServiceError({
    name: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
    status: 403,
  });
}

function roleArn({ account, roleName }: Pick<RoleWorld, 'account' | 'roleName'>): string {
  return `arn:aws:iam::${account}:role/${roleName}`;
}

/** Any long-lived key will do; a temporary one that is not known is left over from another run of the sandbox. */
function authenticateBase({ accessKeyId }: SignedBy): ReturnType<Accounts['authenticate']> {
  if (accessKeyId.startsWith('ASIA')) throw unknownCaller();
  const arn = `arn:aws:iam::${managementAccount}:user/sandbox`;
  return { account: managementAccount, principal: { kind: 'management', arn } };
}

function unknownCaller(): ServiceError {
  return new ServiceError({
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
    status: 403,
    queryCode: 'InvalidClientTokenId',
  });
}

function makeSession(request: SessionRequest, expiresAt: number): Session {
  const { account, roleName, sessionName, tags, policy } = request;
  return {
    account,
    roleName,
    sessionName,
    tags,
    policy,
    expiresAt,
    arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(20).toString('hex'),
    sessionToken: randomBytes(32).toString('base64'),
  };
}
