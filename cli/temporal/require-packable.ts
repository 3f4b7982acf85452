import { MAX_PACKED_BYTES } from '../../workflows/contract/packed';
import { CliError } from '../errors';

/** A plan that Temporal would refuse is refused here, in words. */
export function requirePackable<P extends string>(packed: P): P {
  if (packed.length <= MAX_PACKED_BYTES) return packed;
  const [has, most] = [packed.length, MAX_PACKED_BYTES].map((bytes) => `${(bytes / 1e6).toFixed(2)} MB`);
  throw new CliError({
    kind: 'refused',
    message: `the plan takes ${has} compressed, more than the ${most} that are sent to Temporal`,
    remedy: 'shorten what every cell repeats (labels, alarm names), or cut the Region into several services',
  });
}
