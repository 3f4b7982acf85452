import { LONGEST_SAMPLED_BAKE_MS } from '../../waves/check-samples';
import { DEFAULT_MAXIMUM_BAKE_MS } from '../../waves/defaults';
import { METRIC_PLACES } from '../../waves/fill-metric';
import type { Bakes, MinimumSamples, Policy } from '../../waves/policy';
import { durationText, parseDuration } from './duration';
import { fillIn } from './fill-in';
import type { Path } from './issue';
import type { IssueList } from './issue-list';
import type { MinimumSamplesFile } from './samples.schema';

export function buildSamples(file: MinimumSamplesFile | undefined): MinimumSamples | undefined {
  if (file === undefined) return undefined;
  const { metric, count, per, maximumBake } = file;
  return {
    metric: { ...metric, oneBoxDimensions: metric.oneBoxDimensions },
    count,
    per,
    maximumBakeMs: (maximumBake === undefined ? undefined : parseDuration(maximumBake)) ?? DEFAULT_MAXIMUM_BAKE_MS,
  };
}

const PATH: Path = ['gate', 'minimumSamples'];

/** What `waves/check-samples.ts` refuses, told where it stands in the file. */
export function checkSamplesFile({ gate, bakes }: Policy, issues: IssueList): void {
  const { minimumSamples: samples } = gate;
  if (samples === undefined) return;
  checkPlaces(samples.metric, issues);
  if (gate.noAlarms !== undefined)
    issues.add(PATH, 'requests are counted while alarms are watched', 'remove gate.noAlarms, or minimumSamples');
  const key = longestBake(bakes);
  const { maximumBakeMs } = samples;
  if (maximumBakeMs < bakes[key.field])
    issues.add(
      [...PATH, 'maximumBake'],
      `minimumSamples.maximumBake is shorter than bakes.${key.name}`,
      `write ${durationText(bakes[key.field])} or longer`,
    );
  if (maximumBakeMs > LONGEST_SAMPLED_BAKE_MS)
    issues.add(
      [...PATH, 'maximumBake'],
      'minimumSamples.maximumBake is longer than CloudWatch keeps every minute',
      `write ${durationText(LONGEST_SAMPLED_BAKE_MS)} or shorter`,
    );
}

function checkPlaces({ dimensions, oneBoxDimensions = {} }: MinimumSamples['metric'], issues: IssueList): void {
  const places = Object.fromEntries(METRIC_PLACES.map((place) => [place, '']));
  for (const [field, values] of Object.entries({ dimensions, oneBoxDimensions }))
    for (const [name, text] of Object.entries(values)) {
      const filled = fillIn(text, places);
      if (filled.kind === 'unknown')
        issues.add(
          [...PATH, 'metric', field, name],
          `unknown name {${filled.place}}`,
          `known here: ${METRIC_PLACES.map((place) => `{${place}}`).join(', ')}`,
        );
    }
}

type BakeName = { readonly field: Exclude<keyof Bakes, 'soakMs'>; readonly name: string };

const BAKES: readonly [BakeName, ...BakeName[]] = [
  { field: 'oneAzMs', name: 'oneAz' },
  { field: 'oneBoxMs', name: 'oneBox' },
  { field: 'oneCellMs', name: 'oneCell' },
  { field: 'regionMs', name: 'region' },
];

function longestBake(bakes: Bakes): BakeName {
  return BAKES.reduce((longest, next) => (bakes[next.field] > bakes[longest.field] ? next : longest));
}
