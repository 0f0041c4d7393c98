import { assetStatuses, recurringPrices } from '../domain/asset.ts';
import { addDays, type Day } from '../domain/day.ts';
import { runningStates } from '../domain/running.ts';
import type { SeenOverview } from '../features/read-overview.ts';
import type { Amount, CurrencySpend, Median, Parts, SeatsAmount } from '../projection/overview.ts';
import type * as contract from './contract.ts';

type Asked = Record<string, string | readonly string[]>;

const committed: Asked = {
  status: assetStatuses.filter((status) => status !== 'retired'),
  running: runningStates.filter((state) => state !== 'ended'),
};
const recurring: Asked = { price: recurringPrices };

/** What the register comes to, each figure with the register's query for the assets that it rests on. */
export function overviewAnswer(seen: SeenOverview, asOf: string): contract.OverviewAnswer {
  const { day, since, months, assets, central, prices, currencies, shares, toDeclare, toDecide, version } = seen;
  const unpriced = (price: 'once' | 'trial' | 'unknown') => behind(prices[price], committed, { price });
  const declaredWithin = (from: Day, on: Day): Asked => ({
    source: 'discovery',
    declaredAfter: from,
    declaredBefore: addDays(on, 1),
  });
  const decidedWithin = (from: Day, on: Day): Asked => {
    const before = addDays(on, 1);
    // Without a declaration there is no time to take: ITAM staff can move on what nobody declared.
    return { decidedAfter: from, decidedBefore: before, declaredBefore: before };
  };
  const medians = (counted: SeenOverview['toDeclare'], within: (from: Day, on: Day) => Asked) => ({
    recent: medianOf(counted.recent, within(addDays(since, 1), day)),
    months: months.map(({ from, on }, at) => medianOf(counted.months[at], within(from, on))),
  });
  return {
    day,
    since,
    months,
    assets: behind(assets, committed),
    central: behind(central, committed, { flag: 'central' }),
    unpriced: { once: unpriced('once'), trial: unpriced('trial'), unknown: unpriced('unknown') },
    currencies: currencies.map((spend) => currencySpend(spend, months, since)),
    shares: shares.map(({ known, declared, decided }, at) => {
      const on = months[at]?.on ?? day;
      const before = addDays(on, 1);
      return {
        known: behind(known, { knownOn: on }),
        declared: behind(declared, { knownOn: on, declaredBefore: before }),
        decided: behind(decided, { knownOn: on, decidedBefore: before }),
      };
    }),
    toDeclare: medians(toDeclare, declaredWithin),
    toDecide: medians(toDecide, decidedWithin),
    version,
    asOf,
  };
}

function currencySpend(spend: CurrencySpend, months: SeenOverview['months'], since: Day): contract.CurrencySpend {
  const { currency, perYear, rejected, byProduct, byDepartment, byPublisher, growth } = spend;
  const priced: Asked = { ...recurring, currency };
  const spent = ({ minor, assets }: Amount, ...asked: Asked[]) => ({
    perMonth: { minor, currency },
    assets: behind(assets, priced, ...asked, { sort: '-perMonth' }),
  });
  const parts = (name: string, { parts: shown, others }: Parts) => ({
    parts: shown.map((part) => {
      const counted = spent(part, committed, { [name]: part.value });
      if (part.value !== '') return { value: part.value, ...counted };
      // The register's address can't ask for what has no value.
      return { value: null, ...counted, assets: { ...counted.assets, query: null } };
    }),
    others: others && {
      values: others.values,
      perMonth: { minor: others.minor, currency },
      assets: { count: others.assets, query: null },
    },
  });
  const productSpend = (amount: SeatsAmount, ...asked: Asked[]) => ({
    seats: amount.seats,
    ...spent(amount, ...asked),
  });
  return {
    currency,
    ...spent(spend, committed),
    perYear: { minor: perYear, currency },
    rejected: spent(rejected, { ...committed, status: 'rejected' }),
    months: spend.months.map((amount, at) => spent(amount, { heldOn: months[at]?.on ?? '' })),
    byProduct: parts('product', byProduct),
    byDepartment: parts('department', byDepartment),
    byPublisher: parts('publisher', byPublisher),
    growth: growth.map(({ product, before, now }) => ({
      product,
      before: productSpend(before, { product, heldOn: since }),
      now: productSpend(now, { product }, committed),
    })),
  };
}

function medianOf(median: Median | undefined, asked: Asked): contract.Median {
  return { minutes: median?.minutes ?? null, assets: behind(median?.assets ?? 0, asked) };
}

function behind(count: number, ...asked: Asked[]): contract.Behind {
  const params = new URLSearchParams();
  for (const [name, values] of asked.flatMap((one) => Object.entries(one))) {
    for (const value of [values].flat()) params.append(name, value);
  }
  return { count, query: params.toString() };
}
