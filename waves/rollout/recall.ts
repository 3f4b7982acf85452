import { recallTouched, type FormerlyTouched } from './resume-return';
import type { RolloutState, WaveRecord } from './rollout-state';

/** What a run made by Reset has to learn of its predecessor before it can say that everything is back. */
export type Recall =
  | { readonly kind: 'none' }
  | { readonly kind: 'done' }
  /** What this run knows by itself goes back meanwhile (S13). */
  | { readonly kind: 'reading'; readonly since: number }
  /** The same, for so long that a person should look. */
  | { readonly kind: 'late'; readonly since: number }
  /** Temporal no longer has it: nobody will ever know. */
  | { readonly kind: 'unreadable'; readonly detail: string; readonly since: number };

export type RecallEvent =
  | { readonly kind: 'recall-begun'; readonly at: number }
  | { readonly kind: 'recall-late' }
  /** `isWhole`: every wave of the predecessor had ended when its history was read, so nothing more will come. */
  | {
      readonly kind: 'touched-recalled';
      readonly touched: readonly FormerlyTouched[];
      readonly isWhole: boolean;
      readonly at: number;
    }
  | { readonly kind: 'recall-failed'; readonly detail: string; readonly at: number }
  /** A wave has closed, and its end was told to the run before this one: its cells count as touched, and nobody here knows how they stand. */
  | { readonly kind: 'wave-unheard'; readonly wave: number; readonly at: number };

/** Whether more cells may turn out to be touched. */
export function isRecalling({ recall }: Pick<RolloutState, 'recall'>): boolean {
  return recall.kind === 'reading' || recall.kind === 'late';
}

export function recordRecall(state: RolloutState, event: RecallEvent): RolloutState {
  switch (event.kind) {
    case 'recall-begun':
      return state.recall.kind === 'none' ? { ...state, recall: { kind: 'reading', since: event.at } } : state;
    case 'recall-late':
      return state.recall.kind === 'reading' ? { ...state, recall: { ...state.recall, kind: 'late' } } : state;
    case 'touched-recalled':
      return recalled(state, event);
    case 'recall-failed':
      return isRecalling(state)
        ? { ...state, recall: { kind: 'unreadable', detail: event.detail, since: event.at } }
        : state;
    case 'wave-unheard':
      return { ...state, waves: state.waves.map((record) => unheard(record, event)) };
  }
}

type Recalled = Extract<RecallEvent, { kind: 'touched-recalled' }>;

function recalled(state: RolloutState, { touched, isWhole, at }: Recalled): RolloutState {
  if (!isRecalling(state)) return recallTouched(state, touched, at);
  const open = new Set(state.waves.filter((record) => isNews(record, isWhole)).map(({ wave }) => wave.number));
  const news = touched.filter(({ wave }) => open.has(wave));
  const known = recallTouched(state, news, at);
  return isWhole ? { ...known, recall: { kind: 'done' } } : known;
}

/** A wave whose end was heard here has told more than its history does; one that is at work will. */
function isNews({ stage }: WaveRecord, isWhole: boolean): boolean {
  return stage.kind !== 'ended' && (isWhole || stage.kind !== 'running');
}

type Unheard = Extract<RecallEvent, { kind: 'wave-unheard' }>;

function unheard(record: WaveRecord, { wave, at }: Unheard): WaveRecord {
  if (record.wave.number !== wave || record.stage.kind !== 'running') return record;
  const detail = 'its end was told to the run before the reset';
  return { ...record, stage: { kind: 'lost', startedAt: record.stage.startedAt, endedAt: at, detail } };
}

/** Cells of waves of which this run knows nothing, and never will. */
export function neverRecalled(state: RolloutState): readonly string[] {
  if (state.recall.kind !== 'unreadable') return [];
  const strange = state.waves.filter(({ stage }) => stage.kind === 'pending');
  return [...new Set(strange.flatMap(({ wave }) => wave.cells.map(({ name }) => name)))];
}
