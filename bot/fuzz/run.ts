import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { activityShot } from './activities.ts';
import { faultOf } from './judge.ts';
import { createKnown, type FuzzPerson } from './known.ts';
import { fillIn } from './places.ts';
import { requestShot } from './requests.ts';
import { type Answer, sender } from './send.ts';
import { bytesOf, type Sent, type Shot } from './shot.ts';
import type { FuzzWorld } from './world.ts';

/** Something that must not be, with the request that shows it. */
export type Finding = { what: string; times: number; request: string; smallest: string | null };

export type FuzzReport = {
  /** Answers by kind of request and status. */
  answers: Map<string, Map<string, number>>;
  findings: Finding[];
  /** Resident memory of the server at each tenth of the run, in MB. */
  residentMb: number[];
};

/** Where a generated request comes from, so that it can be made again and made smaller. */
type Origin = { from: fc.Arbitrary<Shot>; seed: number; at: number };
type Fired = { origin: Origin; sent: Sent };

const batch = 200;
/** How many of each are sent and awaited at once. */
const atOnce = 12;
const purchaseEvery = 250;
const longestPath = 12_000;
const mostShrunk = 10;
const longestShrinkMs = 15_000;
const logDelayMs = 50;
const skus = ['POWER_BI_PRO', 'VISIOCLIENT', 'POWERAPPS_PER_USER', 'PROJECTPROFESSIONAL'];

/**
 * Sends `count` generated activities and as many API requests, made from `seed`, to the server of a world, and gathers what
 * must not be: server errors, hung requests, errors that are no problem documents, errors in the log, a server that ends.
 */
