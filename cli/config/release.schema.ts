import { z } from 'zod';
import { choiceField, textField } from './fields';
import { expected, say } from './say';
import { strictObject } from './strict-object';

const VERSION_FIX = 'write it in quotes, such as "v1.4.0": letters, digits, ".", "_", "+", "-", at most 63';
const version = z
  .string({ error: expected({ name: 'version', fix: VERSION_FIX }) })
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,62}$/, { error: say('not a valid version', VERSION_FIX) });

const PIN_FIX =
  '`aws s3api head-object --bucket BUCKET --key KEY` shows VersionId and ETag; the bucket must be versioned';

export const releaseSchema = strictObject('release', {
  $schema: z.string().optional(),
  kind: z.literal('Release'),
  version: version.describe('Name of the release, unique among yours'),
  releaseKind: choiceField('releaseKind', ['version', 'security-patch']).default('version'),
  severity: choiceField('severity', ['critical', 'high', 'medium', 'low']).optional().describe('Of a security patch'),
  notes: textField('notes').optional().describe('Link to what changed'),
  artifact: strictObject('artifact', {
    bucket: textField('artifact.bucket'),
    key: textField('artifact.key'),
    bundleType: choiceField('artifact.bundleType', ['zip', 'tar', 'tgz', 'YAML', 'JSON']),
    version: z
      .string({ error: expected({ name: 'artifact.version', fix: PIN_FIX }) })
      .min(1, say('artifact.version is empty', PIN_FIX))
      .describe('S3 version id: without it a retry might deploy other bytes'),
    eTag: z
      .string({ error: expected({ name: 'artifact.eTag', fix: PIN_FIX }) })
      .min(1, say('artifact.eTag is empty', PIN_FIX))
      .describe('S3 eTag'),
  }),
});
