import fc from 'fast-check';
import { condense, expand, type Watched } from '../../../workflows/contract/dense-watched';

const word = fc.oneof(fc.string({ minLength: 1, maxLength: 6 }), fc.constantFrom('c1', '1', '"', '\\', '$&', 'role'));
const alarm = fc.record({
  name: fc.oneof(
    word,
    word.map((one) => `${one}-errors`),
  ),
  scope: fc.constantFrom('one-box' as const, 'cell' as const, 'aggregate' as const),
  trafficLess: fc.boolean(),
});
const entry = {
  subject: word,
  roleArn: word,
  externalId: fc.option(word, { nil: undefined }),
  alarms: fc.array(alarm, { maxLength: 3 }),
  fromAt: fc.integer(),
  isKnown: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
};

const awsAccount = fc.integer({ min: 0, max: 999_999_999_999 }).map((one) => String(one).padStart(12, '0'));

test.each([
  ['whatever the names', word],
  ['of AWS as well', awsAccount],
])('what was condensed expands as it was, %s', (_, account) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ ...entry, account }), { selector: ({ subject }) => subject, maxLength: 12 }),
      (entries) => {
        const watched: Watched = {
          accounts: entries.map(({ subject, alarms, fromAt }) => ({ subject, alarms, fromAt })),
          access: Object.fromEntries(
            entries.flatMap(({ isKnown, subject, account, roleArn, externalId }) =>
              isKnown ? [[subject, { account, roleArn, externalId }]] : [],
            ),
          ),
        };
        const travelled: unknown = JSON.parse(JSON.stringify(condense(watched)));
        expect(expand(travelled as ReturnType<typeof condense>)).toEqual(watched);
      },
    ),
    { numRuns: 500 },
  );
});
