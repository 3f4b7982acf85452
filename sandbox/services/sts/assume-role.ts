import type { Accounts } from '../../accounts';
import { accessDenied, arnOf } from '../../authorize';
import type { Ledger } from '../../ledger';
import type { Call } from '../../service';
import { readAssumeRole, type AssumeRoleRequest } from './read-assume-role';
import { roleId } from './role-id';

/** Hands out credentials for a role of the world, as its trust policy would: to the management account, with the external id it asks for. */
export function assumeRole(accounts: Accounts, ledger: Ledger, call: Call) {
  const request = readAssumeRole(call.input);
  if (!isTrusted(accounts, call, request)) throw accessDenied(arnOf(call.principal), 'sts:AssumeRole');
  const session = accounts.openSession(request);
  ledger.append({
    kind: 'role-assumed',
    at: call.at,
    account: session.account,
    region: call.region,
    cell: accounts.cellOf(session.account, call.region)?.name,
    roleName: session.roleName,
    sessionName: session.sessionName,
    tags: Object.fromEntries(session.tags),
  });
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresAt),
    },
    AssumedRoleUser: { AssumedRoleId: `${roleId(session.roleName)}:${session.sessionName}`, Arn: session.arn },
  };
}

/** AWS gives a role that does not exist and a role that is not trusted the same answer. */
function isTrusted(accounts: Accounts, { principal }: Call, request: AssumeRoleRequest): boolean {
  if (principal.kind !== 'management') return false;
  const role = accounts.findRole(request.account, request.roleName);
  return role !== undefined && (role.externalId === undefined || role.externalId === request.externalId);
}
