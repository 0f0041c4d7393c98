import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAzurite } from './azurite.ts';
import { lockFolder } from './folder-lock.ts';
import { interrupts } from './interrupts.ts';
import type { Part } from './part.ts';
import { practiceClientId, practiceTenantId } from './people.ts';
import { startPlaygrounds } from './playgrounds.ts';
import { refuseTakenPorts } from './ports.ts';
import { startPracticeGraph } from './practice-graph.ts';
import { filledIn, practiceEnvironment } from './server-environment.ts';
import { runServer, type Server } from './server-part.ts';
import { readSettings, type Settings } from './settings.ts';
import { deskLinks, whereThingsAre } from './signposts.ts';
import { buildTab, isTabStale } from './tab-build.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** What stops what was started: the server, and what it stands on in the order of starting. */
let stopServer: (() => Promise<void>) | null = null;
const stops: (() => Promise<void> | void)[] = [];
let isStopping = false;

async function start(): Promise<void> {
  const startedAt = Date.now();
  const settings = readSettings(process.env);
  const dataDir = resolve(root, settings.dataDir);
  mkdirSync(dataDir, { recursive: true });
  stops.push(lockFolder(dataDir));
  const hasGraph = settings.graphEndpoint === null || settings.loginEndpoint === null;
  await refuseTakenPorts(settings, hasGraph);

  const isTabThere = existsSync(join(root, 'tab/vite.config.ts'));
  const mustBuild = isTabThere && isTabStale(root);
  say(mustBuild ? 'Starting the practice tenant, and building the tab …' : 'Starting the practice tenant …');

  const serverLog = join(dataDir, 'server.log');
  const [server, playgrounds] = await Promise.all([
    Promise.all([
      startStorage(settings, dataDir),
      hasGraph ? startGraph(settings, dataDir) : null,
      // The server reads the built tab when it starts.
      mustBuild ? buildTab(root, join(dataDir, 'tab-build.log')) : null,
    ]).then(([storage, graph]) => {
      const defaults = practiceEnvironment(settings, { storage, graph });
      writeFileSync(join(dataDir, 'practice.env'), envFile(defaults), { mode: 0o600 });
      return startServer(settings, filledIn(process.env, defaults), serverLog);
    }),
    startChats(settings, dataDir),
  ]);
  await Promise.all(playgrounds.map((playground) => playground.install()));

  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const shownDir = relative(process.cwd(), dataDir) || '.';
  say(`\nSightline is ready (${seconds} s).\n\n${whereThingsAre(settings, hasGraph)}\n`);
  if (!isTabThere) say('  The tab is not built: tab/vite.config.ts is missing.\n');
  say(
    `  Ctrl-C stops everything; data is kept in ${shownDir}/, the server's log in ${relative(process.cwd(), serverLog)}.\n`,
  );
  await server.failed;
}

/** The connection string of an Azurite of our own, or null where storage is configured. */
async function startStorage({ storage }: Settings, dataDir: string): Promise<string | null> {
  if (storage !== null) return null;
  const { connectionString, part } = await startAzurite({
    dataDir: join(dataDir, 'azurite'),
    logFile: join(dataDir, 'azurite.log'),
  });
  stops.push(() => part.stop());
  failWhenEnds(part);
  return connectionString;
}

/** The address of the practice Graph. */
async function startGraph(settings: Settings, dataDir: string): Promise<string> {
  const graph = await startPracticeGraph({
    port: settings.graphPort,
    dataFile: join(dataDir, 'practice-graph.json'),
    tenantId: settings.tenantId ?? practiceTenantId,
    clientId: settings.clientId ?? practiceClientId,
    serverOrigins: [
      `http://localhost:${settings.port}`,
      `http://127.0.0.1:${settings.port}`,
      new URL(settings.publicUrl).origin,
    ],
    desk: deskLinks(settings),
  });
  stops.push(() => graph.close());
  return graph.url;
}

async function startChats(settings: Settings, dataDir: string) {
  const playgrounds = await startPlaygrounds({
    firstPort: settings.playgroundPort,
    dataDir,
    botEndpoint: `http://127.0.0.1:${settings.port}/api/messages`,
    tenantId: settings.tenantId ?? practiceTenantId,
  });
  stops.push(async () => {
    await Promise.all(playgrounds.map((playground) => playground.stop()));
  });
  for (const { part } of playgrounds) failWhenEnds(part);
  return playgrounds;
}

/** Starts the server and waits until it is ready. */
async function startServer(settings: Settings, env: NodeJS.ProcessEnv, logFile: string): Promise<Server> {
  const server = runServer({
    script: join(root, 'bot/src/main.ts'),
    env,
    url: `http://127.0.0.1:${settings.port}`,
    logFile,
    say,
  });
  stopServer = () => server.stop();
  await server.ready;
  return server;
}

/** Stops the server before what it stands on. Once it has begun, further calls change nothing. */
async function stopAll(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await stopServer?.();
  for (const stop of stops.toReversed()) await stop();
  // What was still starting is tethered to this process and stops with it.
  process.exit(exitCode);
}

function fail(error: unknown): void {
  if (!isStopping) console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  void stopAll(1);
}

function failWhenEnds(part: Part): void {
  void part.ended.then((how) => {
    if (!isStopping) fail(new Error(`${part.name} stopped (${how}). Its output is in ${part.logFile}.`));
  });
}

function envFile(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');
}

function say(text: string): void {
  if (!isStopping) console.log(text);
}

const interrupt = interrupts(() => performance.now(), {
  stop() {
    if (!isStopping) console.log('\nStopping …  (Ctrl-C once more ends everything at once)');
    void stopAll(0);
  },
  // What was started is tethered to this process, and ends with it.
  endAtOnce: () => process.exit(1),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
start().catch(fail);
