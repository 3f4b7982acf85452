import { defaultFailureConverter, defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';

export type Failure = temporal.api.failure.v1.IFailure;

/** As it lies in a history: whatever crosses the border of a workflow or an activity is JSON. */
export function toPayload(value: unknown): Payload {
  return defaultPayloadConverter.toPayload(value);
}

/** What it is only the reader knows. */
export function fromPayload(payload: Payload | null | undefined): unknown {
  return payload === null || payload === undefined ? undefined : defaultPayloadConverter.fromPayload(payload);
}

export function throughJson(value: unknown): unknown {
  return fromPayload(toPayload(value));
}

export function toFailure(error: unknown): Failure {
  return defaultFailureConverter.errorToFailure(error, defaultPayloadConverter);
}
