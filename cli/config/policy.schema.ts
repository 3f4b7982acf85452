import { z } from 'zod';
import { choiceField, countField, durationField, nameField, shareField, textField } from './fields';
import { minimumSamplesSchema } from './samples.schema';
import { expected, say } from './say';
import { listOf, strictObject } from './strict-object';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const TIME_FIX = 'write hours and minutes in quotes, such as "09:00"; "24:00" is the end of the day';
const time = z
  .string({ error: expected({ name: 'time of day', fix: TIME_FIX }) })
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: say('not a time of day', TIME_FIX) });

const windowSchema = strictObject('window', { days: listOf('days', choiceField('day', DAYS)), from: time, to: time });

const widthSchema = strictObject('width', {
  share: shareField('width.share').optional().describe('Part of the cells of one AZ that may be in flight at once'),
  maxCells: countField('width.maxCells', 1, 400).optional(),
});

const bakesSchema = strictObject('bakes', {
  oneBox: durationField('bakes.oneBox').optional(),
  oneCell: durationField('bakes.oneCell').optional(),
  oneAz: durationField('bakes.oneAz').optional().describe('The first AZ'),
  region: durationField('bakes.region').optional().describe('Each further AZ'),
  soak: durationField('bakes.soak').optional().describe('Watched after the last wave'),
});

const gateSchema = strictObject('gate', {
  poll: durationField('gate.poll').optional().describe('How often alarms are looked at'),
  blindHold: durationField('gate.blindHold').optional().describe('Without one good look for this long: hold'),
  waitingHold: durationField('gate.waitingHold').optional().describe('Without data for this long: hold'),
  onBlind: choiceField('gate.onBlind', ['hold', 'rollback']).optional(),
  afterPause: choiceField('gate.afterPause', ['continue', 'restart']).optional(),
  noAlarms: textField('gate.noAlarms').optional().describe('Reason for rolling with waves that no alarm watches'),
  minimumSamples: minimumSamplesSchema.optional().describe('Requests that every wave must have seen before it passes'),
});

const rollbackSchema = strictObject('rollback', {
  width: widthSchema.optional(),
  pace: choiceField('rollback.pace', ['az-by-az', 'emergency']).optional(),
  azMax: durationField('rollback.azMax').optional().describe('Longest wait for one AZ before the next is taken back'),
  recoverWithin: durationField('rollback.recoverWithin')
    .optional()
    .describe('Alarms must be quiet again this long after'),
  firstDeployment: choiceField('rollback.firstDeployment', ['leave', 'stop']).optional(),
});

const deploySchema = strictObject('deploy', {
  timeout: durationField('deploy.timeout').optional(),
  foreignWait: durationField('deploy.foreignWait')
    .optional()
    .describe("How long somebody else's deployment is waited for"),
  backTries: countField('deploy.backTries', 0, 10).optional(),
});

const WEBHOOK_FIX = 'write an https address';
const notifySchema = strictObject('notify', {
  webhook: z
    .string({ error: expected({ name: 'notify.webhook', fix: WEBHOOK_FIX }) })
    .regex(/^https?:\/\/\S+$/, { error: say('not a web address', WEBHOOK_FIX) }),
  secretEnv: z
    .string({ error: expected({ name: 'notify.secretEnv', fix: "name the variable of the worker's environment" }) })
    .regex(/^[A-Z_][A-Z0-9_]*$/, {
      error: say('not the name of an environment variable', 'name the variable, never write the secret itself here'),
    })
    .describe("Variable of the worker's environment that holds the signing secret"),
});

export const policySchema = strictObject('policy', {
  $schema: z.string().optional(),
  kind: z.literal('Policy'),
  name: nameField('policy name'),
  rehearsal: z
    .boolean({ error: say('rehearsal is not true or false', 'write rehearsal: true, or leave it out') })
    .default(false)
    .describe('Only against a sandbox: floors do not hold, real AWS is refused'),
  speed: z
    .number({ error: say('speed is not a number', 'write simulated seconds per second, such as 60') })
    .gt(0, { error: say('speed must be above 0', 'write simulated seconds per second, such as 60') })
    .lte(10_000, { error: say('speed is too large', 'write at most 10000') })
    .optional()
    .describe("Of a rehearsal: simulated seconds per second of the sandbox's physics"),
  bakes: bakesSchema.optional(),
  width: widthSchema.optional(),
  oneBoxMaxShare: shareField('oneBoxMaxShare')
    .optional()
    .describe("Largest share of its Region's weight the one-box may carry"),
  gate: gateSchema.optional(),
  windows: z
    .union([z.literal('always'), z.array(windowSchema)], {
      error: say('windows is neither "always" nor a list', 'write windows: always, or a list of days, from, to'),
    })
    .optional()
    .describe('When a wave may start, in the time zone of the Region. Never asked by a rollback'),
  failureBudget: countField('failureBudget', 0, 10_000)
    .optional()
    .describe('Cells that may fail to deploy before all is taken back'),
  rollback: rollbackSchema.optional(),
  deploy: deploySchema.optional(),
  unresolved: choiceField('unresolved', ['return', 'page'])
    .optional()
    .describe('A rollout that was terminated or failed: take it back, or leave it and call a person'),
  notify: notifySchema.optional(),
});

export type PolicyFile = z.output<typeof policySchema>;
