import { connectClient, connectServer, requireTarget } from '../../runtime/connection';
import { hostOf } from '../../runtime/namespace-remedies';
import { ensureNamespaceSetup, type SetupStep } from '../../runtime/namespace-setup';
import { ensureReconciler } from '../../runtime/reconciler-schedule';
import { ourSearchAttributes } from '../../runtime/search-attribute-types';
import { resolveTemporal, type TemporalFlags, type TemporalTarget } from '../../runtime/temporal-target';
import { durationOption } from '../config/duration-option';
import { CliError } from '../errors';
import { EXIT, type ExitCode } from '../exit-codes';
import { withProgress } from '../output/progress';
import type { Screen } from '../output/screen';
import { asCliError } from './as-cli-error';

export type SetupWords = TemporalFlags & { readonly retentionDays: string; readonly reconcileEvery?: string };

/** Brings a namespace to what rollouts need. Exits 3 when something is left for a person to do. */
export async function runSetup(words: SetupWords, screen: Screen): Promise<ExitCode> {
  const retentionDays = daysOption(words.retentionDays);
  const everyMs = everyOption(words.reconcileEvery);
  const { address, namespace, profile } = words;
  const flags = { ...(address && { address }), ...(namespace && { namespace }), ...(profile && { profile }) };
  const target = requireTarget(await resolveTemporal({ flags }).catch(asCliError));
  const steps = await withProgress(screen, `setting up namespace ${target.namespace} at ${target.address}`, () =>
    setUp(target, { retentionDays, everyMs }),
  ).catch(asCliError);
  show(screen, target, steps);
  return steps.some(({ kind }) => kind === 'left-to-do') ? EXIT.refused : EXIT.done;
}

type Wish = { readonly retentionDays: number; readonly everyMs: number | undefined };

async function setUp(target: TemporalTarget, wish: Wish): Promise<readonly SetupStep[]> {
  const steps = await setUpNamespace(target, wish);
  // Without its namespace nothing can be made in it.
  if (steps.some(({ kind, what }) => kind === 'left-to-do' && what.startsWith('namespace'))) return steps;
  const connected = await connectClient(target, { deadlineMs: 10_000 });
  try {
    return [...steps, await ensureReconciler(connected.client, wish.everyMs)];
  } finally {
    await connected.close();
  }
}

async function setUpNamespace(target: TemporalTarget, { retentionDays }: Wish): Promise<readonly SetupStep[]> {
  const connection = await connectServer(target, { deadlineMs: 10_000 });
  try {
    const searchAttributes = await ourSearchAttributes();
    const { namespace } = target;
    const setup = { namespace, searchAttributes, retentionDays, host: hostOf(target.address) };
    return await ensureNamespaceSetup(connection, { ...setup, report: () => undefined });
  } finally {
    await connection.close();
  }
}

function show(screen: Screen, { address, namespace }: TemporalTarget, steps: readonly SetupStep[]): void {
  if (screen.output === 'json') {
    screen.printJson({ address, namespace, steps });
    return;
  }
  const { good, warning } = screen.colours;
  for (const step of steps)
    if (step.kind === 'left-to-do') screen.print(`${warning('left to do')}  ${step.what}\n            ${step.remedy}`);
    else screen.print(`${good(step.kind === 'done' ? 'done' : 'as needed')}  ${step.what}`);
}

function daysOption(text: string): number {
  const days = Number(text);
  if (/^\d+$/.test(text) && days >= 1 && days <= 3_650) return days;
  throw new CliError({
    kind: 'usage',
    message: `--retention-days is not a number of days: "${text}"`,
    remedy: 'write a whole number from 1 to 3650; 30 keeps the longest bakes readable',
  });
}

/** A look costs a few requests; one that comes less than hourly would leave a bad release alone for too long. */
function everyOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = durationOption('--reconcile-every', text);
  if (ms >= 10_000 && ms <= 3_600_000) return ms;
  throw new CliError({
    kind: 'usage',
    message: `--reconcile-every is out of bounds: "${text}"`,
    remedy: 'write a duration from 10s to 1h; 1m is the default',
  });
}
