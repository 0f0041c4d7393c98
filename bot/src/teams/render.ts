import type { Asset } from '../domain/asset.ts';
import { dayOf } from '../domain/day.ts';
import type { Deps } from '../features/ports.ts';
import { around } from '../features/read-asset.ts';
import type { Outgoing, Render } from '../notices/ports.ts';
import type { NoticeRecord } from '../register/rows.ts';
import { approvalCard } from './cards/approval-card.ts';
import { channelCard } from './cards/channel-card.ts';
import { digestCard } from './cards/digest-card.ts';
import type { Card, CardContext } from './cards/parts.ts';
import { purchaserCard } from './cards/purchaser-card.ts';

/** The card of a matter as it stands now, for a role. */
export async function matterCard(
  role: NoticeRecord['role'],
  asset: Asset,
  deps: Deps,
  context: CardContext,
): Promise<Card> {
  const { related, deciders } = await around(asset, deps);
  const names = deciders.map(({ displayName }) => displayName);
  switch (role) {
    case 'purchaser':
      return purchaserCard(asset, { deciders: names, isStandIn: false }, context);
    case 'stand-in':
      return purchaserCard(asset, { deciders: names, isStandIn: true }, context);
    case 'decider':
      return approvalCard(asset, related, context);
    default:
      return channelCard(asset, names, context);
  }
}

/** Renders notices for delivery. */
export function renderNotice(deps: Deps, linkTo: (assetId: string) => string): Render {
  return async (notice, asset, locale): Promise<Outgoing> => {
    const context: CardContext = { locale, today: dayOf(deps.now()), linkTo };
    const card = asset ? await matterCard(notice.role, asset, deps, context) : digestCard(notice.detail, context);
    return { card, summary: String(card.speak) };
  };
}
