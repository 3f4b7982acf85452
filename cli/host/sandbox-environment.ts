import { devNull } from 'node:os';

/** Variables by which the AWS SDKs would find another account, endpoint or identity than the sandbox. */
const MISLEADING = /^AWS_(PROFILE|DEFAULT_PROFILE|SESSION_TOKEN|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|ENDPOINT_URL_\w+)$/;

/** What a process must have in its environment to see the sandbox instead of AWS. The SDKs need some credentials; the sandbox takes any. */
export function sandboxVariables(url: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'AKIASANDBOX',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  };
}

/** Points this process at the sandbox, and at nothing else: a rehearsal must not find somebody's real profile. */
export function enterSandbox(env: NodeJS.ProcessEnv, url: string, region: string): void {
  for (const name of Object.keys(env)) if (MISLEADING.test(name)) Reflect.deleteProperty(env, name);
  delete env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'];
  Object.assign(env, sandboxVariables(url, region), {
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
}
