import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { createWebhookNotifier } from '../../activities/webhook/webhook-notifier';

type Receiver = (...asked: [headers: Record<string, string>, body: string, secret: string, now: number]) => boolean;

/** The example in the page, as a receiver would paste it. */
function receiver(): Receiver {
  const page = readFileSync(resolve(__dirname, '../../docs/running-in-production.md'), 'utf8');
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const body = code.replace(/^import .*$/m, '').replace('export function', 'return function');
  const make = compileFunction(body, ['createHmac', 'timingSafeEqual', 'Buffer']) as (...given: unknown[]) => Receiver;
  return make(createHmac, timingSafeEqual, Buffer);
}

const at = 1_800_000_000_000;
const now = () => at;

async function delivered(): Promise<{ headers: Record<string, string>; body: string }> {
  const sent: { headers: Record<string, string>; body: string }[] = [];
  const spy = jest.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    sent.push({ headers, body: typeof init?.body === 'string' ? init.body : '' });
    return Promise.resolve(new Response(null, { status: 200 }));
  });
  const clock = { now, monotonic: now, wait: () => Promise.resolve() };
  const notifier = createWebhookNotifier({ clock, environment: { SECRET: 'of the worker' } });
  const about = { rollout: 'r', service: 's', region: 'us-west-2', release: 'v1', message: 'held', at };
  const order = { url: 'https://hooks.example.com', secretEnv: 'SECRET', id: 'r:held', news: about };
  await notifier.send({ ...order, news: { ...about, event: 'held' } }, new AbortController().signal);
  spy.mockRestore();
  return sent[0] ?? { headers: {}, body: '' };
}

test('the receiver in the page believes what cellwave sends, and nothing else', async () => {
  const isFromCellwave = receiver();
  const { headers, body } = await delivered();
  expect(isFromCellwave(headers, body, 'of the worker', at)).toBe(true);
  expect(isFromCellwave(headers, body, 'another', at)).toBe(false);
  expect(isFromCellwave(headers, `${body} `, 'of the worker', at)).toBe(false);
  expect(isFromCellwave(headers, body, 'of the worker', at + 600_000)).toBe(false);
  expect(isFromCellwave({}, body, 'of the worker', at)).toBe(false);
});
