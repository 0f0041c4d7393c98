import type { Day } from '../domain/day.ts';
import type { Fact } from '../domain/entry.ts';
import { invent } from './invented-assets.ts';
import type { InventedPerson } from './invented-people.ts';
import type { PracticePerson } from './people.ts';
import { PracticeRefusal } from './refusal.ts';
import { type CompanySubscription, subscriptionOf } from './subscriptions.ts';

/**
 * Many invented people and purchases in the practice tenant, told by what they are invented from. While it is not listed,
 * Graph knows its people, and the list of subscriptions can't be read: the register is being filled with its assets.
 */
export type Population = { count: number; seed: number; madeOn: Day; isListed: boolean };

/** What is kept of all populations: how to invent them again, and what has changed since. */
export type KeptPopulations = {
  populations: Population[];
  changedUsers: PracticePerson[];
  changedSubscriptions: CompanySubscription[];
  /** Ids of purchases that are no longer listed. */
  droppedSubscriptions: string[];
};

/** Invented rows of one kind, in the order of their lists. */
export type InventedRows<Row extends { id: string }> = {
  list: Row[];
  /** The place of a row by each key that it is asked for by, in lower case. */
  places: Map<string, number>;
  /** Ids of rows that are no longer there; they keep their place, so that pages begin where they did. */
  gone: Set<string>;
};

export type Invented = {
  kept: KeptPopulations;
  users: InventedRows<PracticePerson>;
  subscriptions: InventedRows<CompanySubscription>;
};

/** More than this fits neither into memory nor into the patience of whoever waits. */
export const mostInvented = 1_000_000;

export const nothingKept = (): KeptPopulations => ({
  populations: [],
  changedUsers: [],
  changedSubscriptions: [],
  droppedSubscriptions: [],
});

/** Invents again what was kept. `deletedUsers`: ids of people who were deleted, invented or not. */
export function reinvent(kept: KeptPopulations, deletedUsers: readonly string[]): Invented {
  const invented: Invented = {
    kept,
    users: { list: [], places: new Map(), gone: new Set(deletedUsers) },
    subscriptions: { list: [], places: new Map(), gone: new Set(kept.droppedSubscriptions) },
  };
  for (const population of kept.populations) settle(invented, population);
  for (const user of kept.changedUsers) putInPlace(invented.users, user);
  for (const subscription of kept.changedSubscriptions) putInPlace(invented.subscriptions, subscription);
  return invented;
}

/**
 * Adds a population, of the lowest seed that is free unless one is asked for.
 *
 * @throws {PracticeRefusal} seed taken, too many in all, or an earlier one that is not listed yet
 */
export function addPopulation(
  invented: Invented,
  wanted: { count: number; seed?: number | undefined; isListed: boolean },
  madeOn: Day,
): Population {
  const { populations } = invented.kept;
  const seed = wanted.seed ?? 1 + Math.max(0, ...populations.map((one) => one.seed));
  const unlisted = populations.find(({ isListed }) => !isListed);
  if (unlisted) {
    throw new PracticeRefusal(409, 'PopulationUnlisted', `The population of seed ${unlisted.seed} is not listed yet.`);
  }
  if (populations.some((one) => one.seed === seed)) {
    throw new PracticeRefusal(409, 'PopulationExists', `There is already a population of seed ${seed}.`);
  }
  const sum = populations.reduce((total, { count }) => total + count, wanted.count);
  if (sum > mostInvented) {
    throw new PracticeRefusal(
      409,
      'TooManyInvented',
      `That would be ${sum} invented assets; ${mostInvented} is the most.`,
    );
  }
  const population = { count: wanted.count, seed, madeOn, isListed: wanted.isListed };
  populations.push(population);
  settle(invented, population);
  return population;
}

/** The subscriptions of a population are listed from now on. @throws {PracticeRefusal} unknown seed */
export function listPopulation(invented: Invented, seed: string): Population {
  const population = invented.kept.populations.find((one) => String(one.seed) === seed);
  if (!population) throw new PracticeRefusal(404, 'UnknownPopulation', `There is no population of seed ${seed}.`);
  population.isListed = true;
  return population;
}

/** Whether the list of subscriptions can be read. */
export function isListable({ kept }: Invented): boolean {
  return kept.populations.every(({ isListed }) => isListed);
}

/** An invented row by one of its keys, in any case. */
export function inventedBy<Row extends { id: string }>(rows: InventedRows<Row>, key: string): Row | undefined {
  const row = rows.list[rows.places.get(key.toLowerCase()) ?? -1];
  return row && !rows.gone.has(row.id) ? row : undefined;
}

/** Those of the rows from one place up to another that are still there. */
export function presentRows<Row extends { id: string }>(
  { list, gone }: InventedRows<Row>,
  from = 0,
  to?: number,
): Row[] {
  return list.slice(from, to).filter(({ id }) => !gone.has(id));
}

/** Keeps what was changed about an invented row; rows that nobody invented are kept already. */
export function keepChanged<Row extends { id: string }>(rows: InventedRows<Row>, changed: Row[], row: Row): void {
  if (rows.places.has(row.id) && !changed.includes(row)) changed.push(row);
}

function settle({ users, subscriptions }: Invented, { count, madeOn, seed }: Population): void {
  const { people, assets } = invent(count, madeOn, seed);
  for (const invention of people) {
    const user = practicePersonOf(invention);
    users.places.set(user.id, users.list.length).set(user.userPrincipalName, users.list.length);
    users.list.push(user);
  }
  for (const { facts } of assets) {
    const [first] = facts;
    if (first?.type !== 'detected') continue;
    const subscription = listedOf(first);
    subscriptions.places.set(subscription.id, subscriptions.list.length);
    subscriptions.list.push(subscription);
  }
}

function practicePersonOf({ person, manager }: InventedPerson): PracticePerson {
  const { id, displayName, userPrincipalName, department } = person;
  return {
    id,
    displayName,
    userPrincipalName,
    department,
    jobTitle: `${department} Specialist`,
    manager: manager?.id ?? null,
    accountEnabled: true,
    userType: 'Member',
    roles: [],
    part: null,
  };
}

/** The subscription that the register learns a fact from. */
function listedOf(fact: Extract<Fact, { type: 'detected' }>): CompanySubscription {
  const { product, subscription, purchaser } = fact;
  return subscriptionOf({
    id: subscription.id,
    commerceSubscriptionId: subscription.commerceSubscriptionId ?? subscription.id,
    skuId: product.skuId ?? '',
    skuPartNumber: product.skuPartNumber ?? '',
    totalLicenses: subscription.quantity,
    isTrial: fact.isTrial,
    status: subscription.status,
    ownerId: purchaser?.id ?? null,
    ownerType: 'User',
    createdDateTime: midnightOf(fact.purchasedOn ?? ''),
    nextLifecycleDateTime: subscription.renewsOn === null ? null : midnightOf(subscription.renewsOn),
  });
}

function midnightOf(day: Day): string {
  return `${day}T00:00:00Z`;
}

function putInPlace<Row extends { id: string }>(rows: InventedRows<Row>, row: Row): void {
  const place = rows.places.get(row.id);
  if (place !== undefined) rows.list[place] = row;
}
