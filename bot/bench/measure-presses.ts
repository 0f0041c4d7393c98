import { alex, practiceTenantId } from '../src/practice/people.ts';
import { openRegister } from '../src/register/register.ts';
import { openTable } from '../src/register/storage.ts';
import { startFakeConnector } from '../test/support/fake-connector.ts';
import { type Figure, ms, percentile, startServer } from './world.ts';

/**
 * Card presses at fifty at once: fifty managers each approve a declared purchase and are answered after its commit. The
 * notices of a round are left to be delivered before the next one, as fifty people do not press again at once.
 */
export async function measurePresses(options: {
  connectionString: string;
  storeName: string;
  graphUrl: string;
  rounds: number;
}): Promise<Figure[]> {
  const atOnce = 50;
  const table = await openTable({ connectionString: options.connectionString }, `${options.storeName}register`);
  const register = openRegister({ table, now: () => new Date(), noticesFor: () => [], onCommit: () => undefined });
  const ids = Array.from({ length: atOnce * options.rounds }, (_, at) => `press-${at}`);
  const declared = await register.changeMany(
    ids.map((assetId, at) => ({
      assetId,
      isNew: true,
      actor: { kind: 'person', id: alex.id, displayName: alex.displayName },
      decide: (asset) => (asset ? [] : [declaredFact(at, at % atOnce)]),
    })),
  );
  const bases = new Map(
    declared.flatMap((one) =>
      one.status === 'fulfilled' ? [[one.value.asset.id, one.value.asset.basis] as const] : [],
    ),
  );
  const server = await startServer({
    STORAGE_CONNECTION_STRING: options.connectionString,
    STORE_NAME: options.storeName,
    GRAPH_ENDPOINT: options.graphUrl,
    LOGIN_ENDPOINT: options.graphUrl,
    DISCOVERY_INTERVAL: '86400',
  });

  const connector = await startFakeConnector();
  const samples: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const pressed = ids.slice(round * atOnce, (round + 1) * atOnce).map(async (assetId, at) => {
      const startedAt = performance.now();
      const response = await fetch(`${server.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(approval(assetId, bases.get(assetId) ?? 0, at, connector.serviceUrl)),
      });
      const body = JSON.stringify(await response.json());
      if (!body.includes('Approved by Manager')) throw new Error(`a press was not taken: ${body.slice(0, 200)}`);
      return performance.now() - startedAt;
    });
    samples.push(...(await Promise.all(pressed)));
    await connector.until(() => connector.requests.length >= atOnce * (round + 1));
  }
  await server.stop();
  await connector.close();
  const measured = samples.slice(atOnce);
  const p95 = percentile(measured, 0.95);
  return [
    {
      what: `card press, ${atOnce} people at once, p50 of ${measured.length}`,
      measured: ms(percentile(measured, 0.5)),
      target: '–',
      isMet: null,
    },
    {
      what: `card press answered, state committed, ${atOnce} at once, p95`,
      measured: ms(p95),
      target: '≤ 150 ms',
      isMet: p95 <= 150,
    },
  ];
}

/** A manager who exists for this measurement only. */
function manager(at: number) {
  const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  return {
    id,
    displayName: `Manager ${at}`,
    userPrincipalName: `manager${at}@contoso.example`,
    department: null,
    isGuest: false,
  };
}

function declaredFact(at: number, managedBy: number) {
  const { id, displayName, userPrincipalName, department } = alex;
  const purchaser = { id, displayName, userPrincipalName, department, isGuest: false };
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
    purchaser,
    owner: purchaser,
    manager: manager(managedBy),
  };
}

function approval(assetId: string, basis: number, at: number, serviceUrl: string) {
  const { id, displayName } = manager(at);
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `press-${assetId}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${id}`, name: displayName, aadObjectId: id },
    recipient: { id: '28:sightline' },
    conversation: { id: `chat-${id}`, conversationType: 'personal', tenantId: practiceTenantId },
    value: {
      action: { type: 'Action.Execute', verb: 'purchase.approve', data: { assetId, basis } },
      trigger: 'manual',
    },
  };
}
