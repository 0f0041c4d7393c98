import type { Detail } from '../../../bot/src/http/contract.ts';
import { answererOf } from './answerer.ts';

const proofKeys = ['seen', 'price', 'reason', 'policy', 'decision'] as const;
export type ProofKey = (typeof proofKeys)[number];

/** One thing that proves an asset: it is held, or whoever can give it is named; nobody can when `askName` is null. */
export type ProofItem = { key: ProofKey; isHeld: true } | { key: ProofKey; isHeld: false; askName: string | null };

/** What proves an asset, and what is still missing, in a fixed order. Only Microsoft's products can be seen there. */
export function proofOf(detail: Detail): ProofItem[] {
  const whoExplains = detail.isTrial || detail.declaredAt === null ? answererOf(detail) : detail.owner;
  const holds: Record<ProofKey, boolean> = {
    seen: detail.subscription !== null,
    price: detail.pricedSeats === detail.quantity,
    reason: detail.reason !== null,
    policy: detail.policy !== null,
    decision: detail.decision !== null,
  };
  const whoGives: Record<ProofKey, string | null> = {
    seen: null,
    price: whoExplains?.name ?? null,
    reason: whoExplains?.name ?? null,
    policy: whoExplains?.name ?? null,
    decision: detail.status === 'declared' ? (detail.deciders[0]?.name ?? null) : null,
  };
  const isSeenThere = detail.subscription !== null || detail.publisher === 'Microsoft';
  const keys = proofKeys.filter((key) => key !== 'seen' || isSeenThere);
  return keys.map((key) => (holds[key] ? { key, isHeld: true } : { key, isHeld: false, askName: whoGives[key] }));
}
