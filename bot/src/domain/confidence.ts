import { type CatalogueProduct, isDepartmental } from './catalogue.ts';

/** How sure discovery is that a subscription is a self-service purchase, and why. Graph does not say it outright. */
export type Confidence = { level: ConfidenceLevel; score: number; reasons: ConfidenceReason[] };
export type ConfidenceLevel = 'high' | 'medium' | 'low';

/**
 * Weights in points; a sum counts from 0 to 100. Inferred from how Graph describes owners and from the SKUs' names. That a
 * SKU is departmental is nearly enough by itself: Microsoft uses such SKUs for what people buy for their departments.
 */
const weights = {
  'owned-by-user': 60,
  'departmental-sku': 65,
  'self-service-product': 15,
  'viral-sku': 35,
  'few-seats': 5,
  'many-seats': -15,
  'bought-through-partner': -60,
  'no-owner': -10,
} as const;

export type ConfidenceReason = keyof typeof weights;

/** What the scoring looks at. */
export type Evidence = {
  ownerType: string | null;
  ownerId: string | null;
  ownerTenantId: string | null;
  quantity: number;
  skuPartNumber: string | null;
  product: CatalogueProduct | undefined;
};

const fewSeats = 25;
const manySeats = 300;

/** Scores a subscription. 60 points and more is high, 30 and more medium, less is low: taken to be bought centrally. */
export function confidenceOf(evidence: Evidence): Confidence {
  const holds: Record<ConfidenceReason, boolean> = {
    'owned-by-user': evidence.ownerType === 'User' && evidence.ownerId !== null,
    'departmental-sku': isDepartmental(evidence.skuPartNumber),
    'self-service-product': evidence.product?.isSelfService ?? false,
    'viral-sku': evidence.product?.kind === 'viral',
    'few-seats': evidence.quantity <= fewSeats,
    'many-seats': evidence.quantity > manySeats && evidence.product?.kind !== 'viral',
    'bought-through-partner': evidence.ownerTenantId !== null,
    // What people sign themselves up for is one shared pool, which nobody owns.
    'no-owner': evidence.ownerId === null && evidence.product?.kind !== 'viral',
  };
  const reasons = (Object.keys(weights) as ConfidenceReason[]).filter((reason) => holds[reason]);
  const sum = reasons.reduce((total, reason) => total + weights[reason], 0);
  const score = Math.min(100, Math.max(0, sum));
  return { level: score >= 60 ? 'high' : score >= 30 ? 'medium' : 'low', score, reasons };
}
