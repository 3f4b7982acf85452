import { sleep } from '@temporalio/workflow';
import { news } from './activity-profiles';
import type { PageInput } from './contract/inputs';
import { showPage } from './present/show-page';
import { isActivityFailure } from './was-cancelled';

/** A page that could not be delivered is begun again by whoever still sees the cause: not every minute, though, at an address that says no. */
const REST_MS = 3_600_000;

/** Calls a person, once: the id of this workflow is the cause, and Temporal lets no second one of it succeed. */
export async function page(input: PageInput): Promise<void> {
  const show = showPage(input);
  try {
    await news.notifyPeople.executeWithOptions({ summary: `tell people: ${input.news.event}` }, [input]);
    show('✔ told');
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
    show('✖ could not be told');
    await sleep(REST_MS, { summary: 'rest before somebody tries again' });
    throw error;
  }
}
