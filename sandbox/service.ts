import type { InjectedFault } from './faults';

/** One AWS service behind the sandbox's port. A service knows its operations; the server knows wires, credentials and faults. */
export type Service = {
  /** As in an IAM action: `codedeploy` in `codedeploy:CreateDeployment`, and as in SigV4's credential scope where both agree. */
  readonly name: string;
  readonly protocol: 'aws-json' | 'aws-query';
  /** aws-json: what stands before the dot of X-Amz-Target. aws-query: the API version that every form carries. */
  readonly targetPrefix: string;
  /**
   * Answers with plain data in which every time stamp is a `Date`: the server writes it in the protocol's form and on the account's clock.
   * Refusals are thrown as `ServiceError`.
   */
  handle(call: Call): Promise<unknown>;
};

export type Call = {
  readonly operation: string;
  readonly input: Input;
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  readonly requestId: string;
  /** The sandbox's true time in ms. */
  readonly at: number;
  /** How far this account's clock is ahead: already handled for `Date`s in answers; subtract it from instants that the caller sent. */
  readonly skewMs: number;
  /** Faults that strike this very call; those that change an answer are the service's to heed. */
  readonly effects: readonly InjectedFault['effect'][];
};

/** Members as they came over the wire; nothing of it is to be believed. */
export type Input = Readonly<Record<string, unknown>>;

export type Principal =
  { readonly kind: 'management'; readonly arn: string } | { readonly kind: 'session'; readonly session: Session };

/** What AssumeRole hands out. */
export type Session = {
  readonly account: string;
  readonly roleName: string;
  readonly sessionName: string;
  readonly arn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly policy: SessionPolicy | undefined;
  /** In real time, which is what the caller's SDK goes by. */
  readonly expiresAt: number;
};

/** The part of a session policy that the sandbox honours: actions, with `*` and `?`. Resources and conditions are not looked at. */
export type SessionPolicy = readonly SessionPolicyStatement[];

export type SessionPolicyStatement = { readonly effect: 'Allow' | 'Deny'; readonly actions: readonly string[] };

type Refusal = {
  /** The modelled shape, for example `DeploymentLimitExceededException`. */
  readonly name: string;
  readonly message: string;
  readonly status?: number;
  readonly fault?: 'Sender' | 'Receiver';
  /** What a query-compatible service says in x-amzn-query-error; by default the name without `Exception`. */
  readonly queryCode?: string;
};

/** A refusal that goes to the caller in the protocol's own form. */
export class ServiceError extends Error {
  override readonly name: string;
  readonly status: number;
  readonly fault: 'Sender' | 'Receiver';
  readonly queryCode: string;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = refusal.name;
    this.fault = refusal.fault ?? 'Sender';
    this.status = refusal.status ?? (this.fault === 'Sender' ? 400 : 500);
    this.queryCode = refusal.queryCode ?? refusal.name.replace(/Exception$/, '');
  }
}
