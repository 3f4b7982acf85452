/** Why there is no connection to Temporal; the CLI exits by `kind`, the message tells a person what to do. */
export type ConnectionFailureKind =
  'bad-configuration' | 'nowhere-configured' | 'unreachable' | 'not-allowed' | 'no-namespace';

export class TemporalConnectionFailure extends Error {
  override readonly name = 'TemporalConnectionFailure';
  readonly kind: ConnectionFailureKind;

  constructor(kind: ConnectionFailureKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
