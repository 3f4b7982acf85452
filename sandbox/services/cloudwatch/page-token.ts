import { invalidNextToken } from './errors';

/** Page tokens carry where the page before ended, so that a page stays right while alarms come and go. */
export function writePageToken(kind: string, position: string): string {
  return Buffer.from(JSON.stringify([kind, position])).toString('base64url');
}

export function readPageToken(kind: string, token: string): string {
  const position = positionIn(kind, Buffer.from(token, 'base64url').toString());
  if (position === undefined) throw invalidNextToken();
  return position;
}

function positionIn(kind: string, text: string): string | undefined {
  try {
    const parts: unknown = JSON.parse(text);
    return isToken(parts) && parts[0] === kind ? parts[1] : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isToken(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
