import { aPolicy } from '../../support/a-policy';
import { DEFAULT_POLICY } from '../../../waves/defaults';
import { checkFloors, FLOORS } from '../../../waves/floors';
import type { Policy } from '../../../waves/policy';

const rulesOf = (policy: Policy): readonly string[] => checkFloors(policy).map(({ rule }) => rule);
const bakes = ['oneBoxMs', 'oneCellMs', 'oneAzMs', 'regionMs', 'soakMs'] as const;
const production = aPolicy();
const rehearsal = aPolicy().rehearsal();

test('the defaults are above every floor, and a rehearsal may run in seconds', () => {
  expect(checkFloors(DEFAULT_POLICY)).toEqual([]);
  expect(checkFloors(rehearsal.build())).toEqual([]);
});

test('the defaults are those of the design', () => {
  const HOUR = 3_600_000;
  expect(DEFAULT_POLICY).toMatchObject({
    bakes: { oneBoxMs: HOUR, oneCellMs: HOUR, oneAzMs: 12 * HOUR, regionMs: 2 * HOUR, soakMs: 2 * HOUR },
    width: { basisPoints: 3_300, maxCells: 400 },
    oneBoxMaxBasisPoints: 1_000,
    gate: { pollMs: 15_000, blindHoldMs: HOUR / 2, onBlind: 'hold', noAlarms: undefined },
    windows: { windows: [{ days: ['mon', 'tue', 'wed', 'thu'], fromMinute: 540, toMinute: 900 }] },
    failureBudget: 0,
    rollback: { azMaxMs: HOUR / 4 },
  });
});

test.each(bakes)('S6: %s has a floor, lower in a rehearsal', (name) => {
  expect(rulesOf(production.withBakes({ [name]: FLOORS[name] }).build())).toEqual([]);
  expect(rulesOf(production.withBakes({ [name]: FLOORS[name] - 1 }).build())).toEqual(['S6']);
  expect(rulesOf(rehearsal.withBakes({ [name]: 1_000 }).build())).toEqual([]);
  for (const ms of [999, NaN, Infinity, -1])
    expect(rulesOf(rehearsal.withBakes({ [name]: ms }).build())).toEqual(['S6']);
});

test('S6: only the soak may be left out, and only in a rehearsal', () => {
  for (const name of bakes) {
    expect(rulesOf(rehearsal.withBakes({ [name]: 0 }).build())).toEqual(name === 'soakMs' ? [] : ['S6']);
    expect(rulesOf(production.withBakes({ [name]: 0 }).build())).toEqual(['S6']);
  }
});

test.each<[string, Policy]>([
  ['S8', production.withGate({ pollMs: 60_001 }).build()],
  ['S8', production.withGate({ pollMs: 999 }).build()],
  ['S8', rehearsal.withGate({ pollMs: NaN }).build()],
  ['S5', production.withWidth({ basisPoints: 0 }).build()],
  ['S5', production.withWidth({ basisPoints: 10_001 }).build()],
  ['S5', production.withWidth({ maxCells: 0 }).build()],
  ['S5', production.withWidth({ maxCells: 401 }).build()],
  ['S5', production.withWidth({ maxCells: 1.5 }).build()],
  ['S5', production.withRollback({ width: { basisPoints: 0, maxCells: 400 } }).build()],
  ['input', production.with({ oneBoxMaxBasisPoints: 0 }).build()],
  ['input', production.with({ failureBudget: -1 }).build()],
  ['input', production.withGate({ blindHoldMs: 0 }).build()],
  ['input', production.withGate({ waitingHoldMs: NaN }).build()],
  ['input', production.withRollback({ azMaxMs: 0 }).build()],
  ['input', production.withRollback({ recoverWithinMs: 0.5 }).build()],
  ['input', production.with({ deploy: { timeoutMs: 0, foreignWaitMs: 0, backTries: 0 } }).build()],
  ['input', rehearsal.with({ purpose: { kind: 'rehearsal', speed: 0 } }).build()],
  ['input', rehearsal.with({ purpose: { kind: 'rehearsal', speed: Infinity } }).build()],
])('%s: refuses a policy whose numbers make no sense (%#)', (rule, policy) => {
  expect(rulesOf(policy)).toEqual([rule]);
});
