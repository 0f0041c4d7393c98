import { setTimeout as delay } from 'node:timers/promises';
import { ulid } from 'ulid';
import { Detail, NoticesAnswer } from '../src/http/contract.ts';
import { adele, people, practiceTenantId } from '../src/practice/people.ts';
import { tokensFrom } from '../test/support/tokens.ts';

/** ITAM staff who exist for this measurement only. */
const deciders = Array.from({ length: 50 }, (_, at) => staff(at));
/** The setting by which a server knows them. */
export const itamStaff = deciders.map(({ id }) => id).join(',');
const atOnce = 20;

/** Presses Approve for the next purchase; milliseconds until the answer, which comes after the commit. */
export type Press = () => Promise<number>;

/**
 * Has purchases declared at a server, as people do it in the tab, for ITAM staff to approve in turn. `serviceUrl`: the
 * connector that takes what they are told.
 */
export async function declareForApproval(server: {
  url: string;
  graphUrl: string;
  serviceUrl: string;
  count: number;
}): Promise<Press> {
  const { url, graphUrl, serviceUrl, count } = server;
  const tokenOf = tokensFrom(graphUrl);
  const purchasers = people.filter(({ accountEnabled, userType }) => accountEnabled && userType === 'Member');
  const waiting: { assetId: string; basis: number }[] = [];
  const declareSome = async () => {
    while (waiting.length < count) {
      const at = waiting.length;
      const place = { assetId: '', basis: 0 };
      waiting.push(place);
      const purchaser = purchasers[at % purchasers.length];
      const response = await fetch(`${url}/api/register`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenOf(purchaser?.userPrincipalName ?? '')}` },
        body: JSON.stringify(declaration(at)),
      });
      if (response.status !== 201) throw new Error(`a declaration was not taken: ${await response.text()}`);
      const { id, version } = Detail.parse(await response.json());
      place.assetId = id;
      place.basis = version;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, declareSome));
  await everyoneTold(url, await tokenOf(adele.userPrincipalName));
  let next = 0;
  return async () => {
    const at = next++;
    const { assetId, basis } = waiting[at] ?? { assetId: '', basis: 0 };
    const startedAt = performance.now();
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...approval(assetId, basis, at % deciders.length), serviceUrl }),
    });
    const body = JSON.stringify(await response.json());
    if (!body.includes('Approved by Staff')) throw new Error(`a press was not taken: ${body.slice(0, 200)}`);
    return performance.now() - startedAt;
  };
}

/** What the declarations owed people is out of the way: presses are measured, and not what came before them. */
async function everyoneTold(url: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  for (;;) {
    const response = await fetch(`${url}/api/notices?state=pending&limit=1`, { headers });
    if (NoticesAnswer.parse(await response.json()).total === 0) return;
    // The server is another process, which tells nobody when it has nothing left to do.
    await delay(200);
  }
}

function staff(at: number): { id: string; displayName: string } {
  return { id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`, displayName: `Staff ${at}` };
}

function declaration(at: number) {
  return {
    declarationId: ulid(),
    product: `Product ${at % 20}`,
    publisher: 'Contoso',
    quantity: 1,
    price: '10',
    currency: 'USD',
    billingTerm: 'monthly',
    purchasedOn: '2026-11-01',
    costCentre: 'CC-1',
    reason: 'Work',
    acceptsPolicy: true,
    isAnother: true,
  };
}

function approval(assetId: string, basis: number, at: number) {
  const { id, displayName } = staff(at);
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `press-${assetId}`,
    channelId: 'msteams',
    from: { id: `29:${id}`, name: displayName, aadObjectId: id },
    recipient: { id: '28:sightline' },
    conversation: { id: `chat-${id}`, conversationType: 'personal', tenantId: practiceTenantId },
    value: {
      action: { type: 'Action.Execute', verb: 'purchase.approve', data: { assetId, basis } },
      trigger: 'manual',
    },
  };
}
