// Makes the pictures of the README from the real thing: a real Temporal, the simulated fleet, a real browser.
import { execFile } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { startCellwave, type RunningCellwave } from '../../test/support/a-running-cellwave';
import { showRollout, type ShownRollout } from '../../test/support/a-shown-rollout';
import { findChromium, openChromium } from '../../test/support/chromium';
import { boardOf, boardSaying, follow, listUrl, pageUrl } from '../../test/support/web-ui';
import { terminalPage } from './terminal-page';

const REPO = resolve(__dirname, '../..');
const IMAGES = join(REPO, 'docs/images');

/** Larger pictures would make a clone heavier than what they show is worth. */
const MAX_BYTES = 200_000;

/** Without the Web UI's own menu. */
const CONTENT = { x: 268, y: 64, width: 1132, height: 860 };

const SHORT = { oneBoxMs: 2_000, oneCellMs: 2_000, oneAzMs: 2_000, regionMs: 2_000, soakMs: 2_000 };

type Studio = { readonly up: RunningCellwave; readonly context: BrowserContext };

async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('no Chromium here: install it, or name one by CHROMIUM_PATH');
  mkdirSync(IMAGES, { recursive: true });
  const up = await startCellwave({ scenario: 'load-fault', report: console.error });
  const browser = await openChromium(chromium);
  const context = await browser.newContext({ viewport: { width: 1400, height: 940 } });
  try {
    const [good, bad] = up.sandbox.scenario.rollouts.map(({ release }) => release);
    await pictureGood({ up, context }, good ?? '');
    await pictureBad({ up, context }, bad ?? '');
  } finally {
    await browser.close();
    await up.stop();
  }
}

/** In the middle: the first AZ bakes, the others are to come. */
async function pictureGood(studio: Studio, release: string): Promise<void> {
  const shown = await showRollout(studio.up, { release, bakes: { ...SHORT, oneAzMs: 60_000 }, by: 'ada' });
  await shown.until('a third of the bake was good', ({ waves }) => waves[2]?.phase === 'baking');
  await pictureWave(studio, shown);
  await picturePage(studio, shown, { saying: 'baking', file: 'web-ui-rollout' });
  await pictureList(studio, shown);
  await pictureBoard(studio, shown, 'board');
  await shown.result();
}

async function pictureBad(studio: Studio, release: string): Promise<void> {
  const shown = await showRollout(studio.up, { release, bakes: SHORT, by: 'ada' });
  await shown.result();
  await picturePage(studio, shown, { saying: 'rolled back', file: 'web-ui-rolled-back' });
  await pictureBoard(studio, shown, 'board-rolled-back');
}

type Shot = { readonly saying: string; readonly file: string };

async function picturePage({ context }: Studio, shown: ShownRollout, { saying, file }: Shot): Promise<void> {
  const page = await context.newPage();
  await boardSaying(page, pageUrl(shown.place), saying);
  await boardOf(page).getByText('press R for now').waitFor();
  await save(file, (path) => page.screenshot({ path, clip: CONTENT }));
  await page.close();
}

const GOOD_ENOUGH = /[2-5]\d s of 1 min good/;

/** Waits on the wave's own page until some of its bake was good. */
async function pictureWave({ context }: Studio, shown: ShownRollout): Promise<void> {
  const page = await context.newPage();
  const board = await boardSaying(page, pageUrl(shown.place), 'baking');
  const wave = await follow(page, board.getByRole('link', { name: 'w03-one-az' }));
  await boardSaying(wave, wave.url(), GOOD_ENOUGH);
  await save('web-ui-wave', (path) => wave.screenshot({ path, clip: CONTENT }));
  await wave.close();
  await page.close();
}

const COLUMNS = { without: ['Run ID', 'Type', 'Start', 'End'], with: ['CwRelease', 'CwPhase', 'CwOutcome'] };

/** With the columns that a person would choose once: the Web UI keeps them. */
async function pictureList({ up, context }: Studio, { plan }: ShownRollout): Promise<void> {
  const page = await context.newPage();
  await page.goto(listUrl(up.temporal.uiUrl, `CwService="${plan.service}" AND CwRegion="${plan.region}"`));
  await page.getByRole('button', { name: 'Configure Columns' }).click();
  for (const name of COLUMNS.without) await page.getByRole('button', { name: `Remove ${name} column` }).click();
  for (const name of COLUMNS.with) await page.getByRole('button', { name: `Add ${name} column` }).click();
  await page.getByRole('button', { name: 'Close Workflows Table configuration' }).click();
  await page.getByRole('cell', { name: 'baking' }).first().waitFor();
  await save('web-ui-list', (path) => page.screenshot({ path, clip: { ...CONTENT, height: 520 } }));
  await page.close();
}

/** What `cellwave watch` draws again and again on a terminal, and `cellwave status` once anywhere. */
async function pictureBoard({ up, context }: Studio, shown: ShownRollout, file: string): Promise<void> {
  const { id } = await shown.status();
  const command = ['status', id];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(REPO, 'cli/main.ts'), ...command],
    {
      cwd: REPO,
      env: { ...process.env, ...up.env, FORCE_COLOR: '1', NO_COLOR: '' },
    },
  );
  const page = await context.newPage();
  await page.setContent(terminalPage(stdout.trimEnd(), `cellwave ${command.join(' ')}`));
  await save(file, (path) => page.locator('figure').screenshot({ path }));
  await page.close();
}

async function save(name: string, shoot: (path: string) => Promise<unknown>): Promise<void> {
  const path = join(IMAGES, `${name}.png`);
  await shoot(path);
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${MAX_BYTES}`);
  console.log(`docs/images/${name}.png  ${Math.round(size / 1024)} KB`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
