import { GetMetricDataCommand, type CloudWatchClient, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { SampleReading } from '../../../alarms/observation';
import type { SampledCell } from '../../../alarms/samples';
import type { MetricQuestion, MetricSource } from '../../ports/metric-source.port';
import { createCloudWatchClients, type CloudWatchNeeds } from './cloudwatch-clients';
import { countOf, type MetricPage } from './metric-count';

/** CloudWatch's own limit for one GetMetricData. */
const QUERIES_PER_CALL = 500;

/** 100,800 values a page: two weeks of minutes of a few cells. */
const MAX_PAGES = 20;

/** Kept for 15 days, and fine enough that little of what was served after a deployment is lost. */
const PERIOD_SECONDS = 60;

/** CloudWatch metrics, read in the account and Region they live in. */
export function createCloudWatchMetrics(needs: CloudWatchNeeds): MetricSource {
  const within = createCloudWatchClients(needs);
  return {
    count: (question, signal) =>
      within(question.place, async (client) => {
        const { cells } = question;
        const chunks = Array.from({ length: Math.ceil(cells.length / QUERIES_PER_CALL) }, (_, index) =>
          cells.slice(index * QUERIES_PER_CALL, (index + 1) * QUERIES_PER_CALL),
        );
        const readings = await Promise.all(
          chunks.map((chunk) => countChunk(client, { ...question, cells: chunk }, signal)),
        );
        return readings.flat();
      }),
  };
}

async function countChunk(
  client: CloudWatchClient,
  { cells, untilAt }: MetricQuestion,
  signal: AbortSignal,
): Promise<readonly SampleReading[]> {
  const fromAt = Math.min(...cells.map(({ sinceAt }) => sinceAt));
  // A deployment that has only just ended: CloudWatch refuses a stretch of no length.
  if (fromAt >= untilAt) return cells.map(({ subject }) => ({ subject, kind: 'none' }));
  const pages: MetricPage[] = [];
  let token: string | undefined;
  do {
    if (pages.length >= MAX_PAGES) throw new SyntaxError(`more than ${MAX_PAGES} pages of metric data`);
    const { MetricDataResults, NextToken } = await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: cells.map(queryOf),
        StartTime: new Date(fromAt),
        EndTime: new Date(untilAt),
        ScanBy: 'TimestampAscending',
        ...(token === undefined ? {} : { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    pages.push(MetricDataResults ?? []);
    token = NextToken;
  } while (token !== undefined && token !== '');
  return cells.map((cell, index) => countOf(pages, idOf(index), cell));
}

function queryOf({ metric }: SampledCell, index: number): MetricDataQuery {
  const { namespace, name, stat, dimensions } = metric;
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id: idOf(index),
    MetricStat: { Metric: { Namespace: namespace, MetricName: name, Dimensions }, Period: PERIOD_SECONDS, Stat: stat },
  };
}

function idOf(index: number): string {
  return `q${index}`;
}
