import { releaseDigest } from '../../waves/digest';
import type { Release } from '../../waves/release';
import type { Read } from './issue';
import { issueList } from './issue-list';
import { releaseSchema } from './release.schema';

/** A Release document with its digest, or everything that is wrong with it. */
export function readRelease(value: unknown): Read<Release> {
  const issues = issueList();
  const file = issues.parse(releaseSchema, value, []);
  if (file === undefined) return { kind: 'bad', issues: issues.all() };
  const { version, releaseKind: kind, severity, notes } = file;
  if (kind === 'security-patch' && severity === undefined)
    issues.add([], 'a security patch needs a severity', 'add severity: critical, high, medium or low');
  if (kind === 'version' && severity !== undefined)
    issues.add(['severity'], 'only a security patch has a severity', 'say releaseKind: security-patch, or remove it');
  if (issues.all().length > 0) return { kind: 'bad', issues: issues.all() };
  // S3 shows eTags in quotes, CodeDeploy wants them without.
  const artifact = { kind: 's3' as const, ...file.artifact, eTag: file.artifact.eTag.replace(/^"(.*)"$/, '$1') };
  return { kind: 'read', value: { version, kind, severity, notes, artifact, digest: releaseDigest(kind, artifact) } };
}
