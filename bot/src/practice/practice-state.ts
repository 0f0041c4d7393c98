import { randomUUID } from 'node:crypto';
import type { PracticePerson } from './people.ts';
import { type Invented, inventedBy, keepChanged } from './population.ts';
import { PracticeRefusal } from './refusal.ts';
import {
  type CommerceStatus,
  type CompanySubscription,
  midnight,
  skuByPartNumber,
  subscriptionOf,
} from './subscriptions.ts';

/** A fault ordered for some of the next Graph answers. `path` is without `/v1.0`, lower case. */
export type Fault = { path: string; status: number; retryAfter: string | null; times: number };

/** What the practice tenant remembers of its own people and purchases; plain data, kept as JSON. */
export type PracticeState = {
  users: PracticePerson[];
  deletedUsers: PracticePerson[];
  subscriptions: CompanySubscription[];
  /** Units in use, by SKU id, of what nobody in particular owns. */
  consumed: Record<string, number>;
  /** Purchases that show themselves once the list of subscriptions has been read in full. */
  waiting: CompanySubscription[];
  faults: Fault[];
  installations: Installation[];
};

/** Sightline as installed for a person through Graph. */
export type Installation = { id: string; userId: string };

/** The whole practice tenant: its own, and what is invented besides. */
export type PracticeTenant = PracticeState & { invented: Invented };

export type Purchase = {
  purchaser: string;
  skuPartNumber: string;
  quantity: number;
  trial: boolean;
  subscriptionId: string | null;
};

export type PurchaseChange = {
  quantity?: number | undefined;
  status?: CommerceStatus | undefined;
  trial?: boolean | undefined;
  /** A day, `YYYY-MM-DD`. */
  renewsOn?: string | undefined;
  owner?: string | undefined;
};

/** Someone by object id or user principal name, in any case. */
export function userBy({ users, invented }: PracticeTenant, idOrUpn: string): PracticePerson | undefined {
  const wanted = idOrUpn.toLowerCase();
  const own = users.find((user) => user.id === wanted || user.userPrincipalName.toLowerCase() === wanted);
  return own ?? inventedBy(invented.users, wanted);
}

/** A listed subscription by its id, in any case. */
export function subscriptionBy(tenant: PracticeTenant, id: string): CompanySubscription | undefined {
  const wanted = id.toLowerCase();
  return (
    tenant.subscriptions.find((one) => one.id.toLowerCase() === wanted) ??
    inventedBy(tenant.invented.subscriptions, wanted)
  );
}

/** Someone buys for themselves. @throws {PracticeRefusal} unknown or disabled purchaser, unknown SKU, id taken */
export function buy(tenant: PracticeTenant, purchase: Purchase, now: Date): CompanySubscription {
  const purchaser = knownUser(tenant, purchase.purchaser);
  if (!purchaser.accountEnabled) {
    throw new PracticeRefusal(
      400,
      'PurchaserDisabled',
      `${purchaser.userPrincipalName} is disabled and can't buy anything.`,
    );
  }
  const sku = skuByPartNumber(purchase.skuPartNumber);
  if (!sku) {
    throw new PracticeRefusal(
      400,
      'UnknownSku',
      `No product has the part number ${purchase.skuPartNumber}; POWER_BI_PRO is one.`,
    );
  }
  const id = purchase.subscriptionId ?? randomUUID();
  const isWaiting = tenant.waiting.some((one) => one.id.toLowerCase() === id.toLowerCase());
  if (isWaiting || subscriptionBy(tenant, id))
    throw new PracticeRefusal(409, 'SubscriptionExists', `There is already a subscription ${id}.`);
  const subscription = subscriptionOf({
    id,
    ...sku,
    totalLicenses: purchase.quantity,
    isTrial: purchase.trial,
    ownerId: purchaser.id,
    ownerType: 'User',
    createdDateTime: midnight(now),
    nextLifecycleDateTime: midnight(now, 30),
  });
  tenant.subscriptions.push(subscription);
  return subscription;
}

