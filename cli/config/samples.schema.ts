import { z } from 'zod';
import { choiceField, countField, durationField, textField } from './fields';
import { expected, say } from './say';
import { strictObject } from './strict-object';

const DIMENSIONS_FIX = "write names and values, such as { LoadBalancer: 'app/{cell}/50dc6c495c0c9188' }";

function dimensions(name: string) {
  const value = z
    .string({ error: expected({ name: `value of ${name}`, fix: DIMENSIONS_FIX }) })
    .min(1, { error: say(`a value of ${name} is empty`, DIMENSIONS_FIX) })
    .max(1_024);
  return z
    .record(z.string().min(1).max(255), value, { error: expected({ name, fix: DIMENSIONS_FIX }) })
    .refine((record) => Object.keys(record).length <= 30, {
      error: say(`${name} has more than 30 entries`, 'CloudWatch allows no more than 30'),
    });
}

const metricSchema = strictObject('metric', {
  namespace: textField('metric.namespace'),
  name: textField('metric.name'),
  stat: choiceField('metric.stat', ['Sum', 'SampleCount'])
    .default('Sum')
    .describe('Sum of a metric that counts requests, SampleCount of one that measures each of them'),
  dimensions: dimensions('metric.dimensions').describe('Values may name {cell}, {account} and {azId}'),
  oneBoxDimensions: dimensions('metric.oneBoxDimensions')
    .optional()
    .describe('The same of the one-box alone; without them the one-box wave counts nothing'),
});

export const minimumSamplesSchema = strictObject('minimumSamples', {
  metric: metricSchema,
  count: countField('minimumSamples.count', 1, 1_000_000_000).default(100).describe('Least that must be seen'),
  per: choiceField('minimumSamples.per', ['cell', 'wave'])
    .default('cell')
    .describe('Seen by each cell, or by all cells of the wave together'),
  maximumBake: durationField('minimumSamples.maximumBake')
    .optional()
    .describe('Good time after which a wave that lacks them is held; 24h if it is left out'),
});

export type MinimumSamplesFile = z.output<typeof minimumSamplesSchema>;
