/** `fewest`: create and look until it has ended. `ours`: the same calls to CodeDeploy that cellwave makes for a cell, for the same API. */
export type TwinCalls = 'fewest' | 'ours';

/** What the bare workflow and its activity hand to each other. */
export type TwinCell = {
  readonly name: string;
  readonly calls: TwinCalls;
  readonly roleArn: string;
  readonly externalId: string | undefined;
  readonly applicationArn: string;
  readonly deployment: {
    readonly applicationName: string;
    readonly deploymentGroupName: string;
    readonly revision: {
      readonly revisionType: 'S3';
      readonly s3Location: {
        readonly bucket: string;
        readonly key: string;
        readonly bundleType: 'zip';
        readonly version: string;
        readonly eTag: string;
      };
    };
    readonly description: string;
  };
};

export const TWIN_QUEUE = 'bench-twin';
