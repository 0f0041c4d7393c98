import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Asset, rulesOfToday, saidSince } from '../domain/asset.ts';
import { blank, givenFields } from '../domain/evolve.ts';

/**
 * What states have in common, so that a packed one holds little more than what is its own. Stored states can only be read
 * with the very dictionary that they were packed with: this one never changes.
 */
const dictionary = Buffer.from(
  [
    '"retirement":{"reason":"","by":{"id":"","displayName":""},"at":"2026-11-24T09:00:00.000Z"},',
    '"question":{"question":"","by":{"id":"","displayName":""},"at":"2026-","answer":"","answeredAt":"2026-"},',
    '"ownerGone":"disabled","ownerGone":"deleted","isDisowned":true,"isTrial":true,"isListed":false,',
    '"billingTerm":"three-yearly","once","status":"Suspended","LockedOut","Deleted","Warning","rejected","retired",',
    '"level":"medium","level":"low","reasons":["viral-sku","many-seats","bought-through-partner","no-owner","departmental-sku"],',
    '{"id":"sub-","version":1,"basis":1,"createdAt":"2026-11-24T09:00:00.000Z","updatedAt":"2026-11-24T09:00:00.000Z",',
    '"unitPrice":{"minor":1000,"currency":"EUR"},"billingTerm":"yearly","costCentre":"CC-1000","reason":"Dashboards",',
    '"policy":{"version":"1","acceptedAt":"2026-11-24T09:00:00.000Z"},"declaredAt":"2026-11-24T09:00:00.000Z",',
    '"declarationId":"01","ownerGone":null,"isDisowned":false,"question":null,',
    '"decision":{"outcome":"approved","by":{"id":"","displayName":""},"at":"2026-11-24T09:00:00.000Z","comment":null},',
    '"retirement":null,"unitPrice":null,"billingTerm":null,"costCentre":null,"reason":null,"policy":null,',
    '"declaredAt":null,"declarationId":null,"decision":null,"source":"declaration","status":"declared",',
    '"source":"discovery","status":"detected","product":{"name":"Power BI Pro","publisher":"Microsoft",',
    '"family":"Power Platform","skuId":"","skuPartNumber":"POWER_BI_PRO"},"family":null,"skuId":null,"skuPartNumber":null},',
    '"quantity":1,"purchasedOn":"2026-11-24","renewsOn":"2026-12-24","isTrial":false,"renewsOn":null,"purchasedOn":null,',
    '"purchaser":{"id":"","displayName":"","userPrincipalName":"","department":"Finance","isGuest":false},',
    '"owner":{"id":"","displayName":"","userPrincipalName":"","department":null,"isGuest":false},"owner":null,',
    '"manager":{"id":"","displayName":"","userPrincipalName":"","department":"Sales","isGuest":false},"manager":null,',
    '"subscription":{"id":"","commerceSubscriptionId":null,"status":"Enabled","isListed":true,"quantity":1,"renewsOn":"2026-12-24"},',
    '"confidence":{"level":"high","score":100,"reasons":["owned-by-user","self-service-product","few-seats"]}}"subscription":null,"confidence":null}',
  ].join(''),
);

/** A window of 8 KiB holds the dictionary and any usual state; zlib's own sizes are made for streams and cost more than the work. */
const small = { dictionary, windowBits: 13 };

/**
 * An asset's state as it is stored: the JSON of what differs from the blank asset, deflated. A state is read far more often than by people: each instance reads all of
 * them when it starts, and keeps them in memory.
 */
export function packState(asset: Asset): Uint8Array {
  return deflateRawSync(JSON.stringify(withoutBlank(asset)), { ...small, level: 6, memLevel: 6, chunkSize: 1_024 });
}

/** Far more than the texts that people may write come to; what inflates to more was not packed here. */
const largestState = 1_000_000;

/** @throws {Error} for what no state was packed to: somebody damaged it */
export function unpackState(packed: Uint8Array): Asset {
  const stored = JSON.parse(
    inflateRawSync(packed, { ...small, chunkSize: 4_096, maxOutputLength: largestState }).toString(),
  ) as Partial<Asset> | null;
  if (!isState(stored)) throw new Error('This is no state of an asset');
  const asset: Asset = { ...blank, ...stored };
  return asset.rules > rulesOfToday ? asKnown(asset) : asset;
}

/** Whether what was unpacked is a state at all: no more is looked at, since each start does so for all of them. */
function isState(stored: Partial<Asset> | null): stored is Asset {
  return typeof stored?.id === 'string' && typeof stored.product?.name === 'string';
}

/** What a newer version wrote, without what only that one knows: it is folded anew, by either of them. */
function asKnown(asset: Asset): Asset {
  const known = Object.entries(asset).filter(([key]) => key in blank || givenFields.some((field) => field === key));
  return { ...(Object.fromEntries(known) as Asset), rules: blank.rules };
}

/** The fields of which a state of earlier rules says nothing, blank as they are in it. */
export function unsaidIn(state: Asset): Partial<Asset> {
  const unsaid = Object.entries(saidSince).filter(
    ([field, since]) => state.rules < since && isBlank(field, state[field as keyof Asset]),
  );
  return Object.fromEntries(unsaid.map(([field]) => [field, state[field as keyof Asset]]));
}

/** Whether an asset begins with this value of a field. */
function isBlank(field: string, value: unknown): boolean {
  const usual = (blank as Record<string, unknown>)[field];
  return value === usual || (Array.isArray(usual) && Array.isArray(value) && value.length === usual.length);
}

/** Leaves out what the blank asset says as well; earlier versions wrote some of it. */
function withoutBlank(asset: Asset): object {
  return Object.fromEntries(Object.entries(asset).filter(([key, value]) => !isBlank(key, value)));
}
