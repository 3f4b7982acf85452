import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../service';

/** What SigV4 says about the caller. The signature itself is not checked: the sandbox guards nothing. */
export type SignedBy = {
  readonly accessKeyId: string;
  readonly region: string;
  readonly sessionToken: string | undefined;
};

const credentialScope =
  /^AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]{4,128})\/\d{8}\/([a-z0-9-]{1,40})\/[a-z0-9-]+\/aws4_request,/;

export function readSignature(headers: IncomingHttpHeaders): SignedBy {
  const [, accessKeyId, region] = credentialScope.exec(headers.authorization ?? '') ?? [];
  if (accessKeyId === undefined || region === undefined)
    throw new ServiceError({
      name: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
      status: 403,
    });
  const token = headers['x-amz-security-token'];
  return { accessKeyId, region, sessionToken: typeof token === 'string' ? token : undefined };
}
