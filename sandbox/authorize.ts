import { ServiceError, type Principal, type SessionPolicy } from './service';

/** Throws unless the caller may do this: the management account may only call STS, and a session no more than its session policy says. */
export function authorize(principal: Principal, action: string): void {
  if (mayDo(principal, action)) return;
  throw accessDenied(arnOf(principal), action);
}

export function accessDenied(arn: string, action: string): ServiceError {
  return new ServiceError({
    name: 'AccessDeniedException',
    message: `User: ${arn} is not authorized to perform: ${action} because no policy allows the ${action} action`,
    status: 403,
  });
}

export function arnOf(principal: Principal): string {
  return principal.kind === 'session' ? principal.session.arn : principal.arn;
}

function mayDo(principal: Principal, action: string): boolean {
  // As in AWS, nobody can be forbidden to ask who he is.
  if (action === 'sts:GetCallerIdentity') return true;
  if (principal.kind === 'management') return action.startsWith('sts:');
  const { policy } = principal.session;
  return policy === undefined || policyAllows(policy, action);
}

export function policyAllows(policy: SessionPolicy, action: string): boolean {
  const effects = policy
    .filter(({ actions }) => actions.some((pattern) => matches(pattern, action)))
    .map(({ effect }) => effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function matches(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test(action);
}
