import type { FilesResult } from './measure-files';
import type { Looks } from './measure-looks';
import type { PlanResult, StartUp } from './measure-offline';
import type { Reaction, TwinReaction } from './measure-reaction';
import type { RollingResult } from './measure-rolling';

export type Results = {
  readonly rolling: RollingResult;
  /** Of many cells, in turns with the twin's. */
  readonly reactions: readonly Reaction[];
  readonly twinReactions: readonly TwinReaction[];
  /** Of few cells, often: how soon the first call leaves. */
  readonly small: readonly Reaction[];
  readonly pollMs: number;
  readonly bake: { readonly polls: number; readonly events: number };
  readonly looks: Looks;
  readonly plan: PlanResult;
  readonly files: FilesResult;
  readonly startUp: StartUp;
};
