import { assertNever } from '../alarms/assert-never';
import type { WaveEvent } from '../waves/rollout/wave-state';
import type { Steer } from './contract/messages';

/** What the rollout tells its wave, as the wave's state knows it. */
export function waveEventOf(order: Steer): WaveEvent {
  switch (order.kind) {
    case 'pause':
      return { kind: 'paused', word: order.word };
    case 'resume':
      return { kind: 'resumed', word: order.word };
    case 'abort':
      return { kind: 'aborted', word: order.word };
    case 'turn-back':
      return { kind: 'turned-back' };
    case 'extend-bake':
      return { kind: 'bake-extended', byMs: order.byMs };
    case 'exempt':
      return { kind: 'exempted', cell: order.cell, word: order.word };
    default:
      return assertNever(order);
  }
}
