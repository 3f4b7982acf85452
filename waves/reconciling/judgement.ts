import type { Policy } from '../policy';
import type { RunRecord } from './run-record';

export type Judgement = {
  /** The id that people see and type. */
  readonly rollout: string;
  readonly run: RunRecord;
  /** In words, for the page of the reconciler. */
  readonly found: string;
  readonly deed: Deed;
};

export type Deed = { readonly kind: 'leave' } | ReturnDeed | PageDeed;

/** `latest`: the run that the return must follow at once, if nobody was quicker. */
export type ReturnDeed = { readonly kind: 'return'; readonly reason: string; readonly latest: string };

/** `page`: equal for the same rollout and cause, so that nobody is called twice. */
export type PageDeed = {
  readonly kind: 'page';
  readonly page: string;
  readonly message: string;
  readonly notify: Policy['notify'];
};
