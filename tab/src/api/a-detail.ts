import type { Detail } from '../../../bot/src/http/contract.ts';

const alex = { id: 'a', name: 'Alex Wilber', upn: 'alex@contoso.example' };
const megan = { id: 'm', name: 'Megan Bowen', upn: 'megan@contoso.example' };

/** A declared purchase that waits for its decision; tests say what differs. */
export function aDetail(overrides: Partial<Detail> = {}): Detail {
  return {
    id: '1',
    version: 3,
    product: 'Power BI Pro',
    publisher: 'Microsoft',
    family: 'Power BI',
    skuPartNumber: 'POWER_BI_PRO',
    status: 'declared',
    source: 'discovery',
    confidence: { level: 'high', reasons: ['owned-by-user'] },
    purchaser: alex,
    owner: alex,
    manager: megan,
    department: 'Finance',
    costCentre: 'CC-4410',
    quantity: 3,
    unitPrice: { minor: 1_400, currency: 'USD' },
    billingTerm: 'monthly',
    perMonth: { minor: 4_200, currency: 'USD' },
    estimatePerMonth: null,
    perYear: { minor: 50_400, currency: 'USD' },
    purchasedOn: '2026-11-20',
    renewsOn: '2026-12-19',
    renewalState: 'undecided',
    renewal: null,
    renewalCost: { minor: 4_200, currency: 'USD' },
    isTrial: false,
    commerceStatus: 'Enabled',
    flags: [],
    updatedAt: '2026-11-23T15:02:00Z',
    reason: 'Board dashboards',
    policy: { version: '3', acceptedAt: '2026-11-23T15:02:00Z' },
    declaredAt: '2026-11-23T15:02:00Z',
    createdAt: '2026-11-22T10:41:00Z',
    subscription: { id: 's', commerceSubscriptionId: null, status: 'Enabled', isListed: true },
    question: null,
    decision: null,
    retirement: null,
    evidence: [],
    mayAttach: false,
    listPrice: null,
    deciders: [{ id: 'm', name: 'Megan Bowen' }],
    related: { purchaser: [], department: [] },
    may: [],
    ...overrides,
  };
}
