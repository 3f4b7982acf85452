import { assertNever } from '../alarms/assert-never';
import type { Word } from '../waves/rollout/stance';
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

/** Whether this is an order at all: the Web UI's form sends what a person types. */
export function isSteer(order: Steer | undefined): order is Steer {
  switch (order?.kind) {
    case 'pause':
    case 'resume':
    case 'abort':
      return isWord(order.word);
    case 'turn-back':
      return true;
    case 'extend-bake':
      return typeof order.byMs === 'number';
    case 'exempt':
      return typeof order.cell === 'string' && isWord(order.word);
    default:
      return false;
  }
}

function isWord(word: Word | undefined): boolean {
  return typeof word?.reason === 'string';
}
