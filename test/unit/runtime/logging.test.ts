import { coreLogLevel, createLogger, temporalLogger, type LogLevel } from '../../../runtime/logging';

async function aLogger(level: LogLevel = 'info') {
  const lines: string[] = [];
  const logger = await createLogger({ level, destination: { write: (line) => void lines.push(line) } });
  return { logger, read: () => lines.map((line) => JSON.parse(line)) };
}

test('secrets are taken out, however deep they lie', async () => {
  const { logger, read } = await aLogger();
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'hush' };
  logger.info(
    { apiKey: 'hush', request: { headers: { authorization: 'hush' } }, a: { b: { sessionToken: 'hush' } } },
    'x',
  );
  logger.info({ cell: { credentials } }, 'y');
  expect(JSON.stringify(read())).not.toContain('hush');
  expect(JSON.stringify(read())).not.toContain('AKIA');
});

test('what is below the level is not written', async () => {
  const { logger, read } = await aLogger('warn');
  logger.info('no');
  logger.warn('yes');
  expect(read().map(({ msg }) => msg)).toEqual(['yes']);
});

test("what Temporal's SDK logs keeps its attributes and shows the error's stack", async () => {
  const { logger, read } = await aLogger();
  const sdk = temporalLogger(logger);
  sdk.log('WARN', 'slow', { workflowId: 'rollout:a:b' });
  sdk.error('failed', { error: new Error('why') });
  sdk.info('plain');
  expect(read()).toMatchObject([
    { level: 40, msg: 'slow', workflowId: 'rollout:a:b' },
    { level: 50, msg: 'failed', err: { message: 'why', stack: expect.stringContaining('logging.test') } },
    { level: 30, msg: 'plain' },
  ]);
});

test('that a pool has no workflows, or no activities, is as it should be and no warning', async () => {
  const { logger, read } = await aLogger('debug');
  const sdk = temporalLogger(logger);
  sdk.warn('No workflows registered, not polling for workflow tasks', { taskQueue: 'cellwave-deploy' });
  sdk.log('WARN', 'No activities registered, not polling for activity tasks');
  sdk.warn('No more memory');
  expect(read().map(({ level }) => level)).toEqual([20, 20, 40]);
});

test.each([
  ['trace', 'DEBUG'],
  ['debug', 'INFO'],
  ['info', 'WARN'],
  ['error', 'ERROR'],
  ['silent', 'ERROR'],
] as const)('at %s the native part says %s', (level, expected) => {
  expect(coreLogLevel(level)).toBe(expected);
});
