/**
 * The house's imports run one way: cli -> runtime -> activities, workflows -> waves -> alarms.
 * `test/architecture/imports.test.ts` proves that each rule here bites.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const PRODUCT = '^(alarms|waves|activities|workflows|runtime|cli|sandbox)/';

/** Packages that compute and nothing else; the only ones allowed where time, network and frameworks must not reach. */
const PURE_PACKAGES = '^node_modules/(@noble/hashes|luxon|@types/luxon|pako|@types/pako|js-base64|assert-never)/';

const rooms = [
  { room: 'alarms', mayUse: ['alarms'] },
  { room: 'waves', mayUse: ['waves', 'alarms'] },
  { room: 'activities', mayUse: ['activities', 'workflows/contract', 'waves', 'alarms'] },
  { room: 'workflows/contract', mayUse: ['workflows/contract', 'activities', 'waves', 'alarms'] },
  { room: 'workflows', mayUse: ['workflows', 'activities', 'waves', 'alarms'] },
  { room: 'runtime', mayUse: ['runtime', 'activities', 'workflows', 'waves', 'alarms'] },
  { room: 'cli', mayUse: ['cli', 'runtime', 'workflows/contract', 'waves', 'alarms', 'sandbox'] },
  { room: 'sandbox', mayUse: ['sandbox', 'waves'] },
];

const oneWay = rooms.map(({ room, mayUse }) => ({
  name: `${room.replace('/', '-')}-uses-only-what-lies-below`,
  comment: `${room}/ may import ${mayUse.join(', ')}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: PRODUCT, pathNot: `^(${mayUse.join('|')})/` },
}));

const asTypesOnly = [
  {
    name: 'workflows-see-activities-as-types',
    comment: 'a value import would pull AWS clients into the workflow bundle',
    severity: 'error',
    from: { path: '^workflows/' },
    to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'sandbox-sees-waves-as-types',
    comment: 'the sandbox judges cellwave, so it shares none of its logic',
    severity: 'error',
    from: { path: '^sandbox/' },
    to: { path: '^waves/', dependencyTypesNot: ['type-only'] },
  },
];

const packages = [
  {
    name: 'pure-rooms-use-pure-packages',
    comment: 'alarms/ and waves/ know no clock, no network and no framework, and run inside the workflow bundle',
    severity: 'error',
    from: { path: '^(alarms|waves)/' },
    to: { path: '^node_modules/', pathNot: PURE_PACKAGES },
  },
  {
    name: 'workflows-use-temporal-and-pure-packages',
    comment: 'zod, AWS clients and the worker never enter the workflow bundle',
    severity: 'error',
    from: { path: '^workflows/' },
    to: {
      path: '^node_modules/',
      pathNot: [PURE_PACKAGES, '^node_modules/@temporalio/(workflow|common|activity)/'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'no-node-modules-in-deterministic-code',
    comment: "the workflow sandbox has none of Node's modules",
    severity: 'error',
    from: { path: '^(alarms|waves|workflows)/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'aws-only-behind-ports',
    comment: 'AWS clients are made in runtime/, handed to activities/ and used in activities/aws/',
    severity: 'error',
    from: { path: PRODUCT, pathNot: '^(activities|runtime)/' },
    to: { path: '^node_modules/(@aws-sdk|@smithy)/' },
  },
  {
    name: 'temporal-client-at-the-edge',
    comment: 'only the edge and the host talk to the server; activities may use the client that the worker hands them',
    severity: 'error',
    from: { path: PRODUCT, pathNot: '^(runtime|cli)/' },
    to: { path: '^node_modules/@temporalio/(client|worker|testing)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'sandbox-knows-no-temporal',
    severity: 'error',
    from: { path: '^sandbox/' },
    to: { path: '^node_modules/@temporalio/' },
  },
  {
    name: 'no-development-packages-in-the-product',
    comment: 'users install without them',
    severity: 'error',
    from: { path: PRODUCT },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
  },
];

const hygiene = [
  {
    name: 'no-test-code-in-the-product',
    severity: 'error',
    from: { path: PRODUCT },
    to: { path: '^(test|bench|tools)/' },
  },
  {
    name: 'no-cycles',
    comment: 'types may know each other; code that needs each other belongs into one file',
    severity: 'error',
    from: { path: PRODUCT },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
];

module.exports = {
  forbidden: [...oneWay, ...asTypesOnly, ...packages, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
