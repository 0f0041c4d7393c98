import { awaitsDecision, openQuestion } from './approval-scope.ts';
import type { Asset } from './asset.ts';
import { isPriceIncomplete } from './lots.ts';

/** Facts beside the status that follow from the asset alone. */
const ownFlags = [
  'trial',
  'owner-gone',
  'not-listed',
  'commerce-problem',
  'disowned',
  'question-open',
  'no-manager',
  'central',
  'beyond-approval',
  'seats-unpriced',
] as const;
type OwnFlag = (typeof ownFlags)[number];

/**
 * Facts beside the status, for filters and for what needs doing. `possible-duplicate`: someone answers for another asset
 * of the same product, and neither is retired; that takes the other assets to know.
 */
export const flags = [...ownFlags, 'possible-duplicate'] as const;
export type Flag = (typeof flags)[number];

/** The flags that hold for an asset as it stands, by itself. */
export function flagsOf(asset: Asset): OwnFlag[] {
  const holds: Record<OwnFlag, boolean> = {
    trial: asset.isTrial,
    'owner-gone': asset.ownerGone !== null,
    'not-listed': asset.subscription?.isListed === false,
    'commerce-problem': asset.subscription !== null && asset.subscription.status !== 'Enabled',
    disowned: asset.isDisowned,
    'question-open': awaitsDecision(asset) && openQuestion(asset)?.answer === null,
    'no-manager': asset.manager === null,
    central: asset.confidence?.level === 'low',
    'beyond-approval': asset.surplus !== null,
    'seats-unpriced': isPriceIncomplete(asset),
  };
  return ownFlags.filter((flag) => holds[flag]);
}
