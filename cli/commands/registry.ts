import type { CommandFile } from './command-file';
import { completion } from './completion';
import { demo } from './demo';
import { init } from './init';
import { list } from './list';
import { plan } from './plan';
import { schema } from './schema';
import { start } from './start';
import { status } from './status';
import { validate } from './validate';
import { watch } from './watch';

/** All commands, in the order in which help shows them. A new one is a file in this folder and a line here. */
export const commands: readonly CommandFile[] = [
  init,
  validate,
  schema,
  plan,
  start,
  watch,
  status,
  list,
  demo,
  completion,
];
