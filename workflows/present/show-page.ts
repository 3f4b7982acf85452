import { setCurrentDetails } from '@temporalio/workflow';
import type { PageInput } from '../contract/inputs';
import { short } from '../contract/markdown';

/** The page of a call for a person; the address it goes to may carry a token, so it is not shown. */
export function showPage({ news }: PageInput): (state: string) => void {
  const show = (state: string): void => setCurrentDetails(`### ${state}\n\n${short(news.message, 1_000)}`);
  show('● telling');
  return show;
}
