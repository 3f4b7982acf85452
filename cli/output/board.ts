import { formatDuration } from '../../alarms/durations';
import type { StatusDocument } from '../temporal/status-document';
import { cellLines } from './board-cells';
import { waveTable, type BoardLook } from './board-waves';
import { lookOf } from './phase-look';
import { recordNote } from './record-note';
import { width } from './table';
import { wrap } from './wrap';

/** The whole state of a rollout at a glance: what, where, every wave, every cell, what is next and what a person can do. */
export function boardText(status: StatusDocument, look: BoardLook): string {
  const blocks = [head(status, look), middle(status, look), cellLines(status, look).join('\n'), foot(status, look)];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function head(status: StatusDocument, look: BoardLook): string {
  const { colours, columns } = look;
  const state = status.outcome ?? status.phase;
  const { paint } = lookOf(state === 'closed' ? 'unresolved' : state, colours);
  const rehearsal = status.rehearsal ? `  ${colours.warning('REHEARSAL')}` : '';
  const left = `${colours.strong(`${status.service} ${status.release}`)} -> ${colours.strong(status.region)}  ${paint(state)}${rehearsal}`;
  const right = elapsed(status);
  const gap = ' '.repeat(Math.max(2, columns - width(left) - right.length));
  const { done, total, failed, exposed } = status.counts;
  const counts = [
    `${done} of ${total} cells done`,
    `${exposed} ever exposed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return [`${left}${gap}${colours.faint(right)}`, colours.faint(`${status.id}   ${counts.join(', ')}`)].join('\n');
}

function elapsed({ startedAt, closedAt, asOf }: StatusDocument): string {
  return formatDuration(Math.max(0, Date.parse(closedAt ?? asOf) - Date.parse(startedAt)));
}

function middle(status: StatusDocument, look: BoardLook): string {
  return status.waves.length === 0 ? '' : waveTable(status, look);
}

const LABEL = 8;

function foot(status: StatusDocument, { colours, columns }: BoardLook): string {
  const line = (label: string, text: string): string =>
    wrap(`${colours.faint(label.padEnd(LABEL))}${text}`, columns, ' '.repeat(LABEL));
  const reasons = status.why.map(({ subject, sentence, command }) => {
    const said = line('next', subject === 'rollout' ? sentence : `${subject}: ${sentence}`);
    return command === undefined ? said : `${said}\n${line('you can', command)}`;
  });
  const note = recordNote(status);
  const stale = note === undefined ? [] : [line('note', colours.warning(note))];
  const url = status.url === null ? [] : [`${colours.faint('Web UI'.padEnd(LABEL))}${colours.link(status.url)}`];
  return [...reasons, ...stale, ...url].join('\n');
}
