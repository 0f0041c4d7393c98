import { alex, megan, practiceTenantId } from '../src/practice/people.ts';
import { openRegister } from '../src/register/register.ts';
import { openTable } from '../src/register/storage.ts';

/** Purchases that wait for a decision, and the presses that approve them. */
export type Approvals = {
  /** The ITAM staff who press, as the server has to know them. */
  staff: string;
  /** Presses Approve for the next purchase; milliseconds until the answer, which comes after the commit. */
  press: (url: string) => Promise<number>;
};

/** Declares `count` purchases, for `people` ITAM staff to approve in turn. */
export async function declareForApproval(options: {
  connectionString: string;
  storeName: string;
  count: number;
  people: number;
}): Promise<Approvals> {
  const { connectionString, storeName, count, people } = options;
  const table = await openTable({ connectionString }, `${storeName}register`);
  const register = openRegister({ table, now: () => new Date(), noticesFor: () => [], onCommit: () => undefined });
  const declared = await register.changeMany(
    Array.from({ length: count }, (_, at) => ({
      assetId: `press-${at}`,
      isNew: true,
      actor: { kind: 'person', id: alex.id, displayName: alex.displayName },
      decide: (asset) => (asset ? [] : [declaredFact(at)]),
    })),
  );
  const waiting = declared.flatMap((one) =>
    one.status === 'fulfilled' ? [{ assetId: one.value.asset.id, basis: one.value.asset.basis }] : [],
  );
  let next = 0;
  return {
    staff: Array.from({ length: people }, (_, at) => staff(at).id).join(','),
    async press(url) {
      const at = next++;
      const { assetId, basis } = waiting[at] ?? { assetId: '', basis: 0 };
      const startedAt = performance.now();
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(approval(assetId, basis, at % people)),
      });
      const body = JSON.stringify(await response.json());
      if (!body.includes('Approved by Staff')) throw new Error(`a press was not taken: ${body.slice(0, 200)}`);
      return performance.now() - startedAt;
    },
  };
}

/** An ITAM member who exists for this measurement only. */
function staff(at: number): { id: string; displayName: string } {
  return { id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`, displayName: `Staff ${at}` };
}

function snapshotOf({ id, displayName, userPrincipalName, department }: typeof alex) {
  return { id, displayName, userPrincipalName, department, isGuest: false };
}

function declaredFact(at: number) {
  return {
    type: 'declared' as const,
    declarationId: String(at).padStart(26, '0'),
    product: { name: `Product ${at % 20}`, publisher: 'Contoso', family: null, skuId: null, skuPartNumber: null },
    quantity: 1,
    unitPrice: { minor: 1_000, currency: 'USD' },
    billingTerm: 'monthly' as const,
    purchasedOn: '2026-11-01',
    renewsOn: null,
    costCentre: 'CC-1',
    reason: 'bench',
    policyVersion: '1',
    purchaser: snapshotOf(alex),
    owner: snapshotOf(alex),
    manager: snapshotOf(megan),
  };
}

function approval(assetId: string, basis: number, at: number) {
  const { id, displayName } = staff(at);
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `press-${assetId}`,
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9',
    from: { id: `29:${id}`, name: displayName, aadObjectId: id },
    recipient: { id: '28:sightline' },
    conversation: { id: `chat-${id}`, conversationType: 'personal', tenantId: practiceTenantId },
    value: {
      action: { type: 'Action.Execute', verb: 'purchase.approve', data: { assetId, basis } },
      trigger: 'manual',
    },
  };
}
