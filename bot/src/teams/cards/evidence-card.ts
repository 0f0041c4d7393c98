import type { Asset } from '../../domain/asset.ts';
import { type EvidenceKind, evidenceKinds, type KeptFile } from '../../domain/evidence.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { productLine, summaryLine } from './asset-lines.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  execute,
  heading,
  line,
  openLink,
  shorten,
  title,
} from './parts.ts';

const mostShown = 10;

/** That a file is evidence of a purchase now. */
export function attachedCard(asset: Asset, file: Pick<KeptFile, 'hash' | 'fileName'>, context: CardContext): Card {
  const { locale } = context;
  const words = wordsFor(locale);
  const { evidence } = words.card;
  const sentence = evidence.attached(file.fileName, productLine(asset));
  const kind = asset.evidence.find(({ hash }) => hash === file.hash)?.kind ?? 'other';
  return card(context, {
    speak: sentence,
    fallback: words.card.fallback,
    body: [
      heading(evidence.attachedHeading),
      title(sentence),
      line(evidence.attachedLead(words.evidenceKind[kind]), { isSubtle: true }),
      actions([openLink(words.card.open, context.linkTo(asset.id))]),
    ],
  });
}

/** Asks which purchase a file belongs to. The card names the file and nothing else; who may attach it is asked at the press. */
export function whichPurchaseCard(
  file: KeptFile,
  kind: EvidenceKind,
  choices: readonly Asset[],
  context: CardContext,
): Card {
  const { locale } = context;
  const words = wordsFor(locale);
  const { evidence } = words.card;
  const sentence = evidence.whichTitle(file.fileName);
  const { hash, fileName, mediaType } = file;
  const shown = choices.slice(0, mostShown);
  const more = choices.length - shown.length;
  return card(context, {
    speak: sentence,
    fallback: words.card.fallback,
    body: [
      heading(evidence.whichHeading),
      title(sentence),
      // Clients read Markdown in the words of a choice: what people wrote stands above, by number.
      ...shown.map((asset, at) =>
        line(
          shorten(`${at + 1}. ${productLine(asset)} · ${words.status[asset.status]} · ${summaryLine(asset, locale)}`),
        ),
      ),
      ...(more > 0 ? [line(words.chat.morePurchases(more), { isSubtle: true })] : []),
      {
        type: 'Input.ChoiceSet',
        id: 'assetId',
        label: evidence.which,
        placeholder: evidence.whichPlaceholder,
        value: '',
        isRequired: true,
        errorMessage: words.refusals['file.which']({}, locale),
        choices: shown.map(({ id }, at) => ({ title: evidence.number(at + 1), value: id })),
      },
      {
        type: 'Input.ChoiceSet',
        id: 'kind',
        label: evidence.kind,
        value: kind,
        errorMessage: evidence.kindExpects,
        choices: evidenceKinds.map((one) => ({ title: words.evidenceKind[one], value: one })),
      },
      actions([execute(evidence.attach, 'evidence.file', { hash, fileName, mediaType }, 'positive')]),
    ],
  });
}
