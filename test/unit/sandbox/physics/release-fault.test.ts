import { harmOfRelease, type Circumstances, type ReleaseFault } from '../../../../sandbox/physics/release-fault';

const calm: Circumstances = {
  azId: 'usw2-az1',
  secondsOnRelease: 0,
  carriedInAz: 100,
  cellsInRegion: 1,
  firstAzId: 'usw2-az1',
};

type Row = readonly [
  what: string,
  fault: ReleaseFault,
  at: Partial<Circumstances>,
  harm: readonly [errorPercent: number, addMs: number],
];

const loadErrors = { kind: 'load-errors', errorPercent: 25, abovePerSecond: 300, aboveCells: undefined } as const;
const cellErrors = { kind: 'load-errors', errorPercent: 25, abovePerSecond: undefined, aboveCells: 2 } as const;
const leak = { kind: 'leak', latencyMsPerMinute: 30, errorPercentPerMinute: 0.5, afterSeconds: 60 } as const;
const az = { kind: 'az', azId: 'usw2-az2', errorPercent: 20, addMs: 5 } as const;
const elsewhere = { ...az, azId: 'not-the-first' } as const;
const flap = { kind: 'flap', errorPercent: 25, afterSeconds: 20, forSeconds: 75 } as const;

describe('how a release misbehaves', () => {
  const rows: readonly Row[] = [
    ['errors, always', { kind: 'errors', errorPercent: 20 }, {}, [20, 0]],
    ['latency, always', { kind: 'latency', addMs: 400 }, {}, [0, 400]],
    ['load-errors below the rate', loadErrors, { carriedInAz: 300 }, [0, 0]],
    ['load-errors above the rate', loadErrors, { carriedInAz: 301 }, [25, 0]],
    ['load-errors in few cells', cellErrors, { cellsInRegion: 2, carriedInAz: 1e6 }, [0, 0]],
    ['load-errors in many cells', cellErrors, { cellsInRegion: 3 }, [25, 0]],
    ['a leak before it begins', leak, { secondsOnRelease: 60 }, [0, 0]],
    ['a leak after two minutes of leaking', leak, { secondsOnRelease: 180 }, [1, 60]],
    ['az in another AZ', az, {}, [0, 0]],
    ['az in its AZ', az, { azId: 'usw2-az2' }, [20, 5]],
    ['not-the-first in the first AZ', elsewhere, {}, [0, 0]],
    ['not-the-first in the second AZ', elsewhere, { azId: 'usw2-az3' }, [20, 5]],
    ['not-the-first for what ran from the beginning', elsewhere, { firstAzId: undefined }, [0, 0]],
    ['a flap before it', flap, { secondsOnRelease: 19 }, [0, 0]],
    ['a flap in it', flap, { secondsOnRelease: 20 }, [25, 0]],
    ['a flap after it', flap, { secondsOnRelease: 95 }, [0, 0]],
  ];
  test.each(rows)('%s', (...[, fault, at, [errorPercent, addMs]]) => {
    expect(harmOfRelease(fault, { ...calm, ...at })).toEqual({ errorPercent, addMs });
  });
});
