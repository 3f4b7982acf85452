import type { CommandFile } from './command-file';
import { abort } from './abort';
import { accept } from './accept';
import { completion } from './completion';
import { demo } from './demo';
import { dev } from './dev';
import { doctor } from './doctor';
import { exempt } from './exempt';
import { extendBake } from './extend-bake';
import { init } from './init';
import { list } from './list';
import { pause } from './pause';
import { plan } from './plan';
import { resume } from './resume';
import { rollback } from './rollback';
import { sandbox } from './sandbox';
import { schema } from './schema';
import { setup } from './setup';
import { start } from './start';
import { status } from './status';
import { ui } from './ui';
import { validate } from './validate';
import { watch } from './watch';
import { why } from './why';
import { worker } from './worker';

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
  why,
  pause,
  resume,
  abort,
  rollback,
  extendBake,
  exempt,
  accept,
  ui,
  doctor,
  dev,
  worker,
  sandbox,
  setup,
  demo,
  completion,
];
