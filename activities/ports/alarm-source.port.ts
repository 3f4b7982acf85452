import type { AlarmTiming } from '../../alarms/coverage';
import type { AlarmObservation, AlarmTransition } from '../../alarms/observation';
import type { Access } from '../../waves/fleet';
import type { Purpose } from './cell-access.port';

export type AlarmPlace = { readonly region: string; readonly access: Access; readonly purpose: Purpose };

export type AlarmQuestion = {
  readonly place: AlarmPlace;
  readonly names: readonly string[];
  /** Every transition from here on is wanted; undefined: states only. AWS's clock. */
  readonly historyFromAt: number | undefined;
};

export type AlarmAnswer = {
  /** AWS's own time of the earliest of the reads (Date header). */
  readonly readAt: number;
  /** One for each name asked for, in that order. */
  readonly alarms: readonly AlarmObservation[];
  readonly transitions: readonly AlarmTransition[];
  readonly requestIds: readonly string[];
};

/** How an alarm comes to its state: tells how long it needs to notice. A composite, by its rule. */
export type AlarmDefinition =
  Extract<AlarmTiming, { kind: 'metric' }> | (Extract<AlarmTiming, { kind: 'composite' }> & { readonly rule: string });

export type DescribedAlarms = AlarmAnswer & { readonly definitions: readonly AlarmDefinition[] };

export type AlarmSource = {
  read(question: AlarmQuestion, signal: AbortSignal): Promise<AlarmAnswer>;
  describe(question: AlarmQuestion, signal: AbortSignal): Promise<DescribedAlarms>;
};
