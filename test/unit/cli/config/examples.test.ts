import { loadFiles } from '../../../../cli/config/load-files';
import { DEFAULT_POLICY } from '../../../../waves/defaults';

const load = (name: string) => loadFiles([`examples/${name}`], process.cwd());

describe('the examples', () => {
  test.each(['fleet.yaml', 'policy.yaml', 'release.yaml', 'rehearsal-policy.yaml'])(
    '%s is one good document',
    (name) => {
      expect(load(name)).toMatchObject({ problems: [], documents: [{ file: `examples/${name}` }] });
    },
  );

  test('policy.yaml shows the defaults, as it says', () => {
    expect(load('policy.yaml').documents[0]?.value).toEqual({ ...DEFAULT_POLICY, name: 'standard' });
  });
});
