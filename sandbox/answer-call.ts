import { randomUUID } from 'node:crypto';
import { setTimeout as waitMs } from 'node:timers/promises';
import { expiredCaller, type Accounts } from './accounts';
import { accessDenied, arnOf, authorize } from './authorize';
import type { Clock } from './clock';
import type { Faults, InjectedFault } from './faults';
import type { Happening, Ledger } from './ledger';
import { awsJson } from './protocols/aws-json';
import { awsQuery } from './protocols/aws-query';
import type { Addressee, Envelope, Protocol, WireAnswer, WireRequest } from './protocols/protocol';
import { readSignature } from './protocols/signature';
import { ServiceError, type Call, type Service } from './service';
import type { World } from './world';

/** All that a request is answered from. */
export type Desk = {
  readonly clock: Clock;
  readonly world: World;
  readonly services: readonly Service[];
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly ledger: Ledger;
};

/** `cut`: the caller gets no answer at all, only a dead connection. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: WireAnswer; readonly requestId: string; readonly skewMs: number }
  | { readonly kind: 'cut' };

type Routed = { readonly protocol: Protocol; readonly service: Service; readonly addressee: Addressee };

/** Thrown through the pipeline, so that a cut ends a request wherever it is. */
class Cut extends Error {}

/** One AWS request from its bytes to the bytes of its answer. */
export async function answerCall(desk: Desk, request: WireRequest): Promise<Outcome> {
  const requestId = randomUUID();
  let protocol: Protocol = awsJson;
  let envelope: Envelope = { requestId, skewMs: 0, service: { name: 'sandbox', targetPrefix: '' }, operation: '' };
  try {
    const routed = route(desk.services, request);
    protocol = routed.protocol;
    envelope = { ...envelope, service: routed.service, operation: routed.addressee.operation };
    const call = identify(desk, routed, { request, requestId });
    envelope = { ...envelope, skewMs: call.skewMs };
    const result = await perform(desk, routed.service, call);
    return { kind: 'answer', answer: protocol.writeResult(result, envelope), requestId, skewMs: call.skewMs };
  } catch (error) {
    if (error instanceof Cut) return { kind: 'cut' };
    const answer =
      error instanceof Unreadable ? error.answer : protocol.writeError(asServiceError(desk, envelope, error), envelope);
    return { kind: 'answer', answer, requestId, skewMs: envelope.skewMs };
  }
}

function route(services: readonly Service[], request: WireRequest): Routed {
  for (const protocol of [awsJson, awsQuery]) {
    const addressee = protocol.read(request);
    if (addressee === undefined) continue;
    const service = services.find((one) => one.protocol === protocol.kind && one.targetPrefix === addressee.prefix);
    if (service !== undefined) return { protocol, service, addressee };
  }
  throw new ServiceError({
    name: 'UnknownOperationException',
    message: `the sandbox has no service for ${String(request.headers['x-amz-target'] ?? 'this request')}`,
    status: 404,
    queryCode: 'InvalidAction',
  });
}

type Arrival = { readonly request: WireRequest; readonly requestId: string };

function identify(desk: Desk, { service, addressee }: Routed, { request, requestId }: Arrival): Call {
  const at = desk.clock.now();
  const signedBy = readSignature(request.headers);
  const { account, principal } = desk.accounts.authenticate(signedBy);
  const { operation, input } = addressee;
  const { region } = signedBy;
  const skewMs = desk.faults.skewMs({ account, region, service: service.name, operation }, at);
  return { operation, input, account, region, principal, requestId, at, skewMs, effects: [] };
}

async function perform(desk: Desk, service: Service, call: Call): Promise<unknown> {
  const { account, region, operation } = call;
  const struck = desk.faults.strike({ account, region, service: service.name, operation }, call.at);
  for (const fault of struck) {
    note(desk, call, {
      kind: 'fault-injected',
      faultId: fault.id,
      service: service.name,
      operation,
      effect: fault.effect.kind,
    });
    await inject(fault, call, service);
  }
  authorize(call.principal, `${service.name}:${operation}`);
  const result = await service.handle({ ...call, effects: struck.map(({ effect }) => effect) });
  if (struck.some(({ effect }) => effect.kind === 'cut-after')) throw new Cut();
  return result;
}

async function inject({ effect }: InjectedFault, call: Call, service: Service): Promise<void> {
  switch (effect.kind) {
    case 'throttle':
      throw new ServiceError({ name: 'ThrottlingException', message: 'Rate exceeded' });
    case 'server-error':
      throw effect.body === 'html' ? new Unreadable() : internalFailure();
    case 'cut-before':
      throw new Cut();
    // The service's own answer is another one.
    case 'metric-data':
    case 'hidden-composites':
    case 'cut-after':
      return;
    case 'slow':
      // In real time, whatever the sandbox's clock: it is the caller's real patience that is tried.
      return waitMs(effect.delayMs, undefined, { ref: false });
    case 'expired-credentials':
      throw expiredCaller();
    case 'access-denied':
      throw accessDenied(arnOf(call.principal), `${service.name}:${call.operation}`);
  }
}

/** An answer that no SDK can read, as of a broken proxy. */
class Unreadable extends Error {
  readonly answer: WireAnswer = {
    status: 500,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>500</title></head><body>Internal Server Error</body></html>',
  };
}

function internalFailure(): ServiceError {
  return new ServiceError({
    name: 'InternalFailure',
    message: 'The request processing has failed because of an unknown error, exception or failure.',
    fault: 'Receiver',
  });
}

function asServiceError(desk: Desk, envelope: Envelope, error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { service, operation } = envelope;
  const nowhere = { account: '', region: '' };
  note(desk, nowhere, { kind: 'internal-error', service: service.name, operation, message });
  return internalFailure();
}

function note(desk: Desk, { account, region }: Pick<Call, 'account' | 'region'>, happening: Happening): void {
  const cell = desk.accounts.cellOf(account, region)?.name;
  desk.ledger.append({ at: desk.clock.now(), account, region, cell, ...happening });
}
