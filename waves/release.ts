/** An immutable set of artifacts shipped together. `digest` is over kind and artifacts alone: the same bytes under another version are the same release. */
export type Release = {
  readonly version: string;
  readonly kind: 'version' | 'security-patch';
  readonly artifact: Revision;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | undefined;
  readonly notes: string | undefined;
  /** `sha256:<hex>` */
  readonly digest: string;
};

/** A CodeDeploy S3 revision, pinned: without version and eTag a retry might deploy other bytes. */
export type Revision = {
  readonly kind: 's3';
  readonly bucket: string;
  readonly key: string;
  readonly bundleType: 'zip' | 'tar' | 'tgz' | 'YAML' | 'JSON';
  readonly version: string;
  readonly eTag: string;
};
