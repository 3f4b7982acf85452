import { createServer, type Server } from 'node:net';
import { choosePorts } from '../../../../runtime/embedded-temporal/ports';

const held: Server[] = [];
afterEach(() => {
  for (const server of held.splice(0)) server.close();
});

async function aBusyPort(): Promise<number> {
  const server = createServer();
  held.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

const silent = (): void => undefined;

test('two different free ports', async () => {
  const ports = await choosePorts({ kind: 'any' }, silent);
  expect(ports.frontend).not.toBe(ports.ui);
  expect(await choosePorts({ kind: 'exactly', ports }, silent)).toEqual(ports);
});

test('preferred ports are taken if both are free', async () => {
  const ports = await choosePorts({ kind: 'any' }, silent);
  expect(await choosePorts({ kind: 'preferably', ports }, silent)).toEqual(ports);
});

test('if a preferred port is busy others are taken, which is said', async () => {
  const frontend = await aBusyPort();
  const lines: string[] = [];
  const ports = await choosePorts({ kind: 'preferably', ports: { frontend, ui: 1 } }, (line) => void lines.push(line));
  expect(ports.frontend).not.toBe(frontend);
  expect(lines).toEqual([expect.stringContaining(`port ${frontend}`)]);
});

test('if an exact port is busy the failure names it', async () => {
  const ui = await aBusyPort();
  const { frontend } = await choosePorts({ kind: 'any' }, silent);
  await expect(choosePorts({ kind: 'exactly', ports: { frontend, ui } }, silent)).rejects.toMatchObject({
    kind: 'port-in-use',
    message: expect.stringContaining(`port ${ui} on 127.0.0.1`),
  });
});
