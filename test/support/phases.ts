import { startRollout, waveOf, type Running, type Scene } from './a-running-rollout';
import { eventually } from './eventually';
import { hangFrom, slowDown } from './make-trouble';
import { touchedBy } from './rollout-claims';
import { shortBakes } from './short-bakes';

/** Brings a rollout of this Region to one point of its life and leaves it there: it stays there until the test does something. */
export type Phase = (scene: Scene) => Promise<Running>;

const LONG = 90_000;

export const deployingFirst: Phase = async (scene) => {
  hangFrom(scene, 1);
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  await eventually('the one-box in flight', () => (touchedBy(scene).length > 0 ? true : undefined), LONG);
  return rollout;
};

/** One cell of the last wave hangs; all others are finished. */
export const deployingLast: Phase = async (scene) => {
  hangFrom(scene, 4);
  const rollout = await startRollout(scene, { policy: shortBakes({}) });
  await eventually('the last cell in flight', () => (touchedBy(scene).length >= 4 ? true : undefined), LONG);
  return rollout;
};

export const baking: Phase = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({ oneCellMs: 600_000 }) });
  await rollout.until('the one-cell wave to bake', ({ waves }) => waves[1]?.phase === 'baking', LONG);
  return rollout;
};

/** A cell that comes later is red: its wave's gate stays shut. */
export const gated: Phase = async (scene) => {
  const rollout = await startRollout(scene, {
    policy: { ...shortBakes({ oneCellMs: 6_000 }), ...patient(scene, 600_000) },
  });
  await rollout.until('the one-cell wave to begin', ({ waves }) => waves[1]?.phase !== 'pending', LONG);
  for (const { name } of waveOf(rollout, 2).cells) slowDown(scene, name);
  await rollout.untilPhase('gated', LONG);
  return rollout;
};

export const held: Phase = async (scene) => {
  const rollout = await startRollout(scene, {
    policy: { ...shortBakes({ oneCellMs: 6_000 }), ...patient(scene, 1_000) },
  });
  await rollout.until('the one-cell wave to begin', ({ waves }) => waves[1]?.phase !== 'pending', LONG);
  for (const { name } of waveOf(rollout, 2).cells) slowDown(scene, name);
  await rollout.untilPhase('held', LONG);
  return rollout;
};

export const paused: Phase = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({ oneBoxMs: 600_000 }) });
  await rollout.untilPhase('baking', LONG);
  await rollout.say('pause');
  await rollout.untilPhase('paused', LONG);
  return rollout;
};

export const soaking: Phase = async (scene) => {
  const rollout = await startRollout(scene, { policy: shortBakes({ soakMs: 600_000 }) });
  await rollout.untilPhase('soaking', LONG);
  return rollout;
};

/** Its cells were told to go back, and are on their way. */
export const rollingBack: Phase = async (scene) => {
  const rollout = await baking(scene);
  await rollout.say('rollBack');
  await rollout.untilPhase('rolling-back', LONG);
  return rollout;
};

function patient({ fleet }: Scene, waitingHoldMs: number) {
  const pollMs = 1_000;
  return {
    gate: { pollMs, blindHoldMs: 600_000, waitingHoldMs, onBlind: 'hold', afterPause: 'continue', noAlarms: undefined },
    purpose: { kind: 'rehearsal', speed: fleet.speed },
  } as const;
}
