import type { Asset } from './asset.ts';
import {
  type Entry,
  type EntryActor,
  type Fact,
  personalKeys,
  type TypedAt,
  type TypedText,
  type UnsignedText,
} from './entry.ts';

/** What was erased of a person. */
export type PersonErased = Extract<Fact, { type: 'person-erased' }>;

/** An entry of any journal, as far as it can be told whose its personal values are. */
type Said = { seq: number; actor: EntryActor; fact: { type: string } };

/** Names belong to whom they stand beside; other texts belong to whoever acted. */
const names: ReadonlySet<string> = new Set(['displayName', 'userPrincipalName']);

/**
 * Whose the personal values of an entry are, directory ids by the path of the value: a name and an address are of whom they
 * stand beside, all other words of whoever acted. A path that is not there is nobody's, and nobody can have it erased.
 */
export function personalOwners({ actor, fact }: Pick<Said, 'actor' | 'fact'>): Map<string, string> {
  const owners = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') return;
    const beside = Array.isArray(value) ? undefined : (value as { id?: unknown }).id;
    for (const [key, item] of Object.entries(value)) {
      const inner = path === '' ? key : `${path}.${key}`;
      const owner = names.has(key) ? beside : actor.id;
      if (typeof item !== 'string' || !personalKeys.has(key)) walk(item, inner);
      else if (typeof owner === 'string') owners.set(inner, owner);
    }
  };
  walk({ actor, fact }, '');
  return owners;
}

/**
 * Whether there are values of a person's in entries that no entry says were erased: one that says so speaks of what came
 * before it, and of itself.
 */
export function needsErasure(entries: readonly Said[], personId: string): boolean {
  const told = entries.findLast(({ fact }) => isErasureOf(fact, personId))?.seq ?? 0;
  return entries.some((entry) => entry.seq > told && [...personalOwners(entry).values()].includes(personId));
}

/** Whether a fact says that a person was erased. */
export function isErasureOf(fact: { type: string }, personId: string): boolean {
  return fact.type === 'person-erased' && 'personId' in fact && fact.personId === personId;
}

/**
 * Erases a person from an asset's state: their name, their address, and their own words. Their directory id stays, so that
 * it can still be told that one and the same person bought, owned and decided. No facts where nothing of them is left, and an
 * entry says so. `chosen`: what they had typed that is to go as well, and which texts of the state are of that.
 */
export function erasePerson(
  asset: Asset,
  entries: readonly Entry[],
  personId: string,
  chosen: { typed: TypedAt[]; wrote: TypedText[] } = { typed: [], wrote: [] },
): Fact[] {
  const { typed } = chosen;
  const wrote = [...textsOf(entries, personId), ...chosen.wrote];
  const fact: PersonErased = { type: 'person-erased', personId, wrote, ...(typed.length > 0 && { typed }) };
  const isTold = entries.some((one) => isErasureOf(one.fact, personId)) && !needsErasure(entries, personId);
  const isLeft = JSON.stringify(withoutPerson(asset, fact)) !== JSON.stringify(asset);
  return isTold && !isLeft && typed.length === 0 ? [] : [fact];
}

/** The texts of a state whose author only the entries know. */
function textsOf(entries: readonly Entry[], personId: string): UnsignedText[] {
  const authorOf = (type: Fact['type']) => entries.findLast(({ fact }) => fact.type === type)?.actor.id;
  return [
    ...(authorOf('declared') === personId ? (['reason'] as const) : []),
    ...(authorOf('answered') === personId ? (['answer'] as const) : []),
  ];
}

/** Stands in a state for what was typed there; it is compared with what entries come to, so it is the same in every language. */
const erased = '(erased)';

/** The asset as it stands once a person is erased from it. */
export function withoutPerson(asset: Asset, { personId, wrote }: PersonErased): Asset {
  const blanked = blank(asset, personId) as Asset;
  const { product, costCentre } = blanked;
  return {
    ...blanked,
    // Lists, cards and files show these by themselves, where nothing at all would be taken for a fault.
    product: {
      ...product,
      name: wrote.includes('product') ? erased : product.name,
      publisher: wrote.includes('publisher') ? erased : product.publisher,
    },
    costCentre: wrote.includes('costCentre') ? erased : costCentre,
    reason: wrote.includes('reason') && blanked.reason !== null ? '' : blanked.reason,
    question:
      blanked.question && wrote.includes('answer') && blanked.question.answer !== null
        ? { ...blanked.question, answer: '' }
        : blanked.question,
  };
}

/** Empties the names of the person wherever they stand, and the words that are signed by them. */
function blank(value: unknown, personId: string): unknown {
  if (Array.isArray(value)) return value.map((item) => blank(item, personId));
  if (value === null || typeof value !== 'object') return value;
  const { id, by } = value as { id?: unknown; by?: { id?: unknown } | null };
  const isTheirs = id === personId || by?.id === personId;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      // An answer stands beside a question that somebody else signed.
      isTheirs && typeof item === 'string' && personalKeys.has(key) && key !== 'answer' ? '' : blank(item, personId),
    ]),
  );
}
