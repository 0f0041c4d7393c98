import type { Asset } from './asset.ts';
import type { Entry, FactType } from './entry.ts';
import { may, type Relation } from './permissions.ts';

/*
 * Whoever handed a decision on sees the purchase as it was when it was theirs, and how it ended; nothing that others added
 * to it since.
 */

/** How a matter ends. */
const endings: ReadonlySet<FactType> = new Set<FactType>(['approved', 'rejected', 'retired', 'status-moved']);

/** Whether that they handed it on is all that lets someone see it. */
function isFormerAlone(relations: ReadonlySet<Relation>): boolean {
  const others = new Set(relations);
  return others.delete('former-manager') && !may('asset.read', others);
}

/** An asset as someone who stands so to it is shown it. */
export function shownTo(relations: ReadonlySet<Relation>, asset: Asset): Asset {
  if (!asset.handedOn || !isFormerAlone(relations)) return asset;
  const until = asset.handedOn.at;
  const isTheirs = (at: string | null | undefined) => at !== null && at !== undefined && at <= until;
  const { evidence, question, renewal, handedOver } = asset;
  const isAnswered = isTheirs(question?.answeredAt);
  return {
    ...asset,
    evidence: evidence.filter(({ at }) => isTheirs(at)),
    question:
      question && isTheirs(question.at)
        ? {
            ...question,
            answer: isAnswered ? question.answer : null,
            answeredAt: isAnswered ? question.answeredAt : null,
          }
        : null,
    renewal: isTheirs(renewal?.at) ? renewal : null,
    handedOver: isTheirs(handedOver?.at) ? handedOver : null,
  };
}

/** Whether someone who stands so to an asset is shown an entry about it. */
export function isShownTo(relations: ReadonlySet<Relation>, { handedOn }: Asset, { at, fact }: Entry): boolean {
  return !handedOn || !isFormerAlone(relations) || at <= handedOn.at || endings.has(fact.type);
}
