import { CancellationScope } from '@temporalio/workflow';

/** Calls `act` when somebody cancels this workflow, also when that was before its first task. To be called before any scope is entered. */
export function onCancel(act: () => void): void {
  CancellationScope.current().cancelRequested.catch(act);
}
