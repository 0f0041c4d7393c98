import { catalogue } from '../domain/catalogue.ts';

/** A Graph v1.0 companySubscription, all properties present. */
export type CompanySubscription = {
  id: string;
  commerceSubscriptionId: string;
  createdDateTime: string;
  nextLifecycleDateTime: string | null;
  isTrial: boolean;
  ownerId: string | null;
  ownerTenantId: string | null;
  ownerType: string | null;
  serviceStatus: ServicePlanInfo[];
  skuId: string;
  skuPartNumber: string;
  status: CommerceStatus;
  totalLicenses: number;
};

export const commerceStatuses = ['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'] as const;
export type CommerceStatus = (typeof commerceStatuses)[number];

type ServicePlanInfo = {
  appliesTo: string;
  provisioningStatus: string;
  servicePlanId: string;
  servicePlanName: string;
};

/** A plan that nearly every Microsoft 365 SKU carries; enough for the shape, since Sightline does not read the plans. */
const foundation: ServicePlanInfo = {
  appliesTo: 'Company',
  provisioningStatus: 'Success',
  servicePlanId: '113feb6c-3fe4-4440-bddc-54d774bf0318',
  servicePlanName: 'EXCHANGE_S_FOUNDATION',
};

/** What the practice tenant sells beside the catalogue: a suite bought centrally, and a SKU that no catalogue knows. */
const otherSkus = [
  { skuPartNumber: 'SPE_E5', skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06' },
  { skuPartNumber: 'CONTOSO_UNLISTED_APP', skuId: '00000000-5e1f-4b0a-8c0d-c0470501de00' },
];

const skus = new Map(
  [...catalogue, ...otherSkus].map(({ skuPartNumber, skuId }) => [
    skuPartNumber.toLowerCase(),
    { skuPartNumber, skuId },
  ]),
);

/** A SKU that can be bought, by its part number in any case. */
export function skuByPartNumber(skuPartNumber: string): { skuPartNumber: string; skuId: string } | undefined {
  return skus.get(skuPartNumber.toLowerCase());
}

/** Midnight UTC of a day `days` away from `now`: Graph gives these instants at day precision. */
export function midnight(now: Date, days = 0): string {
  return `${new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
}

/** Builds a subscription; what is not told is an enabled purchase that nobody in particular owns. */
export function subscriptionOf(
  facts: Pick<CompanySubscription, 'id' | 'createdDateTime' | 'skuId' | 'skuPartNumber' | 'totalLicenses'> &
    Partial<CompanySubscription>,
): CompanySubscription {
  return {
    commerceSubscriptionId: facts.id,
    nextLifecycleDateTime: null,
    isTrial: false,
    ownerId: null,
    ownerTenantId: null,
    ownerType: null,
    serviceStatus: [foundation],
    status: 'Enabled',
    ...facts,
  };
}
