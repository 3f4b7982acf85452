import type { Call } from '../../../service';
import type { Desk } from '../desk';
import { applicationNamed } from '../find-place';
import { listOfMembers, text, texts } from '../members';
import { refusal } from '../refusals';

const mostTags = 50;

export function tagResource(desk: Desk, call: Call) {
  const tags = tagsOf(desk, call);
  const added = (listOfMembers(call.input, 'Tags') ?? []).map(
    (tag) => [text(tag, 'Key') ?? '', text(tag, 'Value') ?? ''] as const,
  );
  if (added.length === 0) throw refusal('TagRequiredException', 'At least one tag must be specified.');
  if (added.some(([key, value]) => key.length < 1 || key.length > 128 || value.length > 256))
    throw refusal('InvalidTagsToAddException', 'A tag needs a key of 1 to 128 and a value of at most 256 characters.');
  if (new Set([...tags.keys(), ...added.map(([key]) => key)]).size > mostTags)
    throw refusal('InvalidTagsToAddException', `A resource can have at most ${mostTags} tags.`);
  for (const [key, value] of added) tags.set(key, value);
  return {};
}

export function untagResource(desk: Desk, call: Call) {
  const tags = tagsOf(desk, call);
  const keys = texts(call.input, 'TagKeys') ?? [];
  if (keys.length === 0) throw refusal('TagRequiredException', 'At least one tag key must be specified.');
  keys.forEach((key) => tags.delete(key));
  return {};
}

export function listTagsForResource(desk: Desk, call: Call) {
  return { Tags: [...tagsOf(desk, call)].map(([Key, Value]) => ({ Key, Value })) };
}

const resourceForm = /^arn:aws:codedeploy:([a-z0-9-]+):(\d{12}):application:([^:/]+)$/;

/** The tags of an application; the sandbox tags nothing else. */
function tagsOf(desk: Desk, call: Call): Map<string, string> {
  const arn = text(call.input, 'ResourceArn');
  if (arn === undefined) throw refusal('ResourceArnRequiredException', 'The ARN of a resource is required.');
  if (!arn.startsWith('arn:aws:codedeploy:')) throw refusal('InvalidArnException', `The ARN ${arn} is not valid.`);
  const [, region, account, name] = resourceForm.exec(arn) ?? [];
  if (name === undefined) throw refusal('ArnNotSupportedException', `The ARN ${arn} is not supported.`);
  if (account !== call.account || region !== call.region)
    throw refusal('InvalidArnException', `The ARN ${arn} belongs to another account or Region.`);
  return applicationNamed(desk, call, name).application.tags;
}
