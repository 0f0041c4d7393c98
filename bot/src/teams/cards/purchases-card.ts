import type { Asset } from '../../domain/asset.ts';
import { flagsOf } from '../../domain/flags.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { productLine, summaryLine } from './asset-lines.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  type Element,
  execute,
  heading,
  line,
  openLink,
  title,
} from './parts.ts';

const mostShown = 10;

/** "My purchases": each with how it stands, and a button for those that wait for the reader. */
export function purchasesCard(assets: readonly Asset[], context: CardContext): Card {
  const { locale } = context;
  const words = wordsFor(locale);
  const sentence = words.chat.purchasesTitle(assets.length);
  const rows = assets.slice(0, mostShown).map((asset): Element => {
    const state = [
      words.status[asset.status],
      ...flagsOf(asset)
        .filter((flag) => flag !== 'central' && flag !== 'no-manager')
        .map((flag) => words.flag[flag]),
    ];
    return {
      type: 'Container',
      separator: true,
      spacing: 'Medium',
      items: [
        line(productLine(asset), { isBold: true }),
        line(`${state.join(' · ')} · ${summaryLine(asset, locale)}`, { isSubtle: true }),
        ...(asset.status === 'detected'
          ? [actions([execute(words.card.noticed.declare, 'purchase.declare', { assetId: asset.id })])]
          : []),
      ],
    };
  });
  const more = assets.length - rows.length;
  return card(context, {
    speak: sentence,
    fallback: words.card.fallback,
    body: [
      heading(words.chat.purchasesHeading),
      title(sentence),
      ...rows,
      ...(more > 0 ? [line(words.chat.morePurchases(more), { isSubtle: true })] : []),
      actions([openLink(words.card.open, context.linkTo(''))]),
    ],
  });
}
