// Writes the pages that are made from code. `npm run docs`.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failuresPage } from './failures-page';
import { safetyRulesPage } from './safety-rules-page';

writeFileSync(join(resolve(__dirname, '../..'), 'docs', 'failures.md'), failuresPage());
writeFileSync(join(resolve(__dirname, '../..'), 'docs', 'safety-rules.md'), safetyRulesPage());