export async function fuzz(
  world: FuzzWorld,
  options: {
    seed: number;
    count: number;
    onProgress?: (done: number) => void;
    /** Told of each new finding at once, since a long run may be cut short. */
    onFinding?: (what: string) => void;
  },
): Promise<FuzzReport> {
  const { seed, count, onProgress = () => undefined, onFinding = () => undefined } = options;
  const known = createKnown(world);
  const sending = sender(world.url);
  const findings = new Map<string, Finding & { shown: Fired[] }>();
  const answers: FuzzReport['answers'] = new Map();
  const residentMb = [await world.residentMb()];
  const inFlight = new Set<Fired>();
  let lastFired: Fired[] = [];
  let heard = 0;
  let done = 0;

  function find(what: string, shown: Fired[]): void {
    const before = findings.get(what);
    if (before) {
      before.times += 1;
      return;
    }
    findings.set(what, { what, times: 1, request: shown.map(requestText).join('\n  or '), smallest: null, shown });
    onFinding(what);
  }

  async function filledIn(shot: Shot): Promise<{ sent: Sent; who: FuzzPerson }> {
    const who = known.sender(shot.sender, shot.pick);
    const look = { known, fixed: world.fixed, who, pick: shot.pick };
    const inText = (value: string) => JSON.stringify(value.toWellFormed()).slice(1, -1);
    const plain = (value: string) => value;
    const headers: Record<string, string> = {};
    const isApi = shot.path.startsWith('/api/') && !shot.path.startsWith('/api/messages');
    if (isApi && shot.sender !== 'nobody') headers.authorization = `Bearer ${await world.tokenOf(who.upn)}`;
    for (const [name, value] of Object.entries(shot.headers)) headers[name] = fillIn(value, look, plain);
    // Node answers longer ones by itself, before any of our code.
    const path = fillIn(shot.path, look, encodeURIComponent)
      .replace(/[^\x21-\x7e]/g, '%FF')
      .slice(0, longestPath);
    const body = shot.body === null ? null : bytesOf(fillIn(shot.body, look, inText), shot.spoil);
    return { who, sent: { method: shot.method, path, headers, body } };
  }

  /** Sends one, and notes what is wrong with its answer. */
  async function fire(shot: Shot, origin: Origin): Promise<void> {
    const { sent, who } = await filledIn(shot);
    const fired = { origin, sent };
    inFlight.add(fired);
    const answer = await sending.send(sent);
    inFlight.delete(fired);
    lastFired = [fired, ...lastFired].slice(0, 4);
    note(shot.kind, answer);
    if ('text' in answer && /json/.test(answer.type)) known.learn(answer.text, who);
    const fault = faultOf(sent, answer);
    if (fault !== null) find(`${fault} (${shot.kind.replace(/,.*/, '')})`, [fired]);
  }

  function note(kind: string, answer: Answer): void {
    const byStatus = answers.get(kind) ?? new Map<string, number>();
    const status = 'lost' in answer ? 'lost' : String(answer.status);
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    answers.set(kind, byStatus);
  }

  /** Errors in the log are told with the requests that they may belong to. */
  function listen(): void {
    const news = world.complaints.slice(heard);
    heard = world.complaints.length;
    for (const line of news)
      find(`the server complained: ${complaintText(line)}`, [...lastFired, ...inFlight].slice(0, 24));
  }

  async function work(from: fc.Arbitrary<Shot>, firstSeed: number): Promise<void> {
    let shots: Shot[] = [];
    let taken = 0;
    const one = async (): Promise<void> => {
      while (taken < count && world.ended() === null) {
        const at = taken++;
        const origin = { from, seed: firstSeed + Math.floor(at / batch), at: at % batch };
        if (origin.at === 0) shots = fc.sample(from, { seed: origin.seed, numRuns: batch });
        const shot = shots[origin.at];
        if (shot) await fire(shot, origin);
        listen();
        await lookAround(++done);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }

  /** What happens beside the requests: people buy, cards arrive and are learnt from, memory is looked at. */
  async function lookAround(sent: number): Promise<void> {
    for (const { card, conversationId, id } of world.connector.take()) {
      if (card) known.learnCard(card, conversationId.replace(/^chat-/, ''), id);
    }
    if (sent % purchaseEvery === 0) {
      const at = sent / purchaseEvery;
      await world.buy(known.person(at * 7).upn, skus[at % skus.length] ?? '');
    }
    if (sent % Math.ceil(count / 5) === 0) {
      residentMb.push(await world.residentMb());
      onProgress(sent);
    }
  }

  /** Makes a finding's request again, alone, and looks for the smallest one like it that still shows it. */
  async function shrink(finding: Finding & { shown: Fired[] }): Promise<void> {
    const { times, shown } = finding;
    for (const { origin } of shown) {
      const holds = async (shot: Shot): Promise<boolean> => {
        const before = finding.times;
        await fire(shot, origin);
        // What the server logs comes by another way than its answer, and a little later.
        await delay(logDelayMs);
        listen();
        return finding.times === before;
      };
      const { from, seed: ofBatch, at } = origin;
      const result = await fc.check(fc.asyncProperty(from, holds), {
        seed: ofBatch,
        path: String(at),
        numRuns: 1,
        interruptAfterTimeLimit: longestShrinkMs,
      });
      const smallest = result.counterexample?.[0];
      if (!smallest) continue;
      finding.smallest = requestText({ origin, sent: (await filledIn(smallest)).sent });
      break;
    }
    finding.times = times;
  }

  await Promise.all([work(activityShot, seed), work(requestShot, seed + 1_000_000)]);
  const found = [...findings.values()];
  if (world.ended() === null) for (const one of found.slice(0, mostShrunk)) await shrink(one);
  else find(`the server ended: ${world.ended()}`, [...inFlight, ...lastFired]);
  residentMb.push(await world.residentMb());
  sending.close();
  return { answers, residentMb, findings: [...findings.values()].map(({ shown: _, ...finding }) => finding) };
}

/** A line of the log without what differs from time to time: what was said, about which error, from where. */
function complaintText(line: string): string {
  try {
    const { msg, err, error } = JSON.parse(line) as Record<string, { message?: string; stack?: string } | string>;
    const about = err ?? error;
    if (typeof about !== 'object') return `${msg} ${about ?? ''}`;
    const frame = /at .*bot\/src\/(\S+?):\d+/.exec(about.stack ?? '')?.[1] ?? '';
    return `${msg}: ${about.message?.replace(/[0-9a-f-]{16,}|\d+/gi, '#').slice(0, 200)} ${frame && `in ${frame}`}`;
  } catch {
    return line.slice(0, 200);
  }
}

const longestShown = 1_500;

function requestText({ origin, sent }: Fired): string {
  const { authorization, ...headers } = sent.headers;
  const body = sent.body?.toString('utf8') ?? '';
  const shown = body.length > longestShown ? `${body.slice(0, longestShown)}… (${body.length} in all)` : body;
  return `${sent.method} ${sent.path} ${JSON.stringify(headers)}${authorization ? ' signed in' : ''} ${shown} [seed ${origin.seed}, ${origin.at}]`;
}
