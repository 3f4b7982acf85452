import { formatDuration } from '../../alarms/durations';
import type { CellStatus } from '../../waves/rollout/status';
import type { Why } from '../../waves/rollout/why';
import { suggestion } from '../config/nearest';
import { CliError } from '../errors';
import { isGoingForward, waveAtWork, type StatusDocument } from '../temporal/status-document';
import { recordNote } from './record-note';
import type { Screen } from './screen';
import { wrap } from './wrap';

/** One sentence for each thing that waits; for a cell, where it stands and what it waits for. */
export function reasonsOf(status: StatusDocument, cell: string | undefined): readonly Why[] {
  if (cell === undefined) return [...status.why, ...stuckCells(status)];
  const found = status.cells.find(({ name }) => name === cell);
  const names = status.cells.map(({ name }) => name);
  if (found !== undefined) return [cellReason(status, found)];
  const remedy = suggestion(cell, names);
  throw new CliError({
    kind: 'usage',
    message: `${status.id} has no cell "${cell}"`,
    remedy,
    details: { cells: names },
  });
}

const STUCK: ReadonlySet<string> = new Set(['red', 'blocked', 'failed', 'unknown', 'moved']);

function stuckCells(status: StatusDocument): readonly Why[] {
  return status.cells.filter(({ phase }) => STUCK.has(phase)).map((cell) => cellReason(status, cell));
}

function cellReason(status: StatusDocument, cell: CellStatus): Why {
  const isStuck =
    STUCK.has(cell.phase) && status.closedAt === null && (cell.phase === 'red' || cell.phase === 'blocked');
  const command = isStuck ? `cellwave exempt ${status.id} --cell ${cell.name} --reason TEXT` : undefined;
  return { subject: cell.name, sentence: cellSentence(status, cell), since: undefined, until: undefined, command };
}

function cellSentence(status: StatusDocument, cell: CellStatus): string {
  const runs = cell.version === 'unknown' ? '' : `; runs ${cell.version}`;
  const why = cell.why === undefined ? '' : `: ${cell.why}`;
  const doing = status.inFlight.find((one) => one.cell === cell.name)?.line;
  switch (cell.phase) {
    case 'pending':
      if (!isGoingForward(status))
        return `${status.closedAt === null ? 'is' : 'was'} not reached by this rollout${runs}`;
      return `waits for ${cell.wave}${waveReason(status, cell.wave)}${runs}`;
    case 'in-wave':
      return `belongs to ${cell.wave}, which is running`;
    case 'in-flight':
      return `being deployed in ${cell.wave}${doing === undefined ? '' : ` (${doing})`}`;
    case 'red':
      return `not started in ${cell.wave}${why}`;
    case 'exempt':
      return `${cell.why ?? 'exempted'}${runs}`;
    default:
      return `${cell.phase.replaceAll('-', ' ')} in ${cell.wave}${why}${runs}`;
  }
}

/** A pending wave waits for those before it, or at its own gate. */
function waveReason(status: StatusDocument, wave: string): string {
  const next = status.waves.find(({ phase }) => phase === 'pending');
  const own = status.why.find(({ subject }) => subject === wave);
  if (own !== undefined) return `, which ${own.sentence}`;
  const running = waveAtWork(status);
  if (running !== undefined) return `, which comes after ${running.name} (${running.phase})`;
  return next?.name === wave || next === undefined ? '' : `, which comes after ${next.name}`;
}

export function reasonText(status: StatusDocument, reasons: readonly Why[], screen: Screen): string {
  const { colours } = screen;
  const note = recordNote(status);
  const stale = note === undefined ? [] : [note];
  const lines = reasons.map((reason) => whyText(reason, status, screen));
  const end = status.outcome === undefined ? [] : [`${status.id} has closed: ${status.outcome}`];
  const all = [...stale.map(colours.warning), ...end, ...lines];
  return all.length === 0 ? 'nothing waits' : all.join('\n');
}

function whyText({ subject, sentence, since, until, command }: Why, { asOf }: StatusDocument, screen: Screen): string {
  const { colours, columns } = screen;
  const ago = since === undefined ? '' : `, for ${formatDuration(Math.max(0, Date.parse(asOf) - Date.parse(since)))}`;
  const then = until === undefined ? '' : `, until ${until} at the latest`;
  const said = wrap(`${colours.strong(subject)}: ${sentence}${ago}${then}`, columns, '  ');
  return command === undefined ? said : `${said}\n  ${colours.link(command)}`;
}
