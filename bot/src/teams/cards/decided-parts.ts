import { asFirstDecided } from '../../domain/approval-scope.ts';
import type { Asset } from '../../domain/asset.ts';
import { formatInstant } from '../../domain/format.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { productLine, summaryLine } from './asset-lines.ts';
import { actions, type CardContext, type Element, heading, line, openLink, shorten, title } from './parts.ts';

/** How a matter ended, the same on every copy: by whom, when, with which comment, and what it was about then. */
export function decidedParts(
  now: Asset,
  context: CardContext,
  isPurchaser: boolean,
): { speak: string; body: Element[] } {
  const { locale } = context;
  const words = wordsFor(locale).card;
  const asset = now.status === 'retired' ? now : asFirstDecided(now);
  const product = productLine(asset);
  const { decision, retirement } = asset;
  const bought = isPurchaser
    ? ''
    : `${words.fact.purchaser} ${asset.purchaser?.displayName ?? words.channel.unknownPurchaser}`;
  const about = line([shorten(bought), summaryLine(asset, locale)].filter(Boolean).join(' · '), { isSubtle: true });
  const open = actions([openLink(words.open, context.linkTo(asset.id))]);

  if (retirement || !decision) {
    const by = retirement?.by.displayName ?? '';
    const sentence = words.retired.title(by, product);
    const how = retirement ? words.decided.when(formatInstant(retirement.at, locale), shorten(retirement.reason)) : '';
    return {
      speak: sentence,
      body: [heading(words.retired.heading), title(sentence), line(how, { isSubtle: true }), about, open],
    };
  }
  const sentence = words.decided.title(decision.outcome, decision.by.displayName, product);
  const how = words.decided.when(formatInstant(decision.at, locale), decision.comment && shorten(decision.comment));
  const isRejected = decision.outcome === 'rejected';
  return {
    speak: sentence,
    body: [
      heading(words.decided.heading[decision.outcome]),
      title(sentence),
      line(how),
      about,
      ...(isRejected && isPurchaser ? [line(words.decided.rejectedNext)] : []),
      open,
    ],
  };
}
