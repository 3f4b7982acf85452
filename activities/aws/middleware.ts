import { isAwsHost, rehearsalOnAws } from './aws-hosts';

/** The little of an SDK client that is needed to add to its middleware, whatever its commands are. */
type Stack = {
  add(
    middleware: (next: (args: Step) => Promise<Answer>) => (args: Step) => Promise<Answer>,
    options: { readonly step: 'build' | 'deserialize'; readonly name: string; readonly priority: 'high' | 'low' },
  ): void;
};
type Step = { readonly input: unknown; readonly request?: unknown };
type Answer = { readonly output: unknown; readonly response?: unknown };

/** The SDK types a middleware stack by its commands; these middlewares only look at the HTTP messages inside. */
function stackOf(bearer: { readonly middlewareStack: unknown }): Stack {
  return bearer.middlewareStack as Stack;
}

/** Refuses every request to AWS before it is signed: used for clients of rehearsals. Not retried by the SDK. */
export function refuseAwsHosts(client: { readonly middlewareStack: unknown }): void {
  stackOf(client).add(
    (next) => (args) => {
      const hostname = hostOf(args.request);
      if (isAwsHost(hostname)) throw rehearsalOnAws(hostname);
      return next(args);
    },
    { step: 'build', name: 'cellwaveRefuseAwsHosts', priority: 'high' },
  );
}

/** The host that a command would be sent to. Nothing is sent, no credentials are asked for. */
export async function resolveHost(
  send: () => Promise<unknown>,
  command: { readonly middlewareStack: unknown },
): Promise<string> {
  let hostname = '';
  stackOf(command).add(
    () => (args) => {
      hostname = hostOf(args.request);
      return Promise.resolve({ output: { $metadata: {} }, response: undefined });
    },
    { step: 'build', name: 'cellwaveResolveHost', priority: 'high' },
  );
  await send();
  return hostname;
}

/** Reports the Date header of the command's answer: AWS's own time of it, in ms. */
export function onAnswerDate(command: { readonly middlewareStack: unknown }, report: (at: number) => void): void {
  stackOf(command).add(
    (next) => async (args) => {
      const answer = await next(args);
      report(dateOf(answer.response));
      return answer;
    },
    { step: 'deserialize', name: 'cellwaveAnswerDate', priority: 'high' },
  );
}

function hostOf(request: unknown): string {
  if (typeof request !== 'object' || request === null || !('hostname' in request)) return '';
  return typeof request.hostname === 'string' ? request.hostname : '';
}

function dateOf(response: unknown): number {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return Number.NaN;
  const headers = response.headers as Readonly<Record<string, string | undefined>>;
  return Date.parse(headers['date'] ?? '');
}
