import type { Accounts } from '../../accounts';
import { ServiceError, type Call, type Service } from '../../service';
import type { Ledger } from '../../ledger';
import { assumeRole } from './assume-role';
import { roleId } from './role-id';

/** STS, as far as assuming a cell's role and asking who one is go. */
export function createSts(accounts: Accounts, ledger: Ledger): Service {
  return {
    name: 'sts',
    protocol: 'aws-query',
    targetPrefix: '2011-06-15',
    async handle(call) {
      switch (call.operation) {
        case 'AssumeRole':
          return assumeRole(accounts, ledger, call);
        case 'GetCallerIdentity':
          return whoIs(call);
        default:
          throw new ServiceError({ name: 'InvalidAction', message: `Could not find operation ${call.operation}` });
      }
    },
  };
}

function whoIs({ principal, account }: Call) {
  if (principal.kind === 'management') return { UserId: 'AIDASANDBOX', Account: account, Arn: principal.arn };
  const { session } = principal;
  return { UserId: `${roleId(session.roleName)}:${session.sessionName}`, Account: account, Arn: session.arn };
}
