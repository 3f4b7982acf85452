import { ServiceError, type Input } from '../service';
import type { Envelope, Protocol, WireAnswer } from './protocol';
import { escapeXml, toXml } from './xml';

/** A form in, XML out. */
export const awsQuery: Protocol = {
  kind: 'aws-query',
  read(request) {
    if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return undefined;
    const form = [...new URLSearchParams(request.body.toString('utf8'))];
    const { Action, Version, ...input } = readForm(form);
    if (typeof Action !== 'string' || typeof Version !== 'string')
      throw new ServiceError({ name: 'MissingAction', message: 'the form names no Action or no Version' });
    return { prefix: Version, operation: Action, input };
  },
  writeResult(result, envelope) {
    const { operation } = envelope;
    const content = toXml(result, envelope.skewMs);
    return answer(
      200,
      `<${operation}Response xmlns="${namespaceOf(envelope)}"><${operation}Result>${content}</${operation}Result>` +
        `<ResponseMetadata><RequestId>${envelope.requestId}</RequestId></ResponseMetadata></${operation}Response>`,
    );
  },
  writeError: (error, envelope) =>
    answer(
      error.status,
      `<ErrorResponse xmlns="${namespaceOf(envelope)}"><Error><Type>${error.fault}</Type><Code>${error.queryCode}</Code>` +
        `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${envelope.requestId}</RequestId></ErrorResponse>`,
    ),
};

function answer(status: number, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function namespaceOf({ service }: Envelope): string {
  return `https://${service.name}.amazonaws.com/doc/${service.targetPrefix}/`;
}

type Leaf = { readonly path: readonly string[]; readonly value: string };

/** No form of the operations here nests deeper. */
const deepest = 8;

function readForm(form: readonly (readonly [string, string])[]): Input {
  const leaves = form.map(([key, value]) => ({ path: key.split('.'), value }));
  if (leaves.some(({ path }) => path.length > deepest))
    throw new ServiceError({ name: 'MalformedInput', message: `a member is nested deeper than ${deepest}` });
  return Object.fromEntries(branches(leaves));
}

/** `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`. */
function nest(leaves: readonly Leaf[]): unknown {
  const [only] = leaves;
  if (only !== undefined && only.path.length === 0) return only.value;
  const members = branches(leaves);
  const [first] = members;
  if (members.length === 1 && first?.[0] === 'member') return listOf(leaves);
  return Object.fromEntries(members);
}

function listOf(leaves: readonly Leaf[]): readonly unknown[] {
  const numbered = branches(leaves.map(({ path, value }) => ({ path: path.slice(1), value })));
  return [...numbered].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

function branches(leaves: readonly Leaf[]): readonly (readonly [string, unknown])[] {
  const byHead = new Map<string, Leaf[]>();
  for (const { path, value } of leaves) {
    const [head = '', ...rest] = path;
    const siblings = byHead.get(head);
    if (siblings === undefined) byHead.set(head, [{ path: rest, value }]);
    else siblings.push({ path: rest, value });
  }
  return [...byHead].map(([head, rest]) => [head, nest(rest)]);
}
