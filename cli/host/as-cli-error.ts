import { TemporalConnectionFailure } from '../../runtime/connection-failure';
import { EmbeddedTemporalFailure } from '../../runtime/embedded-temporal';
import { ScenarioError } from '../../sandbox';
import { CliError } from '../errors';

/** What can go wrong while things come up, as errors that a person can act on; their messages name the way out. Everything else is passed on. */
export function asCliError(error: unknown): never {
  if (error instanceof ScenarioError)
    throw new CliError({
      kind: 'bad-file',
      message: error.message,
      remedy: '`cellwave demo --list` shows those shipped',
    });
  if (error instanceof EmbeddedTemporalFailure || error instanceof TemporalConnectionFailure)
    throw new CliError({ kind: 'unreachable', message: error.message, cause: error });
  if (isPortTaken(error)) throw new CliError({ kind: 'usage', message: messageOf(error), cause: error });
  throw error;
}

function isPortTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
