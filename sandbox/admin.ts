import { z } from 'zod';
import type { Desk } from './answer-call';
import type { WireAnswer, WireRequest } from './protocols/protocol';
import { describeWorld } from './describe-world';
import { faultSchema } from './faults/fault.schema';

/** Something other processes may ask of the sandbox itself. What it throws goes back as a 400 with the message. */
export type AdminRoute = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** What follows `/_sandbox/`. */
  readonly path: string;
  handle(question: AdminQuestion): unknown;
};

export type AdminQuestion = { readonly query: URLSearchParams; readonly body: unknown };

const prefix = '/_sandbox/';

/** Undefined when the request is none of the admin's business. */
export function answerAdmin(
  desk: Desk & { readonly adminRoutes?: readonly AdminRoute[] | undefined },
  request: WireRequest,
): WireAnswer | undefined {
  if (!request.path.startsWith(prefix)) return undefined;
  const url = new URL(request.path, 'http://sandbox');
  const path = url.pathname.slice(prefix.length);
  const routes = [...ownRoutes(desk), ...(desk.adminRoutes ?? [])].filter((route) => route.path === path);
  const route = routes.find(({ method }) => method === request.method);
  if (route === undefined)
    return json(routes.length === 0 ? 404 : 405, { error: `nothing answers ${request.method} ${path}` });
  // A page in somebody's browser can post a form to loopback, but not this content type.
  if (route.method === 'POST' && !(request.headers['content-type'] ?? '').startsWith('application/json'))
    return json(415, { error: 'send application/json' });
  try {
    return json(200, route.handle({ query: url.searchParams, body: parse(request.body) }) ?? {});
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function ownRoutes({ clock, ledger, faults, world }: Desk): readonly AdminRoute[] {
  return [
    { method: 'GET', path: 'health', handle: () => ({ now: clock.now() }) },
    {
      method: 'GET',
      path: 'ledger',
      handle: ({ query }) => ({ entries: ledger.since(Number(query.get('since') ?? 0)) }),
    },
    { method: 'GET', path: 'world', handle: () => describeWorld(world) },
    { method: 'GET', path: 'faults', handle: () => ({ faults: faults.list() }) },
    { method: 'POST', path: 'faults', handle: ({ body }) => ({ id: faults.add(parseFault(body)) }) },
    { method: 'DELETE', path: 'faults', handle: ({ query }) => removeFaults(faults, query.get('id')) },
  ];
}

function parseFault(body: unknown) {
  const parsed = faultSchema.safeParse(body);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}

function removeFaults(faults: Desk['faults'], id: string | null): unknown {
  if (id === null) faults.clear();
  else if (!faults.remove(id)) throw new Error(`no fault ${id} is in force`);
  return { faults: faults.list() };
}

function parse(body: Buffer): unknown {
  return body.length === 0 ? undefined : JSON.parse(body.toString('utf8'));
}

function json(status: number, value: unknown): WireAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
