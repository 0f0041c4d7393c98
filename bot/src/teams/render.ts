import { awaitsDecision } from '../domain/approval-scope.ts';
import type { Asset } from '../domain/asset.ts';
import { dayOf } from '../domain/day.ts';
import { barAmong } from '../domain/duties.ts';
import { declaredNear } from '../domain/join-declared.ts';
import { may, mayDecide, type Relation, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { Deps } from '../features/ports.ts';
import { decidersAround } from '../features/read-asset.ts';
import { seenBy } from '../features/sight.ts';
import type { Outgoing, Render } from '../notices/ports.ts';
import type { NoticeRecord } from '../register/rows.ts';
import { rolesInChat } from './actor-of.ts';
import { approvalCard } from './cards/approval-card.ts';
import { channelCard } from './cards/channel-card.ts';
import { digestCard } from './cards/digest-card.ts';
import type { Card, CardContext } from './cards/parts.ts';
import { type PurchaserAround, purchaserCard } from './cards/purchaser-card.ts';
import { surplusCard, surplusOwnerCard } from './cards/surplus-card.ts';

/** Who reads a card; null for everyone in the ITAM channel. */
export type Reader = Pick<Actor, 'id' | 'roles'> | null;

/**
 * The card of a matter as it stands now, for a role and its reader. What the reader may do is asked now: whoever was asked
 * once keeps the card, but not its buttons once the matter has moved to someone else.
 */
export async function matterCard(
  role: NoticeRecord['role'],
  whole: Asset,
  reader: Reader,
  deps: Deps,
  context: CardContext,
  round: number | null = null,
): Promise<Card> {
  const relations = reader ? relationsOf(reader, whole, deps.settings()) : new Set<Relation>();
  const shown = reader && (await seenBy(reader, whole, deps));
  const asset = shown?.asset ?? whole;
  const deciders = await decidersAround(asset, deps);
  const names = deciders.map(({ displayName }) => displayName);
  const canRead = shown !== null;
  const canRenew = may('asset.renew', relations);
  const handedOver = handOverFor(reader, asset);
  const canDeclare = may('asset.declare', relations);
  // Whose it is no longer sees no more than that, as of the first decision.
  const isTheirs = canRead && handedOver !== 'by-reader';
  if (round !== null && isTheirs && (role === 'purchaser' || role === 'stand-in')) {
    const canAnswer = may('asset.answer', relations);
    return surplusOwnerCard(asset, round, { deciders: names, canDeclare, canAnswer }, context);
  }
  const near = reader ? await nearFor(reader.id, asset, deps) : [];
  switch (role) {
    case 'purchaser':
      return purchaserCard(asset, { deciders: names, standIn: null, near, canRenew, handedOver }, context);
    case 'stand-in': {
      const standIn = { canRead, canDeclare };
      return purchaserCard(asset, { deciders: names, standIn, near, canRenew, handedOver }, context);
    }
    case 'decider': {
      // Where it was handed on, the buttons go with it, also from ITAM staff who could decide all the same.
      const isAsked = !asset.handedOn || deciders.some(({ id }) => id === reader?.id);
      const canDecide = isAsked && mayDecide(relations);
      const bar = may('asset.decide', relations) ? barAmong(relations) : null;
      // What the team has already matters while there is something to decide.
      const isOpen = awaitsDecision(asset);
      const related = isOpen ? await deps.projection.relatedTo(asset) : nothingRelated;
      const around = { related, deciders: names, canRead, canDecide, bar };
      return round === null || !canRead
        ? approvalCard(asset, around, context)
        : surplusCard(asset, round, around, context);
    }
    default:
      return channelCard(asset, names, context);
  }
}

/** What the reader declared that a purchase nobody has declared may be. */
async function nearFor(readerId: string, asset: Asset, { projection }: Deps): Promise<Asset[]> {
  if (asset.status !== 'detected' || asset.owner?.id !== readerId) return [];
  return declaredNear(asset, await projection.ofPerson(readerId), readerId);
}

/** What a hand-over means to the reader: it came to them, or went from them. */
function handOverFor(reader: Reader, { handedOver, owner, purchaser }: Asset): PurchaserAround['handedOver'] {
  if (!handedOver || !reader) return null;
  if (owner?.id === reader.id) return 'to-reader';
  return reader.id === handedOver.from || reader.id === purchaser?.id ? 'by-reader' : null;
}

const nothingRelated = { purchaser: [], department: [] };

/** Renders notices for delivery. */
export function renderNotice(deps: Deps, linkTo: (assetId: string) => string): Render {
  return async (notice, asset, locale): Promise<Outgoing> => {
    const context: CardContext = { locale, today: dayOf(deps.now()), linkTo };
    const { recipientId } = notice;
    const { itamStaff } = deps.settings();
    const reader = recipientId === null ? null : { id: recipientId, roles: rolesInChat(recipientId, itamStaff) };
    const card = asset
      ? await matterCard(notice.role, asset, reader, deps, context, notice.round ?? null)
      : digestCard(notice.detail, context);
    return { card, summary: String(card.speak) };
  };
}
