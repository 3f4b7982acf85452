import { cellReachedAt, isWithin, type Reaches, type Span } from './moment';
import { noHarm, type Harm } from './release-fault';

/** Something that goes wrong, or changes, whatever is deployed. */
export type Incident = {
  readonly effect: IncidentEffect;
  readonly where: IncidentScope;
  readonly span: Span;
};

export type IncidentEffect =
  | { readonly kind: 'errors'; readonly errorPercent: number }
  | { readonly kind: 'latency'; readonly addMs: number }
  /** What is left of the traffic: 0 is none, 200 is twice as much. */
  | { readonly kind: 'traffic'; readonly percent: number };

export type IncidentScope =
  | { readonly kind: 'region'; readonly region: string | undefined }
  | { readonly kind: 'az'; readonly azId: string }
  | { readonly kind: 'cell'; readonly cell: string }
  /** The cell whose turn set the incident off. */
  | { readonly kind: 'reached-cell' };

export type Place = { readonly region: string; readonly azId: string; readonly cell: string };

export type Now = { readonly seconds: number; readonly reaches: Reaches };

export function incidentsAt(incidents: readonly Incident[], place: Place, now: Now): readonly IncidentEffect[] {
  return incidents.filter((incident) => strikes(incident, place, now)).map((incident) => incident.effect);
}

/** Whether something with this scope and span is going on at this place. */
export function strikes({ where, span }: Pick<Incident, 'where' | 'span'>, place: Place, now: Now): boolean {
  return isWithin(span, now.seconds, now.reaches) && covers({ where, span }, place, now);
}

function covers({ where, span }: Pick<Incident, 'where' | 'span'>, place: Place, now: Now): boolean {
  switch (where.kind) {
    case 'region':
      return (where.region ?? place.region) === place.region;
    case 'az':
      return where.azId === place.azId;
    case 'cell':
      return where.cell === place.cell;
    case 'reached-cell':
      return cellReachedAt(span.from, now.reaches) === place.cell;
  }
}

export function harmOfIncident(effect: IncidentEffect): Harm {
  switch (effect.kind) {
    case 'errors':
      return { errorPercent: effect.errorPercent, addMs: 0 };
    case 'latency':
      return { errorPercent: 0, addMs: effect.addMs };
    case 'traffic':
      return noHarm;
  }
}

export function trafficLeft(effects: readonly IncidentEffect[]): number {
  return effects.reduce((share, effect) => (effect.kind === 'traffic' ? (share * effect.percent) / 100 : share), 1);
}
