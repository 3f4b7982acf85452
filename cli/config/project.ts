import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_POLICY } from '../../waves/defaults';
import type { Fleet } from '../../waves/fleet';
import type { Policy } from '../../waves/policy';
import type { Release } from '../../waves/release';
import { CliError } from '../errors';
import { badFileError } from './bad-file-error';
import { findFiles, PLACES } from './find-files';
import { isConfigFileName, loadFiles, shownPath } from './load-files';
import { nearest } from './nearest';
import type { ConfigDocument } from './read-document';

/** The options every command that reads files has. */
export type FileOptions = {
  /** File or folder. */
  readonly fleet?: string;
  /** File or folder, or the name of a policy in the files found. */
  readonly policy?: string;
  /** File, or the version of a release in the files found. */
  readonly release?: string;
};

/** Everything a person wrote that this command line can see. */
export type Project = {
  readonly cwd: string;
  readonly options: FileOptions;
  readonly documents: readonly ConfigDocument[];
};

/** Reads the files that were named, and those found upward from `cwd`. Any fault in one of them is an error: a plan must not rest on a file half read. */
export function openProject(options: FileOptions, cwd: string): Project {
  const named = [options.fleet, asFile(options.policy, cwd), asFile(options.release, cwd)];
  const paths = named.filter((path) => path !== undefined).map((path) => resolve(cwd, path));
  // A fleet that was named brings its neighbours in the same file; only what it lacks is looked for.
  const { documents, problems } = loadFiles([...paths, ...findFiles(cwd)], cwd);
  if (problems.length > 0) throw badFileError(problems);
  return { cwd, options, documents };
}

/** The one fleet. */
export function fleetOf(project: Project): Fleet {
  const fleets = ofKind(project, 'Fleet', project.options.fleet);
  const [first, second] = fleets;
  if (first === undefined) throw nothingFound(project);
  if (second !== undefined)
    throw new CliError({
      kind: 'usage',
      message: `two fleets found: ${first.value.service} (${first.file}) and ${second.value.service} (${second.file})`,
      remedy: 'choose one with --fleet FILE',
    });
  return first.value;
}

/** The policy asked for, else the only one, else the built-in default. */
export function policyOf(project: Project): Policy {
  const asked = project.options.policy;
  const file = asFile(asked, project.cwd);
  const policies = ofKind(project, 'Policy', file).map(({ value }) => value);
  if (asked !== undefined && file === undefined)
    return byName({ what: 'policy', asked, known: policies, nameOf: ({ name }) => name });
  const [first, second] = policies;
  if (second === undefined) return first ?? DEFAULT_POLICY;
  throw new CliError({
    kind: 'usage',
    message: `several policies found: ${policies.map(({ name }) => name).join(', ')}`,
    remedy: 'choose one with --policy NAME',
  });
}

/** The release asked for, by version or by file. */
export function releaseOf(project: Project): Release {
  const asked = project.options.release;
  if (asked === undefined)
    throw new CliError({
      kind: 'usage',
      message: 'no release given',
      remedy: 'add --release VERSION, or --release FILE',
    });
  const file = asFile(asked, project.cwd);
  const releases = ofKind(project, 'Release', file).map(({ value }) => value);
  if (file === undefined) return byName({ what: 'release', asked, known: releases, nameOf: ({ version }) => version });
  const [first, second] = releases;
  if (first !== undefined && second === undefined) return first;
  throw new CliError({
    kind: 'usage',
    message: `${asked} holds ${releases.length} releases`,
    remedy: first === undefined ? 'name a file with a Release document' : 'name one by its version',
  });
}

type ByName<Value> = {
  readonly what: string;
  readonly asked: string;
  readonly known: readonly Value[];
  readonly nameOf: (value: Value) => string;
};

function byName<Value>({ what, asked, known, nameOf }: ByName<Value>): Value {
  const matches = known.filter((value) => nameOf(value) === asked);
  const [first, second] = matches;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined)
    throw new CliError({
      kind: 'bad-file',
      message: `${matches.length} documents say ${what} "${asked}"`,
      remedy: 'keep one of them',
    });
  const names = known.map(nameOf);
  const near = nearest(asked, names);
  throw new CliError({
    kind: 'usage',
    message: `no ${what} "${asked}" in the files read`,
    remedy:
      near === undefined
        ? `known: ${names.join(', ') || 'none'}`
        : `did you mean "${near}"? known: ${names.join(', ')}`,
  });
}

function ofKind<Kind extends ConfigDocument['kind']>(
  { documents, cwd }: Project,
  kind: Kind,
  named: string | undefined,
): readonly Extract<ConfigDocument, { readonly kind: Kind }>[] {
  const all = documents.filter((one): one is Extract<ConfigDocument, { readonly kind: Kind }> => one.kind === kind);
  if (named === undefined) return all;
  const prefix = shownPath(resolve(cwd, named), cwd);
  return all.filter(({ file }) => file === prefix || file.startsWith(`${prefix}/`));
}

/** The option's value if it names a file rather than a thing in one. */
function asFile(text: string | undefined, cwd: string): string | undefined {
  if (text === undefined) return undefined;
  return isConfigFileName(text) || text.includes('/') || existsSync(resolve(cwd, text)) ? text : undefined;
}

function nothingFound({ cwd, options }: Project): CliError {
  return new CliError({
    kind: 'usage',
    message:
      options.fleet === undefined
        ? `no fleet file found: looked for ${PLACES.join(', ')} in ${cwd} and the folders above it`
        : `${options.fleet} holds no Fleet document`,
    remedy: '`cellwave init` writes files to start from, --fleet FILE names one',
  });
}
