import { releaseDigest } from '../../waves/digest';
import type { Release, Revision } from '../../waves/release';

export type ReleaseBuilder = {
  readonly withVersion: (version: string) => ReleaseBuilder;
  readonly withKind: (kind: Release['kind']) => ReleaseBuilder;
  readonly withArtifact: (change: Partial<Revision>) => ReleaseBuilder;
  readonly build: () => Release;
};

/** Release v1.2.0; a version of its own gives it an artifact, and so a digest, of its own. */
export function aRelease(): ReleaseBuilder {
  return releaseOf('v1.2.0', 'version', {});
}

function releaseOf(version: string, kind: Release['kind'], change: Partial<Revision>): ReleaseBuilder {
  return {
    withVersion: (next) => releaseOf(next, kind, change),
    withKind: (next) => releaseOf(version, next, change),
    withArtifact: (next) => releaseOf(version, kind, { ...change, ...next }),
    build: () => {
      const artifact: Revision = {
        kind: 's3',
        bucket: 'releases',
        key: `web/${version}.zip`,
        bundleType: 'zip',
        version: `object-${version}`,
        eTag: `etag-${version}`,
        ...change,
      };
      const digest = releaseDigest(kind, artifact);
      return { version, kind, artifact, severity: undefined, notes: undefined, digest };
    },
  };
}
