import type { AlarmEntry, MetricAlarm } from './alarm';
import { createAlarmBook, type AlarmBook, type Transition } from './alarm-book';
import { evaluateMetricAlarm } from './evaluate-metric-alarm';
import { scopeKey, type Scope } from './metric';
import type { MetricStore } from './metric-store';
import { describeMetricState } from './state-reason';

/** All alarms of all accounts. Their states follow the metrics when `evaluate` is called, never when they are read. */
export type AlarmEngine = {
  book(scope: Scope): AlarmBook;
  evaluate(round: EvaluationRound): void;
};

export type EvaluationRound = {
  /** Where the evaluated periods end. */
  readonly at: number;
  /** The time stamp that transitions get: when they can first be seen. */
  readonly stampAt: number;
  /** Alarms with a period below a minute are evaluated every 10 s, all others every minute. */
  readonly alarms: 'high-resolution' | 'all';
};

type EngineOptions = {
  readonly metrics: MetricStore;
  readonly speed: number;
  readonly onTransition: (transition: Transition) => void;
};

export function createAlarmEngine({ metrics, speed, onTransition }: EngineOptions): AlarmEngine {
  const books = new Map<string, AlarmBook>();
  const msPerSecond = 1_000 / speed;

  const evaluateOne = (book: AlarmBook, alarm: MetricAlarm, round: EvaluationRound): void => {
    const read = (window: { fromAt: number; toAt: number }) => metrics.read(book.scope, alarm.metric, window);
    const evaluation = evaluateMetricAlarm(alarm, { at: round.at, msPerSecond, read });
    const { state } = evaluation;
    if (state === 'retain' || state === book.get(alarm.name)?.status.state) return;
    const reason = describeMetricState(alarm, evaluation, { to: state, at: round.stampAt });
    book.setState(alarm.name, { state, ...reason }, round.stampAt);
  };

  return {
    book(scope) {
      const key = scopeKey(scope);
      const book = books.get(key) ?? createAlarmBook(scope, onTransition);
      books.set(key, book);
      return book;
    },
    evaluate(round) {
      for (const book of books.values())
        for (const entry of book.entries()) {
          const { alarm } = entry;
          if (alarm.kind === 'metric' && isDue(entry, alarm, round)) evaluateOne(book, alarm, round);
        }
    },
  };
}

/** An alarm that cannot be evaluated keeps the state it had: that is what makes such a state untrustworthy. */
function isDue(entry: AlarmEntry, alarm: MetricAlarm, round: EvaluationRound): boolean {
  if (entry.status.evaluationState !== undefined) return false;
  return round.alarms === 'all' || alarm.periodSeconds < 60;
}
