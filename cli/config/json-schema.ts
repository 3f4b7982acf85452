import { z } from 'zod';
import { fleetSchema } from './fleet.schema';
import { policySchema } from './policy.schema';
import { releaseSchema } from './release.schema';

const SCHEMAS = { fleet: fleetSchema, release: releaseSchema, policy: policySchema } as const;

export type SchemaKind = keyof typeof SCHEMAS;

/** For editors: what a file may say, before defaults are filled in. Rules between fields are checked by `cellwave validate` alone. */
export function jsonSchema(kind: SchemaKind): unknown {
  return { title: `cellwave ${kind}`, ...z.toJSONSchema(SCHEMAS[kind], { io: 'input', target: 'draft-2020-12' }) };
}

/** Commander has checked the word already; this makes it a type. */
export function schemaKind(word: string | undefined): SchemaKind {
  if (word === 'fleet' || word === 'release' || word === 'policy') return word;
  throw new Error(`no schema called ${word}`);
}
