import { faultOf, isPassing } from '../failures';
import type { PreflightFinding } from '../../waves/preflight';

export function refusal(code: string, message: string, remedy: string): PreflightFinding {
  return { severity: 'refusal', code, message, remedy };
}

export function warning(code: string, message: string, remedy: string): PreflightFinding {
  return { severity: 'warning', code, message, remedy };
}

/** What could not be read is a refusal: nothing unknown is rolled to. */
export function unreadable(code: string, error: unknown): PreflightFinding {
  const fault = faultOf(error);
  if (fault === undefined) throw error;
  if (isPassing(fault))
    return refusal('unreadable', fault.detail, 'try again; if it stays, find out why the account cannot be reached');
  return refusal(code, fault.detail, fault.remedy);
}
