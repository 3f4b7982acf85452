import { defineQuery, setHandler } from '@temporalio/workflow';
import { QUERIES } from './contract/messages';
import { pack, type Packed } from './contract/packed';

export type StatusAnswers<Status> = {
  /** Everything; asked for packed. */
  readonly whole: () => Status;
  /** The same, or as much of it as an answer may hold, however many cells there are: for a person in the Web UI, and for older clients. */
  readonly bounded: () => Status;
  readonly description: string;
};

/** Answers how a workflow stands, in words and packed: Temporal refuses answers of 2 MB. */
export function answerStatus<Status>({ whole, bounded, description }: StatusAnswers<Status>): void {
  setHandler(defineQuery<Status>(QUERIES.status), bounded, { description });
  setHandler(defineQuery<Packed<Status>>(QUERIES.packedStatus), () => pack(whole()), {
    description: `${description}, for programs: one compressed string, whatever its size`,
  });
}
