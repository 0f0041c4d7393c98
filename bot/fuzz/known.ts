import type { Sender } from './shot.ts';

export type FuzzPerson = { id: string; name: string; upn: string };
type KnownAsset = { id: string; version: number; ownerId: string | null; managerId: string | null };
/** A button on a card that someone holds, as a client would send it back. */
type KnownButton = {
  key: string;
  verb: string;
  data: Record<string, unknown>;
  holderId: string;
  messageId: string | null;
};

/** What the server has given out so far, from which later requests are made: that is how they reach deep states. */
export type Known = {
  person(pick: number): FuzzPerson;
  sender(sender: Sender, pick: number): FuzzPerson;
  asset(pick: number): KnownAsset | undefined;
  button(pick: number): KnownButton | undefined;
  view(pick: number): { id: string; version: number } | undefined;
  notice(pick: number): string | undefined;
  hash(pick: number): string | undefined;
  cursor(pick: number): string | undefined;
  settingsVersion(): number;
  /** Takes in an answer of the API or of the bot. */
  learn(text: string, to: FuzzPerson): void;
  /** Takes in a card as a chat shows it. */
  learnCard(card: unknown, holderId: string, messageId: string): void;
};

/** More would be old: what matters is what the last requests made. */
const most = 300;
const longestLearnt = 300_000;

/** `people`: everyone who acts, `staff` and the auditor among them. */
export function createKnown({
  people,
  staff,
  auditor,
}: {
  people: readonly FuzzPerson[];
  staff: readonly FuzzPerson[];
  auditor: FuzzPerson;
}): Known {
  const byId = new Map(people.map((person) => [person.id, person]));
  const assets = newest<KnownAsset>(({ id }) => id);
  const buttons = newest<KnownButton>(({ key }) => key);
  const views = newest<{ id: string; version: number }>(({ id }) => id);
  const notices = newest<string>((id) => id);
  const hashes = newest<string>((hash) => hash);
  const cursors = newest<string>((cursor) => cursor);
  let settingsVersion = 0;

  const nobody: FuzzPerson = { id: '', name: '', upn: '' };
  const person = (pick: number) => people[pick % people.length] ?? nobody;

  function walk(value: unknown, holderId: string, messageId: string | null, depth = 0): void {
    if (depth > 12 || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value.slice(0, 60)) walk(one, holderId, messageId, depth + 1);
      return;
    }
    const node = value as Record<string, unknown>;
    const { id, version } = node;
    if (typeof id === 'string' && typeof version === 'number') {
      if ('density' in node) views.put({ id, version });
      else if ('product' in node) assets.put({ id, version, ownerId: idIn(node.owner), managerId: idIn(node.manager) });
    }
    if (typeof id === 'string' && 'fate' in node) notices.put(id);
    if (typeof node.hash === 'string' && 'mediaType' in node) hashes.put(node.hash);
    if (typeof node.cursor === 'string') cursors.put(node.cursor);
    if ('reminderDays' in node && typeof version === 'number') settingsVersion = version;
    if (node.type === 'Action.Execute' && typeof node.verb === 'string') {
      const data = (node.data ?? {}) as Record<string, unknown>;
      const key = `${node.verb} ${data.assetId ?? data.declarationId ?? data.hash} ${holderId}`;
      buttons.put({ key, verb: node.verb, data, holderId, messageId });
      return;
    }
    for (const child of Object.values(node)) walk(child, holderId, messageId, depth + 1);
  }

  return {
    person,
    sender(sender, pick) {
      const asset = assets.at(pick);
      const named = {
        anyone: person(pick).id,
        staff: staff[pick % staff.length]?.id,
        auditor: auditor.id,
        owner: asset?.ownerId,
        manager: asset?.managerId,
        holder: buttons.at(pick)?.holderId,
        nobody: '',
      }[sender];
      return byId.get(named ?? '') ?? person(pick);
    },
    asset: assets.at,
    button: buttons.at,
    view: views.at,
    notice: notices.at,
    hash: hashes.at,
    cursor: cursors.at,
    settingsVersion: () => settingsVersion,
    learn(text, to) {
      if (text.length > longestLearnt || !/^[[{]/.test(text)) return;
      walk(JSON.parse(text), to.id, null);
    },
    learnCard(card, holderId, messageId) {
      walk(card, holderId, messageId);
    },
  };
}

function idIn(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null;
}

/** The newest few of many, each once. */
function newest<T>(keyOf: (one: T) => string) {
  const places = new Map<string, number>();
  const held: T[] = [];
  let next = 0;
  return {
    put(one: T): void {
      const key = keyOf(one);
      const known = places.get(key);
      if (known !== undefined) {
        held[known] = one;
        return;
      }
      const before = held[next];
      if (before !== undefined) places.delete(keyOf(before));
      held[next] = one;
      places.set(key, next);
      next = (next + 1) % most;
    },
    at: (pick: number): T | undefined => held[pick % Math.max(1, held.length)],
  };
}
