/** When a cell's forward work was started: on Temporal's clock, and the same instant moved to AWS's, from where evidence counts. */
export type Touch = { readonly at: number; readonly fromAt: number };

export type BlockReason = 'baseline-moved' | 'foreign-deployment' | 'vanished' | 'stop-tag';

/** Where one cell stands within one wave. Everything but `pending`, `red`, `exempt` and an untouched `blocked` is touched (S10). */
export type CellStage =
  | { readonly kind: 'pending' }
  /** Red before it was touched: not started, and not held against the release (DESIGN 6, rule 1). */
  | { readonly kind: 'red'; readonly alarm: string; readonly at: number }
  | { readonly kind: 'in-flight'; readonly touch: Touch }
  /** `servesFrom`: surely after the end of its deployment, on AWS's clock; absent in what was recorded before it was noted. */
  | { readonly kind: 'deployed'; readonly touch: Touch; readonly servesFrom?: number | undefined }
  /** Its deployment failed and it has returned to its baseline by itself. */
  | { readonly kind: 'failed'; readonly touch: Touch; readonly why: string }
  /** Turned round while in flight, and back on its baseline. */
  | { readonly kind: 'settled'; readonly touch: Touch; readonly why: string }
  /** Something outside the release keeps it from being deployed; nothing of ours is left on it. */
  | { readonly kind: 'blocked'; readonly because: BlockReason; readonly why: string }
  | { readonly kind: 'exempt'; readonly by: string; readonly reason: string }
  | CellAftermath;

/** Ends of a way back, besides the baseline. */
export type CellAftermath =
  /** It had no baseline; the release stays on it, as the policy says. */
  | { readonly kind: 'left'; readonly touch: Touch; readonly why: string }
  /** Somebody else has moved it; it was left alone. */
  | { readonly kind: 'moved'; readonly touch: Touch; readonly why: string }
  /** Needs a person (S11). */
  | { readonly kind: 'unknown'; readonly touch: Touch; readonly why: string };

export type CellInWave = {
  readonly cell: string;
  /** How often it has been started forward; generation of the next forward work is `2 * rounds`, of a way back one more. */
  readonly rounds: number;
  readonly stage: CellStage;
};

export function exemptWords({ by, reason }: Extract<CellStage, { kind: 'exempt' }>): string {
  return `exempted by ${by}: ${reason}`;
}

/** Why a cell stands where it stands, where its stage knows. */
export function whyOfStage(stage: CellStage): string | undefined {
  if (stage.kind === 'red') return `its alarm ${stage.alarm} was in ALARM before it was touched`;
  if (stage.kind === 'exempt') return exemptWords(stage);
  return 'why' in stage ? stage.why : undefined;
}

export function touchOf(stage: CellStage): Touch | undefined {
  return 'touch' in stage ? stage.touch : undefined;
}

/** Its deployment failed, and it is back, or as far back as it goes. */
export function hasFailed({ kind }: CellStage): boolean {
  return kind === 'failed' || kind === 'left' || kind === 'moved' || kind === 'unknown';
}

/** Nothing more will happen to it in its wave without a person. */
export function isAtRest(stage: CellStage): boolean {
  return stage.kind !== 'pending' && stage.kind !== 'red' && stage.kind !== 'in-flight' && stage.kind !== 'blocked';
}
