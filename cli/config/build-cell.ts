import type { Cell, CellAlarm, CellStanding, DeployTarget, OneBox } from '../../waves/fleet';
import type { CellText } from './cell-texts';
import { basisPoints } from './fields';
import { fillIn, type Places } from './fill-in';
import type { AlarmText, CellDefaults } from './fleet.schema';
import type { Path } from './issue';
import type { IssueList } from './issue-list';

export type CellContext = {
  readonly service: string;
  readonly region: string;
  /** From the widest to the nearest. */
  readonly defaults: readonly (CellDefaults | undefined)[];
  readonly issues: IssueList;
  /** Notes that this cell has no such field, neither itself nor by a default. */
  readonly missing: (field: string, cell: CellText) => void;
};

/** Completes a cell with the defaults and fills in its names. Undefined if something is missing; it has been noted then. */
export function buildCell(text: CellText, context: CellContext): Cell | undefined {
  const { name, azId, account } = text.block;
  const places: Places = { cell: name, account, azId, region: context.region, service: context.service };
  const fill = (template: string, path: Path): string => {
    const filled = fillIn(template, places);
    if (filled.kind === 'filled') return filled.text;
    context.issues.add(
      path,
      `unknown name {${filled.place}}`,
      `known here: ${Object.keys(places)
        .map((place) => `{${place}}`)
        .join(', ')}`,
    );
    return template;
  };
  const merged = merge([...context.defaults, text.block]);
  const target = buildTarget(text, merged, context);
  if (merged.roleArn === undefined) context.missing('roleArn', text);
  if (merged.roleArn === undefined || target === undefined) return undefined;
  return {
    name,
    azId,
    account,
    roleArn: checkRole(fill(merged.roleArn, text.path), text, context.issues),
    externalId: merged.externalId === undefined ? undefined : fill(merged.externalId, text.path),
    weight: merged.weight ?? 1,
    target: fillTarget(target, (template) => fill(template, text.path)),
    alarms: (merged.alarms ?? []).map((alarm) => buildAlarm(alarm, fill(alarm.name, text.path))),
    labels: merged.labels ?? {},
    standing: buildStanding(text, context.issues),
  };
}

/** The nearest value wins as a whole; `target` is completed key by key. */
function merge(layers: readonly (CellDefaults | undefined)[]): CellDefaults {
  return layers.reduce<CellDefaults>((under, layer) => {
    if (layer === undefined) return under;
    const over = Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
    const target =
      under.target !== undefined || layer.target !== undefined ? { ...under.target, ...layer.target } : undefined;
    return { ...under, ...over, ...(target !== undefined && { target }) };
  }, {});
}

function buildTarget(text: CellText, { target = {} }: CellDefaults, context: CellContext): DeployTarget | undefined {
  const { application, deploymentGroup, oneBox } = target;
  if (application === undefined) context.missing('target.application', text);
  if (deploymentGroup === undefined) context.missing('target.deploymentGroup', text);
  if (oneBox === undefined) context.missing('target.oneBox', text);
  if (application === undefined || deploymentGroup === undefined || oneBox === undefined) return undefined;
  const box: OneBox =
    'none' in oneBox
      ? { kind: 'none', reason: oneBox.none }
      : { kind: 'group', deploymentGroup: oneBox.deploymentGroup, share: basisPoints(oneBox.share) / 10_000 };
  if (box.kind === 'group' && box.deploymentGroup === deploymentGroup)
    context.issues.add(
      text.path,
      `one-box and rest are the same deployment group "${deploymentGroup}"`,
      'give the one-box a deployment group of its own',
    );
  return { kind: 'codedeploy', application, deploymentGroup, oneBox: box };
}

function fillTarget(target: DeployTarget, fill: (template: string) => string): DeployTarget {
  const oneBox: OneBox =
    target.oneBox.kind === 'group'
      ? { ...target.oneBox, deploymentGroup: fill(target.oneBox.deploymentGroup) }
      : target.oneBox;
  return { ...target, application: fill(target.application), deploymentGroup: fill(target.deploymentGroup), oneBox };
}

const ROLE_ARN = /^arn:aws(?:-[a-z]+)*:iam::(\d{12}):role\/[\w+=,.@/-]+$/;

function checkRole(roleArn: string, { block, path }: CellText, issues: IssueList): string {
  const at = block.roleArn === undefined ? path : [...path, 'roleArn'];
  const account = ROLE_ARN.exec(roleArn)?.[1];
  if (account === undefined)
    issues.add(at, `not the ARN of a role: "${roleArn}"`, 'write arn:aws:iam::{account}:role/NAME');
  else if (account !== block.account)
    issues.add(
      at,
      `the role is in account ${account}, cell "${block.name}" is in ${block.account}`,
      'write {account} in the role, or correct one of the two',
    );
  return roleArn;
}

export function buildAlarm({ role, scope, trafficLess }: AlarmText, name: string): CellAlarm {
  return { name, role, scope, trafficLess };
}

function buildStanding({ block, path }: CellText, issues: IssueList): CellStanding {
  if (block.exempt !== undefined && block.pin !== undefined)
    issues.add(path, 'a cell cannot be exempt and pinned', 'keep one of exempt and pin');
  if (block.exempt !== undefined)
    return { kind: 'exempt', reason: block.exempt.reason, expiresAt: Date.parse(block.exempt.until) };
  if (block.pin !== undefined)
    return { kind: 'pinned', reason: block.pin.reason, expiresAt: Date.parse(block.pin.until) };
  return { kind: 'active' };
}
