import { describeFleet, type Scenario } from '../../sandbox';

/** Release documents of a scenario: what may be rolled, and what runs at the start. */
export function rehearsalReleases(scenario: Scenario) {
  const { baseline, releases } = describeFleet(scenario);
  return [baseline, ...releases].map(({ version, bucket, key, bundleType, s3Version, eTag }) => ({
    kind: 'Release',
    version,
    artifact: { bucket, key, bundleType, version: s3Version, eTag },
  }));
}
