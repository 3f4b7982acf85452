import { GuardError } from '../failures';

/** Domains under which AWS answers, in all partitions; VPC endpoints live under them too. */
const AWS_DOMAINS = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'api.aws',
  'api.amazonwebservices.com.cn',
  'aws.amazon.com',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'csp.hci.ic.gov',
  'cloud.adc-e.uk',
];

export function isAwsHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  return AWS_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** Nobody rolls production in seconds by a forgotten flag (DESIGN 4). */
export function rehearsalOnAws(hostname: string): GuardError {
  return new GuardError(
    'RehearsalOnAws',
    `this is a rehearsal, but its requests would go to ${hostname}, which is AWS`,
    'set AWS_ENDPOINT_URL of the worker to a sandbox, or use a policy that is no rehearsal',
  );
}
