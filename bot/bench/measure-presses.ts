import { alex, megan, practiceTenantId } from '../src/practice/people.ts';
import { openRegister } from '../src/register/register.ts';
import { openTable } from '../src/register/storage.ts';
import { type Figure, ms, percentile, startServer } from './world.ts';

/** Card presses at fifty at once: fifty ITAM staff each approve another purchase and are answered after its commit. */
export async function measurePresses(options: {
  connectionString: string;
  storeName: string;
  graphUrl: string;
  /** Rounds before the measured ones: a server that runs for months is measured, not its first seconds. */
  warmUpRounds: number;
  rounds: number;
}): Promise<Figure[]> {
  const atOnce = 50;
  const rounds = options.warmUpRounds + options.rounds;
  const table = await openTable({ connectionString: options.connectionString }, `${options.storeName}register`);
  const register = openRegister({ table, now: () => new Date(), noticesFor: () => [], onCommit: () => undefined });
  const ids = Array.from({ length: atOnce * rounds }, (_, at) => `press-${at}`);
  const declared = await register.changeMany(
    ids.map((assetId, at) => ({
      assetId,
      isNew: true,
      actor: { kind: 'person', id: alex.id, displayName: alex.displayName },
      decide: (asset) => (asset ? [] : [declaredFact(at)]),
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
    ITAM_STAFF: Array.from({ length: atOnce }, (_, at) => staff(at).id).join(','),
  });

  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const pressed = ids.slice(round * atOnce, (round + 1) * atOnce).map(async (assetId, at) => {
      const startedAt = performance.now();
      const response = await fetch(`${server.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(approval(assetId, bases.get(assetId) ?? 0, at)),
      });
      const body = JSON.stringify(await response.json());
      if (!body.includes('Approved by Staff')) throw new Error(`a press was not taken: ${body.slice(0, 200)}`);
      return performance.now() - startedAt;
    });
    samples.push(...(await Promise.all(pressed)));
  }
  await server.stop();
  const measured = samples.slice(options.warmUpRounds * atOnce);
  const p95 = percentile(measured, 0.95);
  return [
    {
      what: `card press, ${atOnce} people at once, p50 of ${measured.length}, after ${options.warmUpRounds * atOnce} to warm up`,
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
