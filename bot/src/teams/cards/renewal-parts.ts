import type { Asset } from '../../domain/asset.ts';
import { limits } from '../../domain/declare.ts';
import { formatDay } from '../../domain/format.ts';
import { formatMoney } from '../../domain/money.ts';
import { awaitsRenewal, type RenewalDecision, renewalAsSeen, renewalCost, renews } from '../../domain/renewal.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { productLine } from './asset-lines.ts';
import {
  actions,
  type CardContext,
  type Element,
  execute,
  heading,
  line,
  quote,
  reveal,
  shorten,
  textInput,
  title,
} from './parts.ts';

type Parts = { speak: string; body: Element[] };

/**
 * The purchaser's card with what is to be decided about the renewal above it, once a reminder was given, or with what was
 * decided below it. `canRenew`: the reader may decide. Buttons are left out where the card has another input to send.
 */
export function withRenewal(parts: Parts, asset: Asset, canRenew: boolean, context: CardContext): Parts {
  const words = wordsFor(context.locale).card.renewal;
  const hasInput = asset.status === 'declared' && asset.question !== null && asset.question.answer === null;
  const buttons = canRenew && !hasInput ? buttonsFor(asset, context) : [];
  if (awaitsRenewal(asset)) {
    const sentence = renewalLine(asset, context.locale) ?? '';
    const lead = line(asset.status === 'rejected' ? words.rejectedLead : words.lead);
    const [first, ...rest] = parts.body;
    const below = first ? [{ ...first, separator: true, spacing: 'Large' }, ...rest] : [];
    return {
      speak: sentence,
      body: [heading(words.heading), title(sentence), ...(canRenew ? [lead] : []), ...buttons, ...below],
    };
  }
  const decided = renewalDecided(asset, context.locale);
  if (decided.length === 0) return parts;
  const { renewal } = asset;
  const next = renewal?.decision === 'end' && renews(asset) ? [line(howToEnd(asset, context))] : [];
  return { speak: parts.speak, body: [...parts.body, ...decided, ...next, ...(renews(asset) ? buttons : [])] };
}

/** `Power BI Pro renews on 19 December 2026 for 42.00 USD`, or that a trial ends; null where no renewal lies ahead. */
export function renewalLine(asset: Asset, locale: string): string | null {
  const words = wordsFor(locale).card.renewal;
  if (asset.renewsOn === null || !renews(asset)) return null;
  const day = formatDay(asset.renewsOn, locale);
  const product = productLine(asset);
  const cost = renewalCost(asset);
  if (asset.isTrial) return words.trialEnds(product, day);
  return cost ? words.renewsFor(product, day, formatMoney(cost, locale)) : words.renews(product, day);
}

/** What was decided about the renewal, by whom and why; nothing where nobody has. */
export function renewalDecided({ renewal }: Asset, locale: string): Element[] {
  if (!renewal) return [];
  const words = wordsFor(locale).card.renewal;
  const sentence = words.decided[renewal.decision](renewal.by.displayName, formatDay(renewal.renewsOn, locale));
  return [{ ...line(shorten(sentence), { isBold: true }), separator: true, spacing: 'Large' }, quote(renewal.reason)];
}

function buttonsFor(asset: Asset, { locale }: CardContext): Element[] {
  const words = wordsFor(locale).card.renewal;
  const isAgain = asset.renewal !== null;
  const offered = (['keep', 'end'] as const).filter(
    (decision) => decision !== asset.renewal?.decision && (decision === 'end' || asset.status !== 'rejected'),
  );
  if (offered.length === 0) return [];
  const button = (decision: RenewalDecision) =>
    reveal(
      (isAgain ? words.after : words.open)[decision],
      [
        textInput(reasonInputs[decision], words.why[decision], {
          isMultiline: true,
          maxLength: limits.freeText,
          isRequired: true,
          expects: wordsFor(locale).refusals['text.missing']({ field: 'reason' }, locale),
        }),
      ],
      execute(words.send[decision], renewalVerbs[decision], { assetId: asset.id, seen: renewalAsSeen(asset) }),
    );
  return [actions(offered.map(button))];
}

/** Ids of the inputs that hold the reason: of one card, no two inputs may share one. */
export const reasonInputs = { keep: 'keepReason', end: 'endReason' } as const satisfies Record<RenewalDecision, string>;

export const renewalVerbs = {
  keep: 'purchase.renew-keep',
  end: 'purchase.renew-end',
} as const satisfies Record<RenewalDecision, string>;

/**
 * What a person has to do for a purchase to end, since Sightline can't. Only the purchaser sees a self-service subscription
 * among their products in Microsoft's admin center; others ask them or an administrator.
 * Source: learn.microsoft.com/microsoft-365/commerce/subscriptions/manage-self-service-purchases-users.
 */
function howToEnd(asset: Asset, { locale }: CardContext): string {
  const words = wordsFor(locale).card.renewal.howToEnd;
  const day = asset.renewsOn ? formatDay(asset.renewsOn, locale) : '';
  if (asset.product.publisher !== 'Microsoft') return words.elsewhere(day);
  const { purchaser, owner } = asset;
  return purchaser === null || purchaser.id === owner?.id
    ? words.microsoft(day)
    : words.byPurchaser(shorten(purchaser.displayName, 100), day);
}
