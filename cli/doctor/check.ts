/** One thing that `doctor` looked at. `unreachable`: what comes after it could not be looked at. */
export type Check = {
  readonly kind: 'ok' | 'warning' | 'refused' | 'unreachable';
  readonly what: string;
  readonly remedy?: string;
};

export const ok = (what: string): Check => ({ kind: 'ok', what });
export const warn = (what: string, remedy: string): Check => ({ kind: 'warning', what, remedy });
export const refuse = (what: string, remedy: string): Check => ({ kind: 'refused', what, remedy });
