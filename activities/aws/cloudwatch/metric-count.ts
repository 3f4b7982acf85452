import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { SampleReading } from '../../../alarms/observation';
import type { SampledCell } from '../../../alarms/samples';

export type MetricPage = readonly Pick<MetricDataResult, 'Id' | 'StatusCode' | 'Timestamps' | 'Values'>[];

/**
 * What the pages of one answer say of one query. CloudWatch answers 200 also where it could not look: only a query that it calls complete
 * on its last page was counted, and one without a single value says nothing.
 */
export function countOf(
  pages: readonly MetricPage[],
  id: string,
  { subject, sinceAt }: Pick<SampledCell, 'subject' | 'sinceAt'>,
): SampleReading {
  const results = pages.flatMap((page) => page.filter((result) => result.Id === id));
  const status = results.at(-1)?.StatusCode;
  if (status !== 'Complete')
    return { subject, kind: 'unreadable', reason: `CloudWatch says ${status ?? 'nothing'} of it` };
  const values = results.flatMap(({ Timestamps = [], Values = [] }) =>
    // A value is of the period that begins at its time stamp, and CloudWatch rounds the time asked for down: what began before is not ours.
    Values.filter((_, index) => (Timestamps[index]?.getTime() ?? -Infinity) >= sinceAt),
  );
  if (values.length === 0) return { subject, kind: 'none' };
  return { subject, kind: 'counted', count: values.reduce((sum, value) => sum + value, 0) };
}
