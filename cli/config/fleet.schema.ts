import { z } from 'zod';
import {
  account,
  azId,
  choiceField,
  instant,
  nameField,
  regionName,
  shareField,
  textField,
  timeZone,
  weight,
} from './fields';
import { listOf, strictObject } from './strict-object';

const oneBoxSchema = z.union([
  strictObject('oneBox', {
    deploymentGroup: textField('oneBox.deploymentGroup').describe(
      'CodeDeploy deployment group of the one-box; shares no instance with the rest',
    ),
    share: shareField('oneBox.share').describe("Part of the cell's weight that the one-box carries, such as 10%"),
  }),
  strictObject('oneBox', {
    none: textField('the reason').describe('Why this cell has no one-box. Without a reason the plan is refused'),
  }),
]);

const targetSchema = strictObject('target', {
  application: textField('target.application').describe('CodeDeploy application'),
  deploymentGroup: textField('target.deploymentGroup').describe(
    'CodeDeploy deployment group of the whole cell but its one-box',
  ),
  oneBox: oneBoxSchema,
});

export const alarmSchema = strictObject('alarm', {
  name: textField('alarm name').describe(
    'CloudWatch alarm. {cell}, {account}, {azId}, {region}, {service} are filled in',
  ),
  role: nameField('alarm role').describe('What it shows, as you call it: errors, latency'),
  scope: choiceField('scope', ['cell', 'one-box']).default('cell').describe('What it watches'),
  trafficLess: z.boolean().default(false).describe('INSUFFICIENT_DATA counts as healthy'),
});

const standingSchema = strictObject('block', {
  reason: textField('reason'),
  until: instant.describe('When this ends by itself'),
});

const labelsSchema = z.record(z.string().max(63), z.string().max(255));

const roleArn = textField('roleArn').describe(
  'Role that cellwave assumes in the account. {account} and the other names are filled in',
);
const externalId = textField('externalId');

/** What cells have in common. A cell's own value replaces it; `target` is completed key by key. */
export const cellDefaultsSchema = strictObject('cellDefaults', {
  weight: weight.optional(),
  roleArn: roleArn.optional(),
  externalId: externalId.optional(),
  target: targetSchema.partial().optional(),
  alarms: z.array(alarmSchema).optional(),
  labels: labelsSchema.optional(),
});

const standing = { exempt: standingSchema.optional(), pin: standingSchema.optional() };

export const cellBlockSchema = strictObject('cell', {
  name: nameField('cell name').describe('Unique in the fleet'),
  azId,
  account,
  ...cellDefaultsSchema.shape,
  ...standing,
});

/** Cells that differ in nothing but their account. */
export const accountListSchema = strictObject('account list', {
  azId,
  accounts: listOf('accounts', account),
  name: textField('name').default('{azId}-{account}').describe('Name of each cell; must contain {account}'),
  ...cellDefaultsSchema.shape,
});

export const cellRowSchema = z.tuple([nameField('cell name'), azId, account, weight.optional()]);

export const aggregateAlarmSchema = strictObject('aggregate alarm', {
  name: textField('alarm name'),
  role: nameField('alarm role'),
  account,
  roleArn,
  externalId: externalId.optional(),
  trafficLess: z.boolean().default(false),
});

const regionFields = {
  name: regionName,
  weight: weight.default(1),
  timeZone: timeZone.describe('Zone of the people on call; release windows are read in it'),
  azIds: listOf('azIds', azId),
  sharedAccounts: choiceField('sharedAccounts', ['allowed'])
    .optional()
    .describe('Several cells of this Region may live in one account'),
  cellDefaults: cellDefaultsSchema.optional(),
  aggregateAlarms: z.array(aggregateAlarmSchema).default([]),
};

/** Cells are read one by one, so that a bad one hides no other's fault. */
export const regionShellSchema = strictObject('region', { ...regionFields, cells: listOf('cells', z.unknown()) });

const fleetFields = {
  $schema: z.string().optional(),
  kind: z.literal('Fleet'),
  service: nameField('service'),
  cellDefaults: cellDefaultsSchema.optional(),
};

export const fleetShellSchema = strictObject('fleet', { ...fleetFields, regions: listOf('regions', z.unknown()) });

/** The whole, as an editor checks it. */
export const fleetSchema = strictObject('fleet', {
  ...fleetFields,
  regions: listOf(
    'regions',
    strictObject('region', {
      ...regionFields,
      cells: listOf('cells', z.union([cellBlockSchema, accountListSchema, cellRowSchema])),
    }),
  ),
});

export type CellDefaults = z.output<typeof cellDefaultsSchema>;
export type CellBlock = z.output<typeof cellBlockSchema>;
export type RegionShell = z.output<typeof regionShellSchema>;
export type AlarmText = z.output<typeof alarmSchema>;
export type AggregateAlarmText = z.output<typeof aggregateAlarmSchema>;
