import { awaitsPrice } from '../../domain/approval-scope.ts';
import type { Asset } from '../../domain/asset.ts';
import { flagsOf } from '../../domain/flags.ts';
import { awaitsRenewal } from '../../domain/renewal.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { originLine, productLine, reasonsLine, summaryLine } from './asset-lines.ts';
import { decidedParts } from './decided-parts.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  type Element,
  heading,
  line,
  openLink,
  shorten,
  title,
} from './parts.ts';
import { renewalDecided, renewalLine } from './renewal-parts.ts';
import { surplusLine } from './surplus-card.ts';

/** The card for the ITAM channel and for product and cost-centre owners: who bought what, how sure that is, what it waits for. */
export function channelCard(asset: Asset, deciders: readonly string[], context: CardContext): Card {
  const { locale } = context;
  const words = wordsFor(locale);
  const { channel } = words.card;
  const renewal = renewalNews(asset, locale);
  if (asset.decision || asset.status === 'retired') {
    const { speak, body } = decidedParts(asset, context, false);
    return card(context, {
      speak,
      body: [...body, ...surplusNews(asset, deciders, locale), ...renewal],
      fallback: words.card.fallback,
    });
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
      ...renewal,
      actions([openLink(words.card.open, context.linkTo(asset.id))]),
    ],
  });
}

/** What goes beyond the approval, and for whom that waits. */
function surplusNews(asset: Asset, deciders: readonly string[], locale: string): Element[] {
  const what = surplusLine(asset, locale);
  if (what === null) return [];
  const { card: words } = wordsFor(locale);
  const said = words.surplus.channel;
  const sentence = asset.surplus?.rejected
    ? said.rejected(what)
    : awaitsPrice(asset)
      ? said.needsPrice(what, asset.owner?.displayName ?? words.noticed.someone)
      : deciders.length === 0
        ? said.waitsForNobody(what)
        : said.waits(what, deciders.join(', '));
  return [line(shorten(sentence), { color: 'Warning', isBold: true })];
}

/** What is to be decided about the renewal, once a reminder was given, or what was. */
function renewalNews(asset: Asset, locale: string): Element[] {
  if (!awaitsRenewal(asset)) return renewalDecided(asset, locale);
  const sentence = [renewalLine(asset, locale), wordsFor(locale).card.renewal.undecided].join('. ');
  return [line(shorten(sentence), { color: 'Warning', isBold: true })];
}

/** `waits for Megan Bowen’s decision`. */
function waitsFor(asset: Asset, deciders: readonly string[], locale: string): string {
  const { channel } = wordsFor(locale).card;
  const answerer = asset.owner?.displayName ?? null;
  if (asset.status === 'detected') return answerer ? channel.waitsForDeclaration(answerer) : channel.waitsForAnyone;
  if (asset.question && asset.question.answer === null && answerer) return channel.waitsForAnswer(answerer);
  return deciders.length === 0 ? channel.waitsForNobody : channel.waitsForDecision(deciders.join(', '));
}
