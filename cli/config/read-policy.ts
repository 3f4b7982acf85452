import { DEFAULT_POLICY } from '../../waves/defaults';
import type { Policy, WeeklyWindow, Width } from '../../waves/policy';
import { buildSamples, checkSamplesFile } from './build-samples';
import { checkDurations } from './check-durations';
import { parseDuration } from './duration';
import { basisPoints } from './fields';
import type { Read } from './issue';
import { issueList, type IssueList } from './issue-list';
import { withoutFaults } from './without-faults';
import { policySchema, type PolicyFile } from './policy.schema';

/** A Policy document completed with the defaults, or everything that is wrong with it. */
export function readPolicy(value: unknown): Read<Policy> {
  const issues = issueList();
  const file = issues.parse(policySchema, value, []) ?? remainder(value, issues);
  if (file === undefined) return { kind: 'bad', issues: issues.all() };
  checkRehearsal(file, issues);
  checkWindows(file, issues);
  const policy = buildPolicy(file);
  checkDurations(policy, issues);
  checkSamplesFile(policy, issues);
  return issues.all().length > 0 ? { kind: 'bad', issues: issues.all() } : { kind: 'read', value: policy };
}

/** What can be read of a faulty policy: its floors are checked all the same. */
function remainder(value: unknown, issues: IssueList): PolicyFile | undefined {
  return policySchema.safeParse(withoutFaults(value, issues.all())).data;
}

function checkRehearsal({ rehearsal, speed }: PolicyFile, issues: IssueList): void {
  if (!rehearsal && speed !== undefined)
    issues.add(['speed'], 'only a rehearsal has a speed', 'say rehearsal: true, or remove it');
}

function checkWindows({ windows }: PolicyFile, issues: IssueList): void {
  if (!Array.isArray(windows)) return;
  if (windows.length === 0) issues.add(['windows'], 'no wave could ever start', 'add a window, or say windows: always');
  windows.forEach(({ from, to }, index) => {
    if (minutes(from) >= minutes(to))
      issues.add(
        ['windows', index, 'to'],
        `the window ends before it begins (${from} to ${to})`,
        'write two windows for one that passes midnight',
      );
  });
}

function buildPolicy(file: PolicyFile): Policy {
  const defaults = DEFAULT_POLICY;
  const { bakes, gate, rollback, deploy } = file;
  return {
    name: file.name,
    purpose: file.rehearsal ? { kind: 'rehearsal', speed: file.speed ?? 1 } : { kind: 'production' },
    bakes: {
      oneBoxMs: ms(bakes?.oneBox, defaults.bakes.oneBoxMs),
      oneCellMs: ms(bakes?.oneCell, defaults.bakes.oneCellMs),
      oneAzMs: ms(bakes?.oneAz, defaults.bakes.oneAzMs),
      regionMs: ms(bakes?.region, defaults.bakes.regionMs),
      soakMs: ms(bakes?.soak, defaults.bakes.soakMs),
    },
    width: buildWidth(file.width, defaults.width),
    oneBoxMaxBasisPoints:
      file.oneBoxMaxShare === undefined ? defaults.oneBoxMaxBasisPoints : basisPoints(file.oneBoxMaxShare),
    gate: {
      pollMs: ms(gate?.poll, defaults.gate.pollMs),
      blindHoldMs: ms(gate?.blindHold, defaults.gate.blindHoldMs),
      waitingHoldMs: ms(gate?.waitingHold, defaults.gate.waitingHoldMs),
      onBlind: gate?.onBlind ?? defaults.gate.onBlind,
      afterPause: gate?.afterPause ?? defaults.gate.afterPause,
      noAlarms: gate?.noAlarms,
      minimumSamples: buildSamples(gate?.minimumSamples),
    },
    windows: buildWindows(file.windows, defaults.windows),
    failureBudget: file.failureBudget ?? defaults.failureBudget,
    rollback: {
      width: buildWidth(rollback?.width, defaults.rollback.width),
      pace: rollback?.pace ?? defaults.rollback.pace,
      azMaxMs: ms(rollback?.azMax, defaults.rollback.azMaxMs),
      recoverWithinMs: ms(rollback?.recoverWithin, defaults.rollback.recoverWithinMs),
      firstDeployment: rollback?.firstDeployment ?? defaults.rollback.firstDeployment,
    },
    deploy: {
      timeoutMs: ms(deploy?.timeout, defaults.deploy.timeoutMs),
      foreignWaitMs: ms(deploy?.foreignWait, defaults.deploy.foreignWaitMs),
      backTries: deploy?.backTries ?? defaults.deploy.backTries,
    },
    unresolved: file.unresolved ?? defaults.unresolved,
    notify:
      file.notify === undefined
        ? { kind: 'none' }
        : { kind: 'webhook', url: file.notify.webhook, secretEnv: file.notify.secretEnv },
  };
}

function ms(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : (parseDuration(text) ?? otherwise);
}

function buildWidth(file: PolicyFile['width'], otherwise: Width): Width {
  const share = file?.share;
  return {
    basisPoints: share === undefined ? otherwise.basisPoints : basisPoints(share),
    maxCells: file?.maxCells ?? otherwise.maxCells,
  };
}

function buildWindows(file: PolicyFile['windows'], otherwise: Policy['windows']): Policy['windows'] {
  if (file === undefined) return otherwise;
  if (file === 'always') return { kind: 'always' };
  const windows = file.map(({ days, from, to }): WeeklyWindow => ({
    days,
    fromMinute: minutes(from),
    toMinute: minutes(to),
  }));
  return { kind: 'weekly', windows };
}

/** `09:30` -> 570 */
function minutes(time: string): number {
  const [hours = '0', rest = '0'] = time.split(':');
  return Number(hours) * 60 + Number(rest);
}
