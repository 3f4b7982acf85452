import { parseYaml } from '../../../../cli/config/parse-yaml';
import { readRelease } from '../../../../cli/config/read-release';
import { problemsIn, RELEASE, told } from './texts';

describe('what can be wrong with a release', () => {
  test('a good one', () => {
    expect(problemsIn(RELEASE)).toEqual([]);
  });

  test.each([
    [RELEASE.replace(', eTag: def', ''), '3:11 artifact.eTag: artifact.eTag is missing', /head-object/],
    [RELEASE.replace('version: abc, ', ''), '3:11 artifact.version: artifact.version is missing', /versioned/],
    [
      RELEASE.replace('bundleType: zip', 'bundleType: rar'),
      '3:60 artifact.bundleType: not a valid artifact.bundleType',
      /zip, tar/,
    ],
    [RELEASE.replace('v1.1.0\n', '1.10\n'), '2:10 version: not a valid version', /in quotes/],
    [RELEASE.replace('v1.1.0\n', 'a/b\n'), '2:10 version: not a valid version', /letters/],
    [`${RELEASE}releaseKind: security-patch\n`, '1:1 : a security patch needs a severity', /critical/],
    [`${RELEASE}severity: high\n`, '4:11 severity: only a security patch has a severity', /security-patch/],
    [`${RELEASE}releaseKind: patch\n`, '4:14 releaseKind: not a valid releaseKind', /security-patch/],
    ['kind: Release\nversion: v1\n', '1:1 artifact: artifact is missing', /bucket/],
  ])('%#: %s', (text, expected, fix) => {
    const problems = problemsIn(text);
    expect(problems.map(told)).toEqual([expected]);
    expect(problems[0]?.fix).toMatch(fix);
  });

  test('an eTag in the quotes that S3 shows is the same eTag, so the same release', () => {
    const read = (text: string) => readRelease(parseYaml({ file: 'a', text }).documents[0]?.value);
    const plain = read(RELEASE);
    expect(read(RELEASE.replace('eTag: def', `eTag: '"def"'`))).toEqual(plain);
    expect(read(RELEASE.replace('eTag: def', 'eTag: other'))).not.toEqual(plain);
  });
});
