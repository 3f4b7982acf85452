import { setCurrentDetails, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import type { Plan } from '../../waves/plan';
import type { PreflightInput, PreflightResult } from '../contract/inputs';
import { SEARCH_ATTRIBUTES as A } from '../contract/search-attributes';
import { pageText, short } from '../contract/markdown';

/** While it looks. */
export function showLooking({ region }: PreflightInput, { waves, release }: Plan): void {
  const cells = new Set(waves.flatMap((wave) => wave.cells.map(({ name }) => name)));
  setCurrentDetails(`### ● looking: ${release.version} to ${cells.size} cells of ${region}\n\nNothing is changed`);
}

/** What the look before a start has found: on its page, in lists, and in the memo for when no worker is up. */
export function showFound(plan: Plan, result: PreflightResult): PreflightResult {
  const { refusals, warnings, cells } = result;
  const outcome = refusals.length > 0 ? 'refused' : 'clear';
  upsertSearchAttributes([
    { key: A.service, value: plan.service },
    { key: A.region, value: plan.region },
    { key: A.release, value: plan.release.version },
    { key: A.digest, value: plan.release.digest },
    { key: A.phase, value: 'closed' },
    { key: A.outcome, value: outcome },
    { key: A.cellsTotal, value: cells.length },
  ]);
  upsertMemo({ outcome, refusals: refusals.length, warnings: warnings.length, cells: cells.length });
  setCurrentDetails(preflightPage(plan, result));
  return result;
}

export function preflightPage(plan: Plan, { refusals, warnings, cells }: PreflightResult): string {
  const word = refusals.length > 0 ? '✖ refused' : '✔ clear to start';
  return pageText({
    head: [
      `### ${word}: ${plan.service} ${plan.release.version} to ${plan.region}`,
      '',
      `**${cells.length}** cells looked at, **${refusals.length}** refusals, **${warnings.length}** warnings`,
    ],
    columns: ['What', 'Found', 'Remedy'],
    rows: [
      ...refusals.map(({ rule, message, remedy }) => [`✖ ${rule}`, short(message, 200), short(remedy, 200)]),
      ...warnings.map(({ cell, message, remedy }) => [`‖ ${cell}`, short(message, 200), short(remedy, 200)]),
    ],
    noun: 'findings',
    tail: [],
  });
}
