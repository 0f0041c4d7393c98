import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { type CommerceStatus, commerceStatuses } from '../domain/asset.ts';
import { type Day, dayOf, isNoDay } from '../domain/day.ts';
import type { Observation } from '../domain/observe.ts';
import { pathOfLink } from './graph-client.ts';

const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .nullish()
  .catch(null);

/**
 * The fields used of a companySubscription (Graph v1.0). Id and seats must be there, since nothing can be said without
 * them; the others may be missing.
 */
const CompanySubscription = z.object({
  id: z.string().min(1).max(200),
  commerceSubscriptionId: z.string().nullish(),
  skuId: z.string().nullish(),
  skuPartNumber: z.string().nullish(),
  totalLicenses: z.number().int().min(0),
  isTrial: z.boolean().nullish().catch(null),
  status: z.enum(commerceStatuses).nullish().catch(null),
  createdDateTime: instant,
  nextLifecycleDateTime: instant,
  ownerId: z.string().nullish(),
  ownerType: z.string().nullish(),
  ownerTenantId: z.string().nullish(),
});

const Page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() });

/** One subscription as it was listed. What Graph did not say, or said in a way that nobody knows yet, is null. */
export type Listed = Omit<Observation, 'isTrial' | 'status'> & {
  isTrial: boolean | null;
  status: CommerceStatus | null;
};

/** All subscriptions of a complete poll. `unreadable`: rows without what is needed; their assets must not be taken for gone. */
export type Poll = { observations: Listed[]; unreadable: number };

/**
 * Reads `GET /directory/subscriptions` to its last page.
 *
 * @param mostPages when there are more, the list is taken to be endless
 * @throws when any page fails after retries or can't be read: a partial list is no evidence of anything.
 */
export async function listSubscriptions(graph: Client, mostPages = 10_000): Promise<Poll> {
  const observations = new Map<string, Listed>();
  const asked = new Set<string>();
  let unreadable = 0;
  let path: string | null = pathOfLink('https://graph.microsoft.com/v1.0/directory/subscriptions');
  while (path !== null) {
    if (asked.has(path) || asked.size >= mostPages) throw new Error('The list of subscriptions does not end');
    asked.add(path);
    const page: z.infer<typeof Page> = Page.parse(await graph.api(path).get());
    for (const row of page.value) {
      const parsed = CompanySubscription.safeParse(row);
      if (parsed.success) observations.set(parsed.data.id.toLowerCase(), observationOf(parsed.data));
      else unreadable += 1;
    }
    const next: string | null = page['@odata.nextLink'] ?? null;
    path = next && pathOfLink(next);
  }
  return { observations: [...observations.values()], unreadable };
}

function dayIn(instant: string | null | undefined): Day | null {
  const day = instant ? dayOf(instant) : null;
  return day !== null && isNoDay(day) ? null : day;
}

function observationOf(row: z.infer<typeof CompanySubscription>): Listed {
  return {
    subscriptionId: row.id,
    commerceSubscriptionId: row.commerceSubscriptionId ?? null,
    skuId: row.skuId ?? null,
    skuPartNumber: row.skuPartNumber ?? null,
    quantity: row.totalLicenses,
    isTrial: row.isTrial ?? null,
    status: row.status ?? null,
    createdOn: dayIn(row.createdDateTime),
    renewsOn: dayIn(row.nextLifecycleDateTime),
    ownerId: row.ownerId?.toLowerCase() ?? null,
    ownerType: row.ownerType ?? null,
    ownerTenantId: row.ownerTenantId ?? null,
  };
}
