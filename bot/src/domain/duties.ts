import { type Asset, type Deed, type Hand, saysAll } from './asset.ts';
import type { Happening } from './evolve.ts';

/*
 * Separation of duties: nobody decides alone about what they did themselves, by whatever path they come to decide. Who
 * approves a purchase must be someone else than who bought it, answers for it, has it at Microsoft, declared it, changed what
 * was declared, or named the one through whom the decision came to them.
 */

/**
 * Why a decision is not someone's: it is their own purchase now, or something that they did about it earlier. In the order in
 * which they are told where several hold.
 */
export const bars = [
  'purchaser',
  'owner',
  'microsoft-owner',
  'declarer',
  'earlier-owner',
  'namer',
  'corrector',
  'unknown',
] as const;
export type Bar = (typeof bars)[number];

/** Bars that make it one's own purchase, or one that was, and not only one that was put right. */
const ownBars: ReadonlySet<string> = new Set<Bar>([
  'purchaser',
  'owner',
  'microsoft-owner',
  'declarer',
  'earlier-owner',
  'unknown',
]);

/** What of an asset says who may decide about it. */
export type Decidable = Pick<Asset, 'hands' | 'rules' | 'microsoftOwnerId'> &
  Record<'purchaser' | 'owner' | 'manager', { id: string } | null>;

/** All that stands between a person and a decision about a purchase. */
export function barsOf(personId: string, { purchaser, owner, microsoftOwnerId, hands, rules }: Decidable): Set<Bar> {
  const found = new Set<Bar>();
  if (purchaser?.id === personId) found.add('purchaser');
  if (owner?.id === personId) found.add('owner');
  // Whoever has it there adds seats to it and pays for them, whoever answers for it here.
  if (microsoftOwnerId === personId) found.add('microsoft-owner');
  for (const hand of hands) if (hand.id === personId) found.add(hand.did);
  // What can't be known bars everyone: the register reads it before anyone decides.
  if (!saysAll({ rules })) found.add('unknown');
  return found;
}

/** Of all that stands between someone and a decision, what they are told; null where nothing does. */
export function barAmong(held: ReadonlySet<string>): Bar | null {
  return bars.find((bar) => held.has(bar)) ?? null;
}

/** Whether someone must not decide about a purchase. */
export function isBarred(personId: string, asset: Decidable): boolean {
  return barsOf(personId, asset).size > 0;
}

/** Whether it is, or was, their own purchase: they bought it, declared it, or answer or answered for it. */
export function isOwnAmong(held: ReadonlySet<string>): boolean {
  return bars.some((bar) => ownBars.has(bar) && held.has(bar));
}

/** Who had a hand in a purchase once something has happened. */
export function handsAfter(before: Asset | null, { actor, fact }: Happening): Hand[] {
  const held = before?.hands ?? [];
  if (actor.kind !== 'person' && fact.type !== 'owner-changed') return held;
  const isDeclared = before !== null && before.declaredAt !== null;
  const more: Hand[] = [];
  const add = (id: string | undefined, did: Deed) => {
    const isThere = [...held, ...more].some((hand) => hand.id === id && hand.did === did);
    if (id !== undefined && !isThere) more.push({ id, did });
  };
  switch (fact.type) {
    case 'declared':
      add(actor.id, 'declarer');
      add(before?.owner?.id, 'earlier-owner');
      add(fact.owner.id, 'earlier-owner');
      break;
    case 'handed-over':
      add(fact.from, 'earlier-owner');
      break;
    case 'owner-changed':
      add(fact.from ?? undefined, 'earlier-owner');
      break;
    case 'corrected': {
      const { owner, manager, ...others } = fact.changes;
      if (owner !== undefined || manager !== undefined) add(actor.id, 'namer');
      if (owner !== undefined && isDeclared) add(before.owner?.id, 'earlier-owner');
      // Before it is declared too: of a subscription, what was put right stands whatever is declared later.
      if (Object.keys(others).length > 0) add(actor.id, 'corrector');
      break;
    }
  }
  return more.length === 0 ? held : [...held, ...more];
}
