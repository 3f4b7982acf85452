// Writes dist/workflow-bundle.js: the workflows as one file, so that a worker starts in a second and needs no webpack. Runs after the compiler.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { BUNDLE_FILE, bundleWorkflows } = createRequire(import.meta.url)(
  join(root, 'dist', 'runtime', 'workflow-code.js'),
);

writeFileSync(BUNDLE_FILE, await bundleWorkflows());
