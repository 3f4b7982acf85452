import type { BrowserContext } from 'playwright-core';
import { startCellwave, type RunningCellwave } from '../support/a-running-cellwave';
import { showRollout, type ShownRollout } from '../support/a-shown-rollout';
import { findChromium, openChromium } from '../support/chromium';
import { boardSaying, follow, listUrl, pageUrl, sendUpdate, startTextsOf } from '../support/web-ui';
import { preflightStart } from '../../workflows/contract/start-options';

const chromium = findChromium();
if (chromium === undefined)
  console.warn('SKIPPED, the Web UI as people see it: no Chromium here; install it, or name one by CHROMIUM_PATH');

/** The bake of the first cell outlives the test: what is looked at stands still. */
const BAKES = { oneBoxMs: 1_000, oneCellMs: 600_000, oneAzMs: 1_000, regionMs: 1_000, soakMs: 1_000 };

(chromium === undefined ? describe.skip : describe)("Temporal's Web UI, in a real browser", () => {
  let up: RunningCellwave;
  let shown: ShownRollout;
  const opened: (() => Promise<void>)[] = [];
  let context: BrowserContext;

  beforeAll(async () => {
    up = await startCellwave({ scenario: 'good' });
    opened.push(up.stop);
    const [first] = up.sandbox.scenario.rollouts;
    shown = await showRollout(up, { release: first?.release ?? '', bakes: BAKES, by: 'a tester' });
    const browser = await openChromium(chromium ?? '');
    opened.push(() => browser.close());
    context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
    await shown.until('the first cell bakes', ({ phase, waves }) => phase === 'baking' && waves[1]?.phase === 'baking');
  });

  afterAll(async () => {
    for (const close of opened.reverse()) await close();
  });

  test('the list, filtered by service and Region, holds all of the rollout and nothing else', async () => {
    const other = { ...shown.plan, service: 'another-service' };
    const workflowId = 'preflight:another-service:us-west-2:looked-at';
    // On a queue that nobody polls: it is only there to be filtered out.
    await up.client.workflow.start('preflight', {
      workflowId,
      taskQueue: 'nobody',
      args: [],
      ...preflightStart(other, 'a tester'),
    });
    const page = await context.newPage();
    const { service, region } = shown.plan;
    const link = (name: string) => page.getByRole('link', { name, exact: true });

    await page.goto(listUrl(up.temporal.uiUrl, `CwRegion="${region}"`));
    await link(workflowId).waitFor();

    await page.goto(listUrl(up.temporal.uiUrl, `CwService="${service}" AND CwRegion="${region}"`));
    await link(shown.place.workflowId).waitFor();
    await page.getByRole('link', { name: /:w01-one-box$/ }).waitFor();
    await page
      .getByRole('link', { name: /^cell:/ })
      .first()
      .waitFor();
    expect(await link(workflowId).count()).toBe(0);
    await page.close();
  });

  test('the board tells what happens, and leads to a wave and from there to its cell', async () => {
    const page = await context.newPage();
    const board = await boardSaying(page, pageUrl(shown.place), 'baking');
    for (const { name } of shown.plan.waves) await board.getByText(name).first().waitFor();
    await board.getByText('of 10 min').first().waitFor();

    const wave = await follow(page, board.getByRole('link', { name: 'w01-one-box' }));
    await wave.getByRole('heading', { name: /:w01-one-box$/ }).waitFor();
    const waveBoard = await boardSaying(wave, wave.url(), 'passed');

    const cell = shown.plan.waves[0]?.cells[0]?.name ?? '';
    const cellPage = await follow(wave, waveBoard.getByRole('link', { name: cell }));
    await cellPage.getByRole('heading', { name: `cell:${shown.plan.service}:${cell}` }).waitFor();
    const cellBoard = await boardSaying(cellPage, cellPage.url(), 'deployed');
    await cellBoard.getByText(codeDeployIdOf(up, cell)).waitFor();
    for (const each of [cellPage, wave, page]) await each.close();
  });

  test('the plan stands on the page, and who asked for it', async () => {
    const page = await context.newPage();
    await page.goto(pageUrl(shown.place));
    const { summary, plan } = startTextsOf(page);
    await summary.getByText('by a tester').waitFor();
    await plan.getByText('Exposed').waitFor();
    await page.close();
  });

  test('a rollout is paused and resumed by the form of the Web UI itself', async () => {
    const page = await context.newPage();
    await page.goto(pageUrl(shown.place));
    await sendUpdate(page, { update: 'pause', payload: { reason: 'coffee first' } });
    const paused = await shown.until('it is paused', ({ phase }) => phase === 'paused');
    expect(paused.next).toContain('coffee first');
    await boardSaying(page, pageUrl(shown.place), 'coffee first');

    await sendUpdate(page, { update: 'resume', payload: { reason: 'had it' } });
    await shown.until('it goes on', ({ phase }) => phase === 'baking');
    await page.close();
  });

  test('the first button of a rollout is not one that would stop the watch over its cells', async () => {
    const page = await context.newPage();
    await page.goto(pageUrl(shown.place));
    await page.getByRole('button', { name: 'Request Cancellation' }).waitFor();
    expect(await page.getByRole('button', { name: 'Pause Workflow' }).count()).toBe(0);
    await page.close();
  });
});

/** By the simulated fleet's own record. */
function codeDeployIdOf({ sandbox }: RunningCellwave, cell: string): string {
  const account = sandbox.describeFleet().cells.find(({ name }) => name === cell)?.account;
  const created = sandbox.ledger
    .entries()
    .find((entry) => entry.kind === 'deployment-created' && entry.account === account);
  if (created?.kind !== 'deployment-created') throw new Error(`nothing was deployed to ${cell}`);
  return created.deploymentId;
}
