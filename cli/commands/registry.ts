import type { CommandFile } from './command-file';
import { completion } from './completion';
import { demo } from './demo';
import { init } from './init';
import { plan } from './plan';
import { schema } from './schema';
import { validate } from './validate';

/** All commands, in the order in which help shows them. A new one is a file in this folder and a line here. */
export const commands: readonly CommandFile[] = [init, validate, schema, plan, demo, completion];
