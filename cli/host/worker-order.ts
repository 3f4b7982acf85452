import { workerEndpoints, type WorkerEndpoints } from '../../runtime/environment';
import { DEFAULT_POOL_SIZES, POOLS, type PoolName, type PoolSizes } from '../../runtime/pools';
import type { TemporalFlags } from '../../runtime/temporal-target';
import { durationOption } from '../config/duration-option';
import { CliError } from '../errors';
import type { LogLevel } from '../output/screen';
import type { WorkerOrder } from './run-worker';

/** The options of `cellwave worker` as a person wrote them. */
export type WorkerWords = TemporalFlags & {
  readonly pools?: string;
  readonly sizes?: readonly string[];
  readonly health?: string;
  readonly metrics?: string;
  readonly giveUpAfter: string;
};

/** What the words ask for; throws a usage error that names the word it cannot read. */
export function workerOrder(words: WorkerWords, level: LogLevel): WorkerOrder {
  const { address, namespace, profile } = words;
  return {
    flags: {
      ...(address === undefined ? {} : { address }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(profile === undefined ? {} : { profile }),
    },
    pools: poolsOf(words.pools),
    sizes: sizesOf(words.sizes ?? []),
    endpoints: endpointsOf(words),
    level,
    giveUpMs: durationOption('--give-up-after', words.giveUpAfter),
  };
}

function poolsOf(text: string | undefined): readonly PoolName[] {
  if (text === undefined) return POOLS;
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  return names.map((name) => {
    const pool = POOLS.find((known) => known === name);
    if (pool !== undefined) return pool;
    throw new CliError({
      kind: 'usage',
      message: `--pools: there is no pool "${name}"`,
      remedy: `choose of ${POOLS.join(',')}`,
    });
  });
}

const SIZES = ['deploy', 'observe', 'rollback', 'cachedWorkflows'] as const satisfies readonly (keyof PoolSizes)[];
const LARGEST = 10_000;

function sizesOf(texts: readonly string[]): PoolSizes {
  const given = texts.map((text) => {
    const [name, number] = text.split('=');
    const key = SIZES.find((known) => known === name);
    const size = Number(number);
    if (key === undefined || !Number.isInteger(size) || size < 1 || size > LARGEST)
      throw new CliError({
        kind: 'usage',
        message: `--sizes: cannot read "${text}"`,
        remedy: `write NAME=NUMBER, such as deploy=50; NAME is one of ${SIZES.join(', ')}, NUMBER from 1 to ${LARGEST}`,
      });
    return [key, size] as const;
  });
  return { ...DEFAULT_POOL_SIZES, ...Object.fromEntries(given) };
}

/** Options go before the environment. */
function endpointsOf({ health, metrics }: WorkerWords): WorkerEndpoints {
  const said = {
    ...(health === undefined ? {} : { CELLWAVE_HEALTH_ADDRESS: health }),
    ...(metrics === undefined ? {} : { CELLWAVE_METRICS_ADDRESS: metrics }),
  };
  try {
    return workerEndpoints({ ...process.env, ...said });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError({ kind: 'usage', message, remedy: 'write host:port, or only the port', cause: error });
  }
}
