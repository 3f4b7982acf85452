import type { Colours, Paint } from './colours';

export type Look = { readonly glyph: string; readonly paint: Paint };

/** How a cell's or a wave's phase looks. Every glyph differs, so that nothing is told by colour alone. */
export function lookOf(phase: string, colours: Colours): Look {
  const { good, bad, warning, faint, strong } = colours;
  switch (phase) {
    case 'passed':
    case 'deployed':
    case 'completed':
      return { glyph: '✔', paint: good };
    case 'one-box-deployed':
      return { glyph: '◐', paint: good };
    case 'deploying':
    case 'in-flight':
    case 'baking':
    case 'running':
      return { glyph: '▶', paint: strong };
    case 'held':
    case 'paused':
    case 'gated':
    case 'blocked':
    case 'red':
      return { glyph: '‖', paint: warning };
    case 'returning':
    case 'to-return':
    case 'rolling-back':
    case 'turning-back':
    case 'going back':
      return { glyph: '◀', paint: warning };
    case 'returned':
    case 'settled':
    case 'rolled-back':
    case 'halted':
    case 'turned-back':
    case 'taken back':
      return { glyph: '↩', paint: warning };
    case 'aborted':
    case 'aborting':
      return { glyph: '■', paint: warning };
    case 'failed':
    case 'unknown':
    case 'moved':
    case 'lost':
    case 'partly back':
    case 'unresolved':
    case 'refused':
      return { glyph: '✖', paint: bad };
    case 'exempt':
      return { glyph: '⊘', paint: warning };
    default:
      return { glyph: '·', paint: faint };
  }
}
