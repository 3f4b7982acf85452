import { setCurrentDetails } from '@temporalio/workflow';

/**
 * A page is drawn when all that is due now has happened, once: with hundreds of cells that start together, drawing it at every event would
 * take longer than the events, and hold a rollback up. Makes no event and no command.
 */
export function drawOnce(page: () => string): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    void Promise.resolve().then(() => {
      isDue = false;
      setCurrentDetails(page());
    });
  };
}
