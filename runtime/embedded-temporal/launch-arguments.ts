import type { ServerPorts } from './ports';

export type Storage = { readonly kind: 'memory' } | { readonly kind: 'file'; readonly path: string };

/**
 * WAL with `synchronous=NORMAL` is 3 times faster than the default and survives the death of the process; a power cut may
 * lose the last commits, never the file.
 */
const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL'];

/**
 * Temporal's own Pause stops the workflow task by which a rollout answers an alarm, and would be the first button of the Web UI: a person
 * pauses a rollout by its update, which watches on.
 */
const dynamicConfig = [
  'frontend.WorkflowPauseEnabled=false',
  'matching.autoEnableV2=true',
  'frontend.enableServerVersionCheck=false',
];

export function launchArguments(ports: ServerPorts, storage: Storage): readonly string[] {
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(ports.frontend), '--ui-port', String(ports.ui)],
    ...['--log-level', 'warn', '--log-format', 'text', '--ui-disable-news-fetch'],
    ...dynamicConfig.flatMap((setting) => ['--dynamic-config-value', setting]),
    ...storageArguments(storage),
  ];
}

function storageArguments(storage: Storage): readonly string[] {
  if (storage.kind === 'memory') return [];
  return ['--db-filename', storage.path, ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma])];
}
