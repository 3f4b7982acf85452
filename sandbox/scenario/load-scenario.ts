import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { Scenario } from './scenario';
import { scenarioSchema } from './scenario.schema';

/** A scenario file that cannot be used. The message has one line per problem, each with file, line and column. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/** Far more than any scenario needs. */
const longestFile = 1024 * 1024;

/** Loads a file, or one of the shipped scenarios by its name. */
export function loadScenario(pathOrName: string): Scenario {
  const path = findScenario(pathOrName);
  const size = statSync(path).size;
  if (size > longestFile) throw new ScenarioError(`${path}: ${size} bytes are more than the ${longestFile} allowed`);
  return parseScenario(readFileSync(path, 'utf8'), path);
}

/** `file` names the text in messages, and the scenario. */
export function parseScenario(text: string, file: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const told = (offset: number, message: string): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col} ${message}`;
  };
  const broken = document.errors.map((error) => told(error.pos[0], error.message.split('\n')[0] ?? error.message));
  if (broken.length > 0) throw new ScenarioError(broken.join('\n'));
  const parsed = scenarioSchema.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (!parsed.success)
    throw new ScenarioError(
      parsed.error.issues.map((issue) => told(offsetOf(document, issue), textOf(issue))).join('\n'),
    );
  return { name: basename(file).replace(/\.ya?ml$/, ''), ...parsed.data };
}

/** The shipped scenarios, by name. */
export function listScenarios(): readonly { readonly name: string; readonly description: string }[] {
  const names = readdirSync(shippedFolder())
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace(/\.yaml$/, ''))
    .sort();
  return names.map((name) => ({ name, description: loadScenario(name).description }));
}

function findScenario(pathOrName: string): string {
  const shipped = join(shippedFolder(), `${pathOrName}.yaml`);
  if (/^[\w-]+$/.test(pathOrName) && existsSync(shipped)) return shipped;
  if (existsSync(pathOrName)) return pathOrName;
  const names = readdirSync(shippedFolder()).map((file) => file.replace(/\.yaml$/, ''));
  throw new ScenarioError(`there is no scenario ${pathOrName}: give the path of a file or one of ${names.join(', ')}`);
}

/** Beside the source when run from a clone, one level further up when compiled into `dist`. */
function shippedFolder(): string {
  const candidates = ['../..', '../../..'].map((up) => join(__dirname, up, 'examples', 'scenarios'));
  const found = candidates.find((folder) => existsSync(folder));
  if (found === undefined) throw new ScenarioError(`the shipped scenarios are not at ${candidates.join(' or ')}`);
  return found;
}

type Issue = z.core.$ZodIssue;

function textOf(issue: Issue): string {
  return `${issue.path.length === 0 ? 'the file' : issue.path.join('.')}: ${issue.message}`;
}

/** Where the deepest part of a problem's path stands that the file has; an unknown key stands for itself. */
function offsetOf(document: Document.Parsed, issue: Issue): number {
  const unknownKey = issue.code === 'unrecognized_keys' ? keyNode(document, issue.path, issue.keys[0]) : undefined;
  if (hasRange(unknownKey)) return unknownKey.range[0];
  for (let length = issue.path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(issue.path.slice(0, length), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

function keyNode(document: Document.Parsed, path: Issue['path'], key: string | undefined): unknown {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isMap(map) ? map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key : undefined;
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
