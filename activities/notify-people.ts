import type { Activities } from './activities';
import { currentAttempt } from './attempt';
import type { Notifier } from './ports/notifier.port';

type Needs = { readonly notifier: Notifier };

/** Never on the way of a rollback: the workflow does not wait for it. */
export function createNotifyPeople({ notifier }: Needs): Activities['notifyPeople'] {
  return (order) => notifier.send(order, currentAttempt().signal);
}
