import type { Asset } from './asset.ts';
import { type Entry, type Fact, personalKeys, type UnsignedText } from './entry.ts';

/** What was erased of a person. */
export type PersonErased = Extract<Fact, { type: 'person-erased' }>;

/**
 * Erases a person from an asset's state: their name, their address, and their own words. Their directory id stays, so that
 * it can still be told that one and the same person bought, owned and decided. No facts where nothing of them is left.
 */
export function erasePerson(asset: Asset, entries: readonly Entry[], personId: string): Fact[] {
  const fact: PersonErased = { type: 'person-erased', personId, wrote: textsOf(entries, personId) };
  const isTold = entries.some((one) => one.fact.type === 'person-erased' && one.fact.personId === personId);
  const isLeft = JSON.stringify(withoutPerson(asset, fact)) !== JSON.stringify(asset);
  return isTold && !isLeft ? [] : [fact];
}

/** The texts of a state whose author only the entries know. */
function textsOf(entries: readonly Entry[], personId: string): UnsignedText[] {
  const authorOf = (type: Fact['type']) => entries.findLast(({ fact }) => fact.type === type)?.actor.id;
  return [
    ...(authorOf('declared') === personId ? (['reason'] as const) : []),
    ...(authorOf('answered') === personId ? (['answer'] as const) : []),
  ];
}

/** The asset as it stands once a person is erased from it. */
export function withoutPerson(asset: Asset, { personId, wrote }: PersonErased): Asset {
  const blanked = blank(asset, personId) as Asset;
  return {
    ...blanked,
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
