import type { DeployedRevision } from '../../waves/baseline';

/** The same bytes, as far as both say: an old deployment may not have named version and eTag. */
export function isSameRevision(one: DeployedRevision, other: DeployedRevision): boolean {
  if (one.kind === 's3' && other.kind === 's3')
    return (
      one.bucket === other.bucket &&
      one.key === other.key &&
      agree(one.version, other.version) &&
      agree(unquoted(one.eTag), unquoted(other.eTag))
    );
  if (one.kind === 'github' && other.kind === 'github')
    return one.repository === other.repository && one.commitId === other.commitId;
  return false;
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** S3 gives eTags in quotes, people often without. */
function unquoted(eTag: string | undefined): string | undefined {
  return eTag?.replace(/^"|"$/g, '');
}
