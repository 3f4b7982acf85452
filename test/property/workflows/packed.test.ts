import fc from 'fast-check';
import { pack, unpack } from '../../../workflows/contract/packed';

test('what was packed unpacks as it was, whatever it is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const value: unknown = JSON.parse(text);
      expect(JSON.stringify(unpack(pack(value)))).toBe(JSON.stringify(value));
    }),
    { numRuns: 500 },
  );
});
