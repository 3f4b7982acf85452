import type { Issue } from './issue';

/** The value without what is known to be wrong in it, so that the rest can be checked too and a person sees all faults at once. */
export function withoutFaults(value: unknown, issues: readonly Issue[]): unknown {
  const rest = structuredClone(value);
  for (const { path } of issues) {
    const last = path.at(-1);
    const parent = path.slice(0, -1).reduce(at, rest);
    if (last !== undefined && typeof parent === 'object' && parent !== null && !Array.isArray(parent))
      Reflect.deleteProperty(parent, last);
  }
  return rest;
}

function at(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
