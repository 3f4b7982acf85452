import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

/** A page of Temporal's Web UI is slow to come while both cores are busy. */
const PATIENCE_MS = 60_000;

export type Place = { readonly uiUrl: string; readonly workflowId: string; readonly runId: string };

export function pageUrl({ uiUrl, workflowId, runId }: Place): string {
  return `${uiUrl}/namespaces/default/workflows/${encodeURIComponent(workflowId)}/${runId}/user-metadata`;
}

export function listUrl(uiUrl: string, query: string): string {
  return `${uiUrl}/namespaces/default/workflows?query=${encodeURIComponent(query)}`;
}

/** Current Details: the right one of the page's Markdown frames, and the last. */
export function boardOf(page: Page): FrameLocator {
  return page.locator('iframe').last().contentFrame();
}

/** What the start gave: the summary and the plan, left of the board. */
export function startTextsOf(page: Page): { readonly summary: FrameLocator; readonly plan: FrameLocator } {
  const frame = (at: number): FrameLocator => page.locator('iframe').nth(at).contentFrame();
  return { summary: frame(0), plan: frame(1) };
}

/** Loads the page until its board says this: a worker must answer first, and nothing refreshes it by itself. */
export async function boardSaying(page: Page, url: string, text: string | RegExp): Promise<FrameLocator> {
  return eventually(
    `${text} on the board at ${url}`,
    async () => {
      await page.goto(url);
      const seen = boardOf(page).getByText(text).first();
      const isThere = await seen.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      return isThere ? boardOf(page) : undefined;
    },
    PATIENCE_MS,
  );
}

/** Links of a board open a tab of their own. */
export async function follow(page: Page, link: Locator): Promise<Page> {
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await opened.waitForLoadState();
  return opened;
}

export type Form = { readonly update: string; readonly payload: object };

/** As a person would: More Actions, Send an Update, the name from the list, the JSON typed, Submit. */
export async function sendUpdate(page: Page, { update, payload }: Form): Promise<void> {
  await page.getByRole('button', { name: 'More Actions' }).click({ timeout: PATIENCE_MS });
  await page.getByRole('menuitem', { name: 'Send an Update' }).click();
  // The page has its header twice, one hidden; roles are seen in the visible one alone.
  const form = page.getByRole('dialog').filter({ hasText: 'Send an Update' });
  await form.getByTestId('update-select-button').click();
  await form.getByRole('option').filter({ hasText: update }).first().click();
  await form.getByRole('textbox').last().click();
  await page.keyboard.insertText(JSON.stringify(payload));
  await form.getByRole('button', { name: 'Submit' }).click();
  await form.waitFor({ state: 'hidden', timeout: PATIENCE_MS });
}
