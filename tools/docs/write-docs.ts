// Writes the pages that are made from code. `npm run docs`.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failuresPage } from './failures-page';

writeFileSync(join(resolve(__dirname, '../..'), 'docs', 'failures.md'), failuresPage());
