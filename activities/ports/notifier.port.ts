import type { NotifyOrder } from '../activities';

export type Notifier = { send(order: NotifyOrder, signal: AbortSignal): Promise<void> };
