import { createHmac } from 'node:crypto';
import type { NotifyOrder } from '../activities';
import { permanently } from '../failures';
import type { Clock } from '../ports/clock.port';
import type { Notifier } from '../ports/notifier.port';

const TIMEOUT_MS = 5_000;

type Needs = { readonly clock: Clock; readonly environment: Readonly<Record<string, string | undefined>> };

/**
 * JSON by POST. `x-cellwave-signature` is `v1=` and the hex HMAC-SHA256 of `<x-cellwave-timestamp>.<body>`; a receiver checks it, refuses
 * old time stamps, and drops ids it has seen.
 */
export function createWebhookNotifier({ clock, environment }: Needs): Notifier {
  return {
    async send(order, signal) {
      const secret = environment[order.secretEnv];
      if (secret === undefined || secret === '') throw permanently('NoSecret', `${order.secretEnv} is not set`);
      const body = JSON.stringify({ id: order.id, ...order.news });
      const timestamp = String(Math.floor(clock.now() / 1_000));
      const response = await fetch(order.url, {
        method: 'POST',
        body,
        headers: headersOf(order, timestamp, sign(secret, `${timestamp}.${body}`)),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      if (!response.ok) throw refused(order, response.status);
    },
  };
}

function headersOf({ id }: NotifyOrder, timestamp: string, signature: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-cellwave-id': id,
    'x-cellwave-timestamp': timestamp,
    'x-cellwave-signature': `v1=${signature}`,
  };
}

function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** The URL may carry a token, so only its host is named. */
function refused({ url }: NotifyOrder, status: number): Error {
  const words = `${new URL(url).host} answered ${status}`;
  const mayPass = status >= 500 || status === 408 || status === 429;
  return mayPass ? new Error(words) : permanently('WebhookRefused', words);
}
