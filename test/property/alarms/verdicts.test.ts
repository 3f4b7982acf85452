import fc from 'fast-check';
import { assess, type Memory } from '../../../alarms/assess';
import { collectEvidence, replayEvidence, type Evidence } from '../../../alarms/evidence';
import { advance, startWatch } from '../../../alarms/advance';
import { MAX_FINDINGS } from '../../../alarms/verdict';
import { NOON } from '../../support/a-look';
import { anInstant, aSeeing } from './arbitrary-looks';

const aMemory: fc.Arbitrary<Memory> = fc
  .array(
    fc.record({
      subject: fc.constantFrom('c0', 'c1'),
      alarm: fc.constant('errors'),
      at: anInstant,
      stillRed: fc.boolean(),
    }),
    { maxLength: 2 },
  )
  .map((reds) => ({ configs: { 'c0/errors': 'another' }, last: undefined, reds }));

const acknowledged = fc.array(
  fc.record({ subject: fc.constantFrom('c0', 'c1'), alarm: fc.constant('errors'), at: anInstant }),
  { maxLength: 2 },
);

test('rule 12: evidence gives its verdict again', () => {
  fc.assert(
    fc.property(aSeeing, aMemory, acknowledged, ({ order, look }, memory, weighed) => {
      const judged = { ...order, acknowledged: weighed };
      const evidence: Evidence = JSON.parse(JSON.stringify(collectEvidence(look, judged, memory)));
      expect(evidence.verdict).toEqual(assess(look, judged, memory).verdict);
      expect(replayEvidence(evidence)).toEqual(evidence.verdict);
    }),
    { numRuns: 1_000 },
  );
});

test('a verdict does not depend on the order in which accounts answered', () => {
  fc.assert(
    fc.property(aSeeing, aMemory, ({ order, look }, memory) => {
      const turned = { ...look, accounts: [...look.accounts].reverse() };
      expect(assess(turned, order, memory)).toEqual(assess(look, order, memory));
      const { verdict } = assess(look, { ...order, accounts: [...order.accounts].reverse() }, memory);
      expect(verdict).toEqual(assess(look, order, memory).verdict);
    }),
  );
});

test('S9: the verdict is never better than one of its findings, and what is unwell is never cut', () => {
  fc.assert(
    fc.property(aSeeing, ({ order, look }) => {
      const { findings, verdict } = assess(look, order, { configs: {}, reds: [], last: undefined });
      const unwell = findings.filter(({ kind }) => kind !== 'healthy');
      expect(verdict.findings).toHaveLength(Math.min(unwell.length, MAX_FINDINGS));
      expect(verdict.findings.length + verdict.more).toBe(unwell.length);
      expect(verdict.kind === 'healthy').toBe(unwell.length === 0);
      const state = advance(startWatch({ temporalAt: NOON, lookedUntilAt: NOON }), look, order);
      expect(state.unwell.map(({ subject }) => subject).sort()).toEqual(
        [...new Set(unwell.map(({ subject }) => subject))].sort(),
      );
    }),
  );
});
