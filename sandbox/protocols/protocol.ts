import type { IncomingHttpHeaders } from 'node:http';
import type { Input, Service, ServiceError } from '../service';

export type WireRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type WireAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Whom a request is for, read before anything else is believed. */
export type Addressee = { readonly prefix: string; readonly operation: string; readonly input: Input };

/** What an answer carries besides its content. */
export type Envelope = {
  readonly requestId: string;
  readonly skewMs: number;
  readonly service: Pick<Service, 'name' | 'targetPrefix'>;
  readonly operation: string;
};

export type Protocol = {
  readonly kind: Service['protocol'];
  /** Undefined when the request does not speak this protocol; throws ServiceError when it does so badly. */
  read(request: WireRequest): Addressee | undefined;
  writeResult(result: unknown, envelope: Envelope): WireAnswer;
  writeError(error: ServiceError, envelope: Envelope): WireAnswer;
};
