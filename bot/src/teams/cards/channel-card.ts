import type { Asset } from '../../domain/asset.ts';
import { flagsOf } from '../../domain/asset.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { originLine, productLine, reasonsLine, summaryLine } from './asset-lines.ts';
import { decidedParts } from './decided-parts.ts';
import { actions, type Card, type CardContext, card, heading, line, openLink, shorten, title } from './parts.ts';

/** The card for the ITAM channel and for product and cost-centre owners: who bought what, how sure that is, what it waits for. */
export function channelCard(asset: Asset, deciders: readonly string[], context: CardContext): Card {
  const { locale } = context;
  const words = wordsFor(locale);
  const { channel } = words.card;
  if (asset.decision || asset.status === 'retired') {
    return card(context, { ...decidedParts(asset, context, false), fallback: words.card.fallback });
  }
  const { purchaser } = asset;
  const name = purchaser
    ? [purchaser.displayName, purchaser.department && `(${purchaser.department})`].filter(Boolean).join(' ')
    : channel.unknownPurchaser;
  const sentence = (asset.isTrial ? channel.trialTitle : channel.title)(name, productLine(asset));
  const flagged = flagsOf(asset).filter((flag) => flag !== 'trial' && flag !== 'central');
  const reasons = reasonsLine(asset, locale);
  return card(context, {
    speak: sentence,
    fallback: words.card.fallback,
    body: [
      heading(asset.source === 'discovery' ? channel.heading : channel.declaredHeading),
      title(sentence),
      line(summaryLine(asset, locale)),
      line(shorten(`${originLine(asset, locale)} · ${waitsFor(asset, deciders, locale)}`), { isSubtle: true }),
      ...(reasons ? [line(channel.reasons(reasons), { isSubtle: true })] : []),
      ...(flagged.length > 0
        ? [line(flagged.map((flag) => words.flag[flag]).join(' · '), { color: 'Warning', isBold: true })]
        : []),
      actions([openLink(words.card.open, context.linkTo(asset.id))]),
    ],
  });
}

/** `waits for Megan Bowen’s decision`. */
function waitsFor(asset: Asset, deciders: readonly string[], locale: string): string {
  const { channel, waiting } = wordsFor(locale).card;
  const answerer = asset.owner?.displayName ?? null;
  if (asset.status === 'detected') return answerer ? channel.waitsForDeclaration(answerer) : channel.waitsForAnyone;
  if (asset.question && asset.question.answer === null && answerer) return channel.waitsForAnswer(answerer);
  return channel.waitsForDecision(deciders.join(', ') || waiting.someone);
}
