/**
 * Why the embedded server could not be had. `kind` is for code (the CLI picks its exit code by it),
 * the message is for the person at the terminal and names the way out.
 */
export type EmbeddedFailureKind =
  'binary-not-found' | 'folder-busy' | 'folder-unusable' | 'port-in-use' | 'exited-early' | 'not-ready';

export class EmbeddedTemporalFailure extends Error {
  override readonly name = 'EmbeddedTemporalFailure';
  readonly kind: EmbeddedFailureKind;

  constructor(kind: EmbeddedFailureKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
