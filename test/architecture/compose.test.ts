import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { temporalCli } from '../../runtime/embedded-temporal';
import { environmentVariables } from '../../runtime/environment';

const root = resolve(__dirname, '../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly restart?: string;
  readonly command?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
}

const services: Readonly<Record<string, Service>> = parse(textOf('docker-compose.yml'), { merge: true }).services;
const named = Object.entries(services);
const isOneShot = (service: Service): boolean => service.restart?.startsWith('on-failure') ?? false;

/** Names after which a server's own code looks, with where that is written down. */
const othersVariables: Readonly<Record<string, RegExp>> = {
  postgresql: /^POSTGRES_(USER|PASSWORD)$/,
  schema: /^SQL_(HOST|PORT|USER|PASSWORD)$/,
  temporal: /^(DB|DB_PORT|POSTGRES_(SEEDS|USER|PWD)|BIND_ON_IP|DYNAMIC_CONFIG_FILE_PATH)$/,
  'temporal-ui':
    /^TEMPORAL_(ADDRESS|CORS_ORIGINS|NOTIFY_ON_NEW_VERSION|(WORKFLOW_(TERMINATE|RESET)|BATCH_ACTIONS)_DISABLED)$/,
};
/** Read by Temporal's envconfig and by the AWS SDK in our own processes. */
const sdkVariables =
  /^(TEMPORAL_(ADDRESS|NAMESPACE)|AWS_(REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|ENDPOINT_URL))$/;

test('the services of the issue are all there', () => {
  expect(Object.keys(services).sort()).toEqual(
    ['postgresql', 'sandbox', 'schema', 'setup', 'temporal', 'temporal-ui', 'worker'].sort(),
  );
});

test.each(named)('%s: every variable is one that its program reads', (name, { environment = {} }) => {
  const ours = new Set<string>(Object.values(environmentVariables));
  const isRead = (variable: string): boolean => {
    const others = othersVariables[name];
    return others === undefined ? ours.has(variable) || sdkVariables.test(variable) : others.test(variable);
  };
  expect(Object.keys(environment).filter((variable) => !isRead(variable))).toEqual([]);
});

test('every variable of ours has code that reads it', () => {
  const code = sourcesBelow('runtime').concat(sourcesBelow('cli')).map(textOf).join('\n');
  for (const name of Object.keys(environmentVariables))
    expect(code).toMatch(new RegExp(`environmentVariables\\.${name}\\b`));
});

test.each(named)('%s: pinned to one version', (_, { image }) => {
  expect(image).toMatch(/:\d+\.\d+(\.\d+)?$/);
});

test('every server that stays has a health check and comes back; what runs once is waited for', () => {
  for (const [name, service] of named) {
    if (isOneShot(service)) {
      const waiting = named.filter(
        ([, other]) => other.depends_on?.[name]?.condition === 'service_completed_successfully',
      );
      expect([name, waiting.length]).toEqual([name, 1]);
    } else {
      expect([name, service.restart, service.healthcheck !== undefined]).toEqual([name, 'unless-stopped', true]);
    }
  }
});

// A colon and a blank in an unquoted line of YAML make a mapping of what was meant as a command.
test.each(named)('%s: its commands are made of strings', (_, { healthcheck, command = [] }) => {
  for (const word of [...(healthcheck?.test ?? []), ...command]) expect(typeof word).toBe('string');
});

test.each(named)('%s: whatever it waits for exists and can become so', (_, { depends_on = {} }) => {
  for (const [other, { condition }] of Object.entries(depends_on)) {
    const target = services[other];
    expect(target).toBeDefined();
    expect(condition).toBe(
      target !== undefined && isOneShot(target) ? 'service_completed_successfully' : 'service_healthy',
    );
  }
});

test.each(named)('%s: what it mounts from here exists', (_, { volumes = [] }) => {
  for (const volume of volumes.filter((text) => text.startsWith('./'))) {
    expect(statSync(join(root, volume.split(':')[0] ?? '')).isFile()).toBe(true);
  }
});

test.each(named)('%s: published to this machine only', (_, { ports = [] }) => {
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('our image runs without rights and without a place to write', () => {
  for (const [, service] of named.filter(([, { build }]) => build !== undefined)) expect(service.read_only).toBe(true);
  const dockerfile = textOf('Dockerfile');
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-/m);
  expect(services['worker']?.image).toBe(`cellwave:${JSON.parse(textOf('package.json')).version}`);
});

test('what is copied into the image passes .dockerignore, and every room of the house is there', () => {
  const kept = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const built: readonly string[] = JSON.parse(textOf('tsconfig.build.json')).include;
  expect(kept).toEqual(
    expect.arrayContaining([...built, 'examples', 'package.json', 'package-lock.json', '.npmrc', 'LICENSE']),
  );
});

test('the same server runs here as when embedded', () => {
  expect(services['temporal']?.image).toBe('temporalio/server:1.32.0');
  expect(services['schema']?.image).toBe('temporalio/admin-tools:1.32.0');
  expect(temporalCli.version).toBe('1.9.1');
  const settings = Object.keys(parse(textOf('deploy/temporal/dynamic-config.yaml')));
  const embedded = textOf('runtime/embedded-temporal/launch-arguments.ts');
  for (const setting of settings) expect(embedded).toContain(`'${setting}=`);
});

test('the sandbox is reached where the worker is told to look', () => {
  expect(textOf('deploy/sandbox.env')).toMatch(/^AWS_ENDPOINT_URL=http:\/\/sandbox:4566$/m);
  expect(services['sandbox']?.command).toContain('4566');
});

function sourcesBelow(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
