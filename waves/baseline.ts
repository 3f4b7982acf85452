/** What a deployment group ran before the rollout touched it. A baseline may have been deployed by anyone, so less is known of it than of a release. */
export type DeployedRevision =
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly key: string;
      readonly bundleType: string;
      readonly version: string | undefined;
      readonly eTag: string | undefined;
    }
  | { readonly kind: 'github'; readonly repository: string; readonly commitId: string };

export type Baseline = (
  | { readonly kind: 'deployed'; readonly deploymentId: string; readonly revision: DeployedRevision }
  /** No successful deployment ever: nothing to return to. */
  | { readonly kind: 'none' }
) & {
  /** What was attempted last when this was read, where that was something else: tells what came later from what was vouched for. */
  readonly lastAttemptedId?: string;
};

/** `untrusted`: the group's last attempted deployment is not its last successful one, so what its machines run is not known. */
export type BaselineReading =
  Baseline | { readonly kind: 'untrusted'; readonly why: string; readonly lastSuccessful: Baseline };

export type GroupBaseline = { readonly deploymentGroup: string; readonly baseline: BaselineReading };

export type CellBaselines = { readonly cell: string; readonly groups: readonly GroupBaseline[] };
