// Adds to package-lock.json the platform packages that npm left out.
//
// Some packages ship their binaries as one optional package per platform. When the registry at hand does not carry those of another
// platform, `npm install` writes a lock file without them, and `npm ci` then refuses that lock file everywhere. Run this after such an
// install. The entries have no digest, because nothing was downloaded to take one of; platforms that could be fetched keep theirs.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PLATFORM = /-(?<os>aix|android|darwin|freebsd|linux|openharmony|win32)-(?<cpu>[a-z0-9]+)(?:-(?<abi>[a-z]+))?$/;

const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([parent, entry]) => missingOf(lock.packages, parent, entry));
for (const [name, version] of missing) lock.packages[`node_modules/${name}`] = platformEntry(name, version);
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} platform packages added to package-lock.json`);

function missingOf(packages, parent, entry) {
  const isThere = (name) =>
    packages[`node_modules/${name}`] !== undefined || packages[`${parent}/node_modules/${name}`] !== undefined;
  return Object.entries(entry.optionalDependencies ?? {}).filter(([name]) => PLATFORM.test(name) && !isThere(name));
}

function platformEntry(name, version) {
  const { os, cpu, abi } = PLATFORM.exec(name).groups;
  const libc = os !== 'linux' || abi === undefined ? {} : { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] };
  return { version, cpu: [cpu], os: [os], ...libc, dev: true, optional: true };
}
