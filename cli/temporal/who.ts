import { hostname, userInfo } from 'node:os';

/** Who types: goes on record with every word. As strong as Temporal's own authentication, no stronger. */
export function whoAmI(): string {
  return `${userName()}@${hostname()}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's number without a name.
    return process.env['USER'] ?? `user-${process.getuid?.() ?? 'unknown'}`;
  }
}
