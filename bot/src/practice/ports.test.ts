import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { launcherPorts } from '../../test/support/launch.ts';
import { refuseTakenPorts } from './ports.ts';
import { readSettings } from './settings.ts';

it.each([
  ['PORT', 0, 'the server'],
  ['GRAPH_PORT', 0, 'the practice Graph and the desk'],
  ['PLAYGROUND_PORT', 2, 'the chat of Adele Vance'],
] as const)(
  'given that %s + %i is taken, then it says for what it is wanted and how to move it',
  async (name, plus, purpose) => {
    const ports = await launcherPorts();
    const settings = readSettings(ports as unknown as NodeJS.ProcessEnv);
    await refuseTakenPorts(settings, true);
    const port = ports[name] + plus;
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const refused = refuseTakenPorts(settings, true);
      await expect(refused).rejects.toThrow(`Port ${port}, for ${purpose}, is taken`);
      await expect(refused).rejects.toThrow(new RegExp(`${name}=\\d+ npm start`));
    } finally {
      squatter.close();
    }
  },
);
