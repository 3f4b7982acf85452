import { startTicker, type Tick } from '../../../../sandbox/physics/ticker';
import type { Clock } from '../../../../sandbox/clock';
import { aHandClock } from '../../../support/a-hand-clock';

function run(clock: Clock, mostMissed = 100): Tick[] {
  const ticks: Tick[] = [];
  startTicker({ clock, tickMs: 10, startedAt: clock.now(), mostMissed, onTick: (tick) => ticks.push(tick) });
  return ticks;
}

describe('the ticker', () => {
  test('cuts time at whole multiples, whenever it was started', () => {
    const clock = aHandClock(1_003);
    const ticks = run(clock);
    clock.advance(30);
    expect(ticks).toEqual([
      { fromAt: 1_000, toAt: 1_010 },
      { fromAt: 1_010, toAt: 1_020 },
      { fromAt: 1_020, toAt: 1_030 },
    ]);
  });

  test('what was missed while everything was set up is made up for', () => {
    const clock = aHandClock(1_025);
    const ticks: Tick[] = [];
    startTicker({ clock, tickMs: 10, startedAt: 1_000, mostMissed: 100, onTick: (tick) => ticks.push(tick) });
    clock.advance(10);
    expect(ticks.map(({ toAt }) => toAt)).toEqual([1_010, 1_020, 1_030]);
  });

  test('a late timer makes up for what it missed, leaves out what is too long ago, and follows a clock that is set back', () => {
    const late = { ...aHandClock(0), now: () => now };
    let now = 0;
    let fire = (): void => undefined;
    const clock: Clock = {
      ...late,
      every(_everyMs, task) {
        fire = task;
        return () => undefined;
      },
    };
    const ticks = run(clock, 5);
    now = 30;
    fire();
    expect(ticks.map(({ toAt }) => toAt)).toEqual([10, 20, 30]);
    now = 1_000;
    fire();
    expect(ticks.slice(3).map(({ toAt }) => toAt)).toEqual([960, 970, 980, 990, 1_000]);
    now = 500;
    fire();
    now = 520;
    fire();
    expect(ticks.slice(8).map(({ toAt }) => toAt)).toEqual([510, 520]);
  });
});
