import { hostOf } from '../../runtime/namespace-remedies';
import { checkNamespaceSetup } from '../../runtime/namespace-setup';
import { ourSearchAttributes } from '../../runtime/search-attribute-types';
import { counted } from '../output/counted';
import { readPollers, type Polled } from '../temporal/require-workers';
import type { Temporal } from '../temporal/with-temporal';
import { ok, refuse, warn, type Check } from './check';

/** A bake of days must stay readable, and quarantine lasts as long as Temporal keeps history. */
const RETENTION_DAYS = 30;

/** The namespace, what is registered in it, how long it keeps history, and who works for it. */
export async function checkTemporal(temporal: Temporal): Promise<readonly Check[]> {
  const { connection, namespace, address } = temporal;
  const steps = await checkNamespaceSetup(connection, {
    namespace,
    searchAttributes: await ourSearchAttributes(),
    retentionDays: RETENTION_DAYS,
    host: hostOf(address),
    report: () => undefined,
  });
  const attributes = steps.filter(({ kind, what }) => kind !== 'left-to-do' && what.startsWith('search attribute'));
  const others = steps.filter((step) => !attributes.includes(step));
  return [
    ok(`Temporal at ${address}`),
    ...others.map((step) => (step.kind === 'left-to-do' ? refuse(step.what, step.remedy) : ok(step.what))),
    ...(attributes.length === 0 ? [] : [ok(`${attributes.length} search attributes`)]),
    ...(await readPollers(temporal)).map(pollerCheck),
  ];
}

/** Workers ask for work at least once a minute. */
const STALE_AFTER_MS = 120_000;

function pollerCheck({ queue, polls, workers, lastSeenAt }: Polled): Check {
  const where = `on ${queue} (${polls === 'workflow' ? 'workflows' : 'activities'})`;
  const remedy = '`cellwave worker` starts one, `cellwave dev` on your own machine';
  if (workers.length === 0) return refuse(`no workers ${where}`, remedy);
  const ageMs = Date.now() - (lastSeenAt ?? 0);
  if (ageMs > STALE_AFTER_MS) return warn(`workers ${where}: last seen ${Math.round(ageMs / 60_000)} min ago`, remedy);
  return ok(`${counted(workers.length, 'worker')} ${where}`);
}
