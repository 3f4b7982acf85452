import type { StatusDocument } from '../temporal/status-document';

/** Said where a status may be older than it looks. Of a closed rollout the record is all there is. */
export function recordNote({ source, closedAt }: StatusDocument): string | undefined {
  return source === 'record' && closedAt === null
    ? 'no worker answers: this is what Temporal has on record'
    : undefined;
}
