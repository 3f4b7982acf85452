import type { AlarmState } from './alarm';

export type CompositeRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: AlarmState; readonly alarm: string }
  | { readonly kind: 'not'; readonly rule: CompositeRule }
  | { readonly kind: 'and' | 'or'; readonly rules: readonly CompositeRule[] };

export type ParsedRule =
  | { readonly kind: 'parsed'; readonly rule: CompositeRule; readonly children: readonly string[] }
  | { readonly kind: 'malformed'; readonly at: number; readonly problem: string };

type Token = { readonly text: string; readonly at: number };

const tokenPattern = /\s*(?:("(?:[^"\\]|\\.)*")|([()])|([^\s()"]+))/y;

/** Parses `ALARM("a b") AND NOT (OK(c) OR INSUFFICIENT_DATA(d))`. NOT binds tighter than AND, AND tighter than OR. */
export function parseCompositeRule(text: string): ParsedRule {
  try {
    const tokens = tokenize(text);
    const reader = createReader(tokens, text.length);
    const rule = readOr(reader);
    const rest = reader.peek();
    if (rest !== undefined) throw new RuleProblem(rest.at, `unexpected ${rest.text}`);
    return { kind: 'parsed', rule, children: [...new Set(childrenOf(rule))] };
  } catch (error) {
    if (error instanceof RuleProblem) return { kind: 'malformed', at: error.at, problem: error.message };
    throw error;
  }
}

/** Whether the rule holds. A child that no longer exists is in no state at all. */
export function ruleHolds(rule: CompositeRule, stateOf: (alarm: string) => AlarmState | undefined): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !ruleHolds(rule.rule, stateOf);
    case 'and':
      return rule.rules.every((part) => ruleHolds(part, stateOf));
    case 'or':
      return rule.rules.some((part) => ruleHolds(part, stateOf));
  }
}

class RuleProblem extends Error {
  readonly at: number;
  constructor(at: number, problem: string) {
    super(problem);
    this.at = at;
  }
}

type Reader = { peek(): Token | undefined; take(): Token; readonly depth: { value: number } };

/** Deeper than any rule a person writes; keeps the parser off the stack's end. */
const mostNesting = 100;

function createReader(tokens: readonly Token[], end: number): Reader {
  let next = 0;
  return {
    depth: { value: 0 },
    peek: () => tokens[next],
    take() {
      const token = tokens[next];
      if (token === undefined) throw new RuleProblem(end, 'the rule ends too early');
      next += 1;
      return token;
    },
  };
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (match === null) throw new RuleProblem(at, 'a quoted name does not end');
    const token = match[1] ?? match[2] ?? match[3] ?? '';
    at = tokenPattern.lastIndex;
    tokens.push({ text: token, at: at - token.length });
  }
  return tokens;
}

function readOr(reader: Reader): CompositeRule {
  return readChain(reader, 'or', readAnd);
}

function readAnd(reader: Reader): CompositeRule {
  return readChain(reader, 'and', readNot);
}

function readChain(reader: Reader, kind: 'and' | 'or', readPart: (reader: Reader) => CompositeRule): CompositeRule {
  const first = readPart(reader);
  const rules = [first];
  while (reader.peek()?.text.toLowerCase() === kind) {
    reader.take();
    rules.push(readPart(reader));
  }
  return rules.length === 1 ? first : { kind, rules };
}

function readNot(reader: Reader): CompositeRule {
  const token = reader.take();
  reader.depth.value += 1;
  if (reader.depth.value > mostNesting) throw new RuleProblem(token.at, 'the rule is nested too deeply');
  const rule = readOperand(reader, token);
  reader.depth.value -= 1;
  return rule;
}

function readOperand(reader: Reader, token: Token): CompositeRule {
  switch (token.text.toUpperCase()) {
    case 'NOT':
      return { kind: 'not', rule: readNot(reader) };
    case '(': {
      const rule = readOr(reader);
      expect(reader, ')');
      return rule;
    }
    case 'TRUE':
      return { kind: 'constant', value: true };
    case 'FALSE':
      return { kind: 'constant', value: false };
    case 'ALARM':
      return readState(reader, 'ALARM');
    case 'OK':
      return readState(reader, 'OK');
    case 'INSUFFICIENT_DATA':
      return readState(reader, 'INSUFFICIENT_DATA');
    default:
      throw new RuleProblem(token.at, `unexpected ${token.text}`);
  }
}

function readState(reader: Reader, state: AlarmState): CompositeRule {
  expect(reader, '(');
  const name = reader.take();
  if (name.text === '(' || name.text === ')') throw new RuleProblem(name.at, 'an alarm name is missing');
  expect(reader, ')');
  return { kind: 'state', state, alarm: nameIn(name.text) };
}

/** Names may be quoted, and may be ARNs; both mean the alarm of that name in the same account and Region. */
function nameIn(text: string): string {
  const bare = text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
  return /^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/.exec(bare)?.[1] ?? bare;
}

function expect(reader: Reader, text: string): void {
  const token = reader.take();
  if (token.text !== text) throw new RuleProblem(token.at, `expected ${text}, found ${token.text}`);
}

function childrenOf(rule: CompositeRule): readonly string[] {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return childrenOf(rule.rule);
    case 'and':
    case 'or':
      return rule.rules.flatMap(childrenOf);
  }
}