/** A purchase changes. @throws {PracticeRefusal} unknown subscription */
export function changePurchase(tenant: PracticeTenant, id: string, change: PurchaseChange): CompanySubscription {
  const subscription = knownSubscription(tenant, id);
  if (change.quantity !== undefined) subscription.totalLicenses = change.quantity;
  if (change.status !== undefined) subscription.status = change.status;
  if (change.trial !== undefined) subscription.isTrial = change.trial;
  if (change.owner !== undefined) subscription.ownerId = knownUser(tenant, change.owner).id;
  if (change.renewsOn !== undefined) subscription.nextLifecycleDateTime = `${change.renewsOn}T00:00:00Z`;
  const { kept, subscriptions } = tenant.invented;
  keepChanged(subscriptions, kept.changedSubscriptions, subscription);
  return subscription;
}

/** A purchase is no longer listed at all. @throws {PracticeRefusal} unknown subscription */
export function dropPurchase(tenant: PracticeTenant, id: string): void {
  const { subscriptions, invented } = tenant;
  const subscription = knownSubscription(tenant, id);
  if (subscriptions.includes(subscription)) {
    subscriptions.splice(subscriptions.indexOf(subscription), 1);
  } else {
    invented.subscriptions.gone.add(subscription.id);
    invented.kept.droppedSubscriptions.push(subscription.id);
  }
}

/** Someone is disabled, enabled, called otherwise, moved, or gets another manager (null: none). @throws {PracticeRefusal} unknown person, own manager */
export function changeUser(
  tenant: PracticeTenant,
  upn: string,
  change: {
    accountEnabled?: boolean | undefined;
    manager?: string | null | undefined;
    displayName?: string | undefined;
    department?: string | undefined;
  },
): PracticePerson {
  const user = knownUser(tenant, upn);
  const manager = change.manager == null ? null : knownUser(tenant, change.manager);
  if (manager?.id === user.id) throw new PracticeRefusal(400, 'OwnManager', 'Nobody is their own manager.');
  if (change.accountEnabled !== undefined) user.accountEnabled = change.accountEnabled;
  if (change.manager !== undefined) user.manager = manager?.id ?? null;
  if (change.displayName !== undefined) user.displayName = change.displayName;
  if (change.department !== undefined) user.department = change.department;
  keepChanged(tenant.invented.users, tenant.invented.kept.changedUsers, user);
  return user;
}

/** Someone is deleted; the directory keeps them among its deleted items. @throws {PracticeRefusal} unknown person */
export function deleteUser(tenant: PracticeTenant, upn: string): void {
  const user = knownUser(tenant, upn);
  if (tenant.users.includes(user)) tenant.users.splice(tenant.users.indexOf(user), 1);
  else tenant.invented.users.gone.add(user.id);
  tenant.deletedUsers.push({ ...user, accountEnabled: false });
}

/** Takes one answer off the fault that holds for this path (without `/v1.0`), if any does. */
export function takeFault(state: PracticeState, path: string): Fault | null {
  const wanted = path.toLowerCase();
  const fault = state.faults.find((one) => wanted.startsWith(one.path));
  if (!fault) return null;
  fault.times -= 1;
  state.faults = state.faults.filter((one) => one.times > 0);
  return fault;
}

/** The list of subscriptions was read to its end: what was waiting for that is now there. True when something was. */
export function readInFull(state: PracticeState): boolean {
  const arrived = state.waiting.splice(0);
  state.subscriptions.push(...arrived);
  return arrived.length > 0;
}

function knownUser(tenant: PracticeTenant, idOrUpn: string): PracticePerson {
  const user = userBy(tenant, idOrUpn);
  if (!user) {
    throw new PracticeRefusal(
      404,
      'UnknownPerson',
      `Nobody in the practice tenant is ${idOrUpn}; alex.wilber@contoso.example is one.`,
    );
  }
  return user;
}

function knownSubscription(tenant: PracticeTenant, id: string): CompanySubscription {
  const found = subscriptionBy(tenant, id);
  if (!found) throw new PracticeRefusal(404, 'UnknownSubscription', `There is no subscription ${id}.`);
  return found;
}
