import fc from 'fast-check';
import { judgePreflight } from '../../../waves/judge-preflight';
import { planWaves } from '../../../waves/plan-waves';
import type { PreflightFinding } from '../../../waves/preflight';
import { anyPlanRequest } from '../../support/any-plan';

const anyFinding: fc.Arbitrary<PreflightFinding> = fc.record({
  severity: fc.constantFrom('refusal', 'warning'),
  code: fc.constantFrom('role', 'application', 'baseline', 'alarm-missing', 'alarm-no-data', 'alarm-red', 'unreadable'),
  message: fc.constant('as it was found'),
  remedy: fc.constant('mend it'),
});
const ELSEWHERE: PreflightFinding = {
  severity: 'refusal',
  code: 'account',
  message: 'the role leads to another account',
  remedy: 'correct it',
};

test('S28: a role that leads into another account refuses the start, whichever cell it is, whatever else was found, and nobody vouches for it', () => {
  fc.assert(
    fc.property(
      anyPlanRequest,
      fc.array(fc.array(anyFinding, { maxLength: 3 }), { minLength: 1 }),
      fc.nat(),
      (request, found, pick) => {
        const planning = planWaves(request);
        fc.pre(planning.kind === 'planned');
        const { plan } = planning;
        const names = [...new Set(plan.waves.flatMap(({ cells }) => cells.map(({ name }) => name)))];
        const stray = names[pick % names.length] ?? '';
        const cells = names.map((cell, index) => {
          const others = found[index % found.length] ?? [];
          return { cell, findings: cell === stray ? [...others, ELSEWHERE] : others, baselines: [], alarms: [] };
        });
        const { refusals } = judgePreflight({ plan, cells, aggregates: [], trusted: names });
        const ofAccount = refusals.filter(({ rule }) => rule === 'S28').map(({ message }) => message);
        expect(ofAccount).toEqual([`${stray}: the role leads to another account`]);
      },
    ),
    { numRuns: 60 },
  );
});
