import { type Part, packageFile, startPart, whenTold } from './part.ts';

const services = ['Blob', 'Queue', 'Table'] as const;
type Service = (typeof services)[number];

/** The account and key that every Azurite has; documented by Microsoft and worth nothing elsewhere. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const startTimeoutMs = 60_000;

export type Azurite = { connectionString: string; part: Part };

/**
 * Starts Azurite's blob, queue and table services on free loopback ports, and waits until they listen.
 * Its data are kept in `dataDir`; Azurite writes them down every few seconds and when it is asked to stop. Null keeps them
 * in memory only, which spares tests and measurements the writing.
 */
export async function startAzurite({
  dataDir,
  logFile,
}: {
  dataDir: string | null;
  logFile: string;
}): Promise<Azurite> {
  const listening = new Map<Service, string>();
  const allListen = Promise.withResolvers<void>();
  const part = startPart({
    name: 'Azurite',
    args: [
      packageFile('azurite/dist/src/azurite.js'),
      ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
      ...(dataDir === null ? ['--inMemoryPersistence'] : ['--location', dataDir]),
      ...services.flatMap((service) => [`--${service.toLowerCase()}Port`, '0']),
    ],
    logFile,
    preload: dataDir === null ? ['./keep-extents.ts'] : [],
    onLine(line) {
      const [, service, url] = /Azurite (Blob|Queue|Table) service is successfully listening at (\S+)/.exec(line) ?? [];
      if (!service || !url) return;
      listening.set(service as Service, url);
      if (listening.size === services.length) allListen.resolve();
    },
  });
  await whenTold(part, allListen.promise, startTimeoutMs);
  const endpoints = services.map((service) => `${service}Endpoint=${listening.get(service)}/${account};`);
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};${endpoints.join('')}`,
    part,
  };
}
