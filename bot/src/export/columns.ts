import type { Asset } from '../domain/asset.ts';
import { commitmentOf } from '../domain/commitment.ts';
import type { Day } from '../domain/day.ts';
import { estimatedPerMonth } from '../domain/estimate.ts';
import { type Flag, flagsOf } from '../domain/flags.ts';
import { currencyOfPrice, pricedSeats, priceOfSeats, seatPrice } from '../domain/lots.ts';
import type { Money } from '../domain/money.ts';
import { committedPerMonth, committedPerYear, endedOn, runningStateOf } from '../domain/running.ts';
import type { ListPrice } from '../domain/settings.ts';
import type { Words } from '../domain/words/en.ts';

/** What a cell of each kind holds; null where it is not known. Instants are ISO 8601 in UTC. */
export type Values = { text: string; count: number; money: Money; day: Day; instant: string };

/** A column of an exported file. `width` in characters. Whether an asset is a possible duplicate takes the others to know. */
export type Column = {
  [K in keyof Values]: {
    kind: K;
    title: string;
    width: number;
    of: (asset: Asset, isDuplicate: boolean) => Values[K] | null;
  };
}[keyof Values];

/**
 * The columns of an exported register, in their order. All amounts of an asset are in the currency that its row names; an
 * estimate, which has no price beside it, in that of the list price.
 */
export function columnsIn(words: Words, priceBook: readonly ListPrice[]): Column[] {
  const { column } = words.tab.export;
  return [
    { kind: 'text', title: column.product, width: 34, of: ({ product }) => product.name },
    { kind: 'text', title: column.publisher, width: 16, of: ({ product }) => product.publisher },
    { kind: 'text', title: column.partNumber, width: 22, of: ({ product }) => product.skuPartNumber },
    { kind: 'text', title: column.status, width: 18, of: ({ status }) => words.status[status] },
    { kind: 'text', title: column.source, width: 18, of: ({ source }) => words.tab.list.source[source] },
    { kind: 'text', title: column.flags, width: 26, of: (asset, isDuplicate) => flagWords(asset, isDuplicate, words) },
    { kind: 'count', title: column.seats, width: 8, of: ({ quantity }) => quantity },
    { kind: 'money', title: column.unitPrice, width: 15, of: seatPrice },
    {
      kind: 'count',
      title: column.pricedSeats,
      width: 12,
      of: (asset) => (currencyOfPrice(asset) === null ? null : pricedSeats(asset)),
    },
    { kind: 'money', title: column.seatsPrice, width: 15, of: priceOfSeats },
    {
      kind: 'text',
      title: column.term,
      width: 16,
      of: ({ billingTerm }) => billingTerm && words.termChoice[billingTerm],
    },
    { kind: 'money', title: column.perMonth, width: 15, of: committedPerMonth },
    { kind: 'money', title: column.perYear, width: 15, of: committedPerYear },
    { kind: 'money', title: column.estimate, width: 15, of: (asset) => estimatedPerMonth(asset, priceBook) },
    {
      kind: 'text',
      title: column.currency,
      width: 10,
      of: (asset) => currencyOfPrice(asset) ?? estimatedPerMonth(asset, priceBook)?.currency ?? null,
    },
    { kind: 'day', title: column.purchasedOn, width: 12, of: ({ purchasedOn }) => purchasedOn },
    { kind: 'day', title: column.renewsOn, width: 12, of: ({ renewsOn }) => renewsOn },
    { kind: 'count', title: column.commitment, width: 12, of: (asset) => commitmentOf(asset)?.months ?? null },
    {
      kind: 'text',
      title: column.commerceStatus,
      width: 18,
      of: ({ subscription }) => subscription && words.commerceStatus[subscription.status],
    },
    { kind: 'text', title: column.running, width: 18, of: (asset) => words.running[runningStateOf(asset)] },
    { kind: 'day', title: column.endedOn, width: 12, of: endedOn },
    { kind: 'text', title: column.purchaser, width: 22, of: ({ purchaser }) => purchaser?.displayName ?? null },
    {
      kind: 'text',
      title: column.purchaserUpn,
      width: 32,
      of: ({ purchaser }) => purchaser?.userPrincipalName ?? null,
    },
    { kind: 'text', title: column.owner, width: 22, of: ({ owner }) => owner?.displayName ?? null },
    { kind: 'text', title: column.ownerUpn, width: 32, of: ({ owner }) => owner?.userPrincipalName ?? null },
    { kind: 'text', title: column.manager, width: 22, of: ({ manager }) => manager?.displayName ?? null },
    { kind: 'text', title: column.managerUpn, width: 32, of: ({ manager }) => manager?.userPrincipalName ?? null },
    {
      kind: 'text',
      title: column.department,
      width: 20,
      of: ({ owner, purchaser }) => (owner ?? purchaser)?.department ?? null,
    },
    { kind: 'text', title: column.costCentre, width: 14, of: ({ costCentre }) => costCentre },
    { kind: 'text', title: column.reason, width: 40, of: ({ reason }) => reason },
    { kind: 'instant', title: column.declaredAt, width: 17, of: ({ declaredAt }) => declaredAt },
    { kind: 'text', title: column.decidedBy, width: 22, of: ({ decision }) => decision?.by.displayName ?? null },
    { kind: 'instant', title: column.decidedAt, width: 17, of: ({ decision }) => decision?.at ?? null },
    { kind: 'text', title: column.comment, width: 30, of: ({ decision }) => decision?.comment ?? null },
    { kind: 'text', title: column.retiredFor, width: 30, of: ({ retirement }) => retirement?.reason ?? null },
    { kind: 'instant', title: column.createdAt, width: 17, of: ({ createdAt }) => createdAt },
    { kind: 'instant', title: column.updatedAt, width: 17, of: ({ updatedAt }) => updatedAt },
    { kind: 'text', title: column.subscription, width: 38, of: ({ subscription }) => subscription?.id ?? null },
    { kind: 'text', title: column.id, width: 38, of: ({ id }) => id },
  ];
}

function flagWords(asset: Asset, isDuplicate: boolean, words: Words): string | null {
  const flags: Flag[] = [...flagsOf(asset), ...(isDuplicate ? ['possible-duplicate' as const] : [])];
  return flags.length === 0 ? null : flags.map((flag) => words.flag[flag]).join('; ');
}
