/** How a release misbehaves. Seconds and minutes are of the simulation, percentages are of requests. */
export type ReleaseFault =
  | { readonly kind: 'errors'; readonly errorPercent: number }
  | { readonly kind: 'latency'; readonly addMs: number }
  | LoadErrors
  | Leak
  | AzFault
  | Flap;

/** Errors that appear only under load: above a request rate that the release carries in the AZ, or in more cells than so many. */
export type LoadErrors = {
  readonly kind: 'load-errors';
  readonly errorPercent: number;
  readonly abovePerSecond: number | undefined;
  readonly aboveCells: number | undefined;
};

/** Grows from the moment an instance got the release. */
export type Leak = {
  readonly kind: 'leak';
  readonly latencyMsPerMinute: number;
  readonly errorPercentPerMinute: number;
  readonly afterSeconds: number;
};

/** Bad in one AZ only. `not-the-first`: in every AZ but the one that the release reached first, whichever that is. */
export type AzFault = {
  readonly kind: 'az';
  readonly azId: string;
  readonly errorPercent: number;
  readonly addMs: number;
};

/** Bad for one short pulse after an instance got the release, then good again. */
export type Flap = {
  readonly kind: 'flap';
  readonly errorPercent: number;
  readonly afterSeconds: number;
  readonly forSeconds: number;
};

/** What a fault's effect on one instance depends on. */
export type Circumstances = {
  readonly azId: string;
  /** Since the instance got the release. */
  readonly secondsOnRelease: number;
  /** Requests per second that instances with this release carry in this AZ. */
  readonly carriedInAz: number;
  /** Cells of the Region with at least one instance on this release. */
  readonly cellsInRegion: number;
  /** The AZ that the release reached first; undefined for what ran everywhere from the beginning. */
  readonly firstAzId: string | undefined;
};

/** What goes wrong on top of what always does. */
export type Harm = { readonly errorPercent: number; readonly addMs: number };

export const noHarm: Harm = { errorPercent: 0, addMs: 0 };

export function addHarm(one: Harm, other: Harm): Harm {
  return { errorPercent: one.errorPercent + other.errorPercent, addMs: one.addMs + other.addMs };
}

export function harmOfRelease(fault: ReleaseFault, circumstances: Circumstances): Harm {
  switch (fault.kind) {
    case 'errors':
      return { errorPercent: fault.errorPercent, addMs: 0 };
    case 'latency':
      return { errorPercent: 0, addMs: fault.addMs };
    case 'load-errors':
      return isOverloaded(fault, circumstances) ? { errorPercent: fault.errorPercent, addMs: 0 } : noHarm;
    case 'leak':
      return leaked(fault, circumstances);
    case 'az':
      return isIn(fault.azId, circumstances) ? { errorPercent: fault.errorPercent, addMs: fault.addMs } : noHarm;
    case 'flap': {
      const into = circumstances.secondsOnRelease - fault.afterSeconds;
      return into >= 0 && into < fault.forSeconds ? { errorPercent: fault.errorPercent, addMs: 0 } : noHarm;
    }
  }
}

function isOverloaded(fault: LoadErrors, { carriedInAz, cellsInRegion }: Circumstances): boolean {
  return carriedInAz > (fault.abovePerSecond ?? Infinity) || cellsInRegion > (fault.aboveCells ?? Infinity);
}

function leaked(fault: Leak, { secondsOnRelease }: Circumstances): Harm {
  const minutes = Math.max(0, secondsOnRelease - fault.afterSeconds) / 60;
  return { errorPercent: minutes * fault.errorPercentPerMinute, addMs: minutes * fault.latencyMsPerMinute };
}

function isIn(azId: string, circumstances: Circumstances): boolean {
  if (azId !== 'not-the-first') return circumstances.azId === azId;
  return circumstances.firstAzId !== undefined && circumstances.firstAzId !== circumstances.azId;
}
