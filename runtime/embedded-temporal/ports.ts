import { createServer } from 'node:net';
import { EmbeddedTemporalFailure } from './failure';

export interface ServerPorts {
  readonly frontend: number;
  readonly ui: number;
}

/** `exactly`: these or a failure. `preferably`: these if they are free, else others, which is said. `any`: free ones. */
export type PortChoice =
  | { readonly kind: 'any' }
  | { readonly kind: 'preferably'; readonly ports: ServerPorts }
  | { readonly kind: 'exactly'; readonly ports: ServerPorts };

const loopback = '127.0.0.1';

export async function choosePorts(choice: PortChoice, report: (line: string) => void): Promise<ServerPorts> {
  switch (choice.kind) {
    case 'any':
      return freePorts();
    case 'preferably': {
      const busy = await busyAmong(choice.ports);
      if (busy.length === 0) return choice.ports;
      const others = await freePorts();
      report(`temporal: port ${busy.join(' and ')} in use; taking ${others.frontend} and ${others.ui} instead`);
      return others;
    }
    case 'exactly': {
      const busy = await busyAmong(choice.ports);
      if (busy.length === 0) return choice.ports;
      throw new EmbeddedTemporalFailure(
        'port-in-use',
        `port ${busy.join(' and ')} on ${loopback} in use by another process: end it, or name other ports`,
      );
    }
  }
}

async function busyAmong(ports: ServerPorts): Promise<readonly number[]> {
  const looked = [ports.frontend, ports.ui].map(async (port) =>
    (await tryToListen(port)) === undefined ? [port] : [],
  );
  return (await Promise.all(looked)).flat();
}

/** Both are held at once, so that they differ. */
async function freePorts(): Promise<ServerPorts> {
  const [frontend, ui] = await Promise.all([tryToListen(0), tryToListen(0)]);
  if (frontend === undefined || ui === undefined || frontend === ui) {
    throw new EmbeddedTemporalFailure('port-in-use', `no free port on ${loopback}`);
  }
  return { frontend, ui };
}

function tryToListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: loopback, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}
