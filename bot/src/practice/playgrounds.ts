import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChatFront } from './chat-front.ts';
import { type Part, packageFile, startPart, whenTold } from './part.ts';
import { adele, type PracticePerson } from './people.ts';
import {
  alias,
  chatPersonas,
  chatUser,
  itamTeam,
  personalChatId,
  playgroundConfig,
  practiceBotId,
} from './playground-config.ts';

export type PlaygroundOptions = {
  /** Where the first persona's chat opens; the others follow. */
  firstPort: number;
  dataDir: string;
  botEndpoint: string;
  tenantId: string;
};

export type Playground = {
  part: Part;
  /** Tells the bot that it is installed for this person, and, for ITAM staff, in the channel. Once more does no harm. */
  install(): Promise<void>;
  stop(): Promise<void>;
};

const startTimeoutMs = 60_000;

/** Starts a Microsoft 365 Agents Playground for each persona, each behind a front that keeps its chat. */
export function startPlaygrounds(options: PlaygroundOptions): Promise<Playground[]> {
  return Promise.all(chatPersonas.map((person, index) => startPlayground(person, options.firstPort + index, options)));
}

async function startPlayground(
  person: PracticePerson,
  port: number,
  { dataDir, botEndpoint, tenantId }: PlaygroundOptions,
): Promise<Playground> {
  const home = join(dataDir, `playground-${alias(person)}`);
  const configFile = join(home, '.m365agentsplayground.yml');
  mkdirSync(home, { recursive: true });
  writeFileSync(configFile, playgroundConfig(person, tenantId));
  // Conversations of earlier runs are known to the bot by this address, so it must not move with the inner port.
  const serviceUrl = `http://localhost:${port}/_connector`;

  const listening = Promise.withResolvers<number>();
  const part = startPart({
    name: `The Playground of ${person.displayName}`,
    args: [packageFile('@microsoft/m365agentsplayground/cli.js'), 'start', '--disable-telemetry', '-p', '0'],
    preload: ['./loopback-only.ts'],
    cwd: home,
    env: {
      BOT_ENDPOINT: botEndpoint,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
      M365_AGENTS_PLAYGROUND_SERVICE_URL: serviceUrl,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(home, 'playground.log'),
    },
    logFile: join(home, 'output.log'),
    onLine(line) {
      const [, found] = /^Listening on (\d+)$/.exec(line) ?? [];
      if (found) listening.resolve(Number(found));
    },
  });
  const playgroundPort = await whenTold(part, listening.promise, startTimeoutMs);
  const front = await startChatFront({
    port,
    playgroundPort,
    historyFile: join(home, 'chat.json'),
    botEndpoint,
    presser: {
      user: chatUser(person),
      botId: practiceBotId,
      tenantId,
      serviceUrl,
      team: itamTeam,
    },
  });

  return {
    part,
    async install() {
      const conversations = [personalChatId(person), ...(person.id === adele.id ? [itamTeam.channelId] : [])];
      for (const conversation of conversations) {
        const path = `/_debug/conversation/${encodeURIComponent(conversation)}/installation`;
        await fetch(`http://127.0.0.1:${playgroundPort}${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{}',
        });
      }
    },
    async stop() {
      await front.close();
      await part.stop();
    },
  };
}
