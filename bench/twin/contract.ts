/** What the bare workflow and its activity hand to each other. */
export type TwinCell = {
  readonly name: string;
  readonly roleArn: string;
  readonly externalId: string | undefined;
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
