/** Another server that the contract suites run against instead of the sandbox: an emulator, or a real account's endpoint. */
export const otherEndpoint = process.env['CELLWAVE_CONTRACT_ENDPOINT'];

/** A suite about something that only the sandbox has; elsewhere it is skipped, and says so. */
export function describeOnSandbox(title: string, reason: string, suite: () => void): void {
  if (otherEndpoint === undefined) {
    describe(title, suite);
    return;
  }
  process.stderr.write(`skipped against ${otherEndpoint}: ${title} (${reason})\n`);
  describe.skip(`${title} (${reason})`, suite);
}

/** Points every AWS SDK client of this process at one endpoint, the SDK's own way. */
export function pointSdkAt(endpoint: string): void {
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  process.env['AWS_REGION'] = 'us-west-2';
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIASANDBOXEXAMPLE00';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'not-a-secret';
  // A profile of whoever runs the tests must not leak in.
  process.env['AWS_CONFIG_FILE'] = '/dev/null';
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/dev/null';
}

/** The error an SDK call ends with; fails when it does not fail. */
export async function refusalOf(call: Promise<unknown>): Promise<Error> {
  const answer = await call.then(
    (value: unknown) => ({ value }),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  if (answer instanceof Error) return answer;
  throw new Error(`expected a refusal, got ${JSON.stringify(answer.value)}`);
}
