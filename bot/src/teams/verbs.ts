import { ulid } from 'ulid';
import { z } from 'zod';
import { isDeclaredAnew } from '../domain/approval-scope.ts';
import type { Asset } from '../domain/asset.ts';
import type { DeclarationInput } from '../domain/declare.ts';
import { Refusal } from '../domain/errors.ts';
import { isOwn, may, needsStandIn, relationsOf } from '../domain/permissions.ts';
import type { RenewalDecision } from '../domain/renewal.ts';
import { refusalSentence } from '../domain/words/words.ts';
import type { DecideInput } from '../features/decide-purchase.ts';
import { assetIdShape, existing } from '../features/ports.ts';
import { seenBy } from '../features/sight.ts';
import { againCard, anotherPurchase, keptCard } from './cards/again-card.ts';
import { declareForm, formFor } from './cards/declare-form.ts';
import { type Card, withProblem } from './cards/parts.ts';
import { reasonInputs } from './cards/renewal-parts.ts';
import { fileEvidence } from './files.ts';
import { matterCard } from './render.ts';
import type { TeamsApp, Turn } from './turn.ts';

/** Every card button. A card may only carry one of these, and all of them are answered below. */
export const verbs = [
  'purchase.declare',
  'purchase.submit',
  'purchase.keep',
  'purchase.disown',
  'purchase.join',
  'purchase.approve',
  'purchase.reject',
  'purchase.ask',
  'purchase.hand-on',
  'purchase.answer',
  'purchase.renew-keep',
  'purchase.renew-end',
  'evidence.file',
] as const;
export type Verb = (typeof verbs)[number];

type Answer = (app: TeamsApp, turn: Turn, data: unknown) => Promise<Card>;

const assetId = z.string().regex(assetIdShape);
const policyVersion = z.string().max(200).nullable().default(null);
/** Lengths are the rules' business, which answer them in words; the body's limit bounds them all. */
const text = z.string().default('');
const amount = z.union([z.string(), z.number()]).transform(String).default('');
const Form = z.object({
  product: text,
  otherProduct: text,
  publisher: text,
  quantity: amount,
  price: amount,
  pricePer: text,
  currency: text,
  billingTerm: text,
  purchasedOn: text,
  renewsOn: text,
  costCentre: text,
  reason: text,
  acceptsPolicy: z
    .union([z.boolean(), z.enum(['true', 'false'])])
    .default(false)
    .transform((value) => value === true || value === 'true'),
  policyVersion,
});
const CarriedForm = z.object({
  productName: text,
  publisher: text,
  quantity: text,
  price: text,
  pricePer: text,
  currency: text,
  billingTerm: text,
  purchasedOn: text,
  renewsOn: text,
  costCentre: text,
  reason: text,
  acceptsPolicy: z.boolean(),
  policyVersion,
});

/** Since which entry it goes beyond its approval, on cards about that. */
const round = z.number().int().nullable().default(null);
const About = z.object({ assetId });
const InRound = z.object({ round });
const Decision = z.object({ assetId, basis: z.number().int().nullable().default(null), comment: text, question: text });
const HandOn = Decision.pick({ assetId: true, basis: true }).extend({ to: text, handOnComment: text });
const Renewal = z.object({ assetId, seen: z.string().max(200), keepReason: text, endReason: text });
const Submission = z.object({
  assetId: assetId
    .nullable()
    .default(null)
    .transform((id) => (id === anotherPurchase ? null : id)),
  declarationId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/),
  isAnother: z.boolean().default(false),
  form: CarriedForm.optional(),
});

/** What each button does. A refusal that leaves something to decide comes back on the card that it is about. */
export const answers: Record<Verb, Answer> = {
  'purchase.declare': async (app, turn, data) => {
    const asset = existing(await app.deps.register.get(parse(About, data).assetId));
    const settings = app.deps.settings();
    if (!may('asset.declare', relationsOf(turn.actor, asset, settings)))
      throw new Refusal('forbidden', 'asset.not-yours');
    const isOpen = asset.status === 'detected' || asset.status === 'declared' || isDeclaredAnew(asset);
    if (!isOpen) return shownTo(app, turn, asset);
    return declareForm({ asset, declarationId: ulid(), settings }, formFor(asset, settings.priceBook), null, turn.card);
  },

  'purchase.submit': async (app, turn, data) => {
    const submission = parse(Submission, data);
    const asset = submission.assetId === null ? null : existing(await app.deps.register.get(submission.assetId));
    const form = submission.form ?? formOf(parse(Form, data), asset);
    const { actor, activity } = turn;
    try {
      const result = await app.declarePurchase(actor, {
        assetId: asset?.id ?? null,
        declarationId: submission.declarationId,
        form,
        isAnother: submission.isAnother,
        expectedVersion: null,
        onTarget: async (id) => {
          const role = asset && needsStandIn(asset) ? 'stand-in' : 'purchaser';
          if (!activity.replyToId || role === 'stand-in') return;
          await app.adoptCard(
            { assetId: id, role, recipientId: actor.id, round: asset?.surplus?.since },
            turn.conversation.conversationId,
            activity.replyToId,
          );
        },
      });
      if (result.kind === 'again') return againCard(form, submission.declarationId, result.existing, turn.card);
      return shownTo(
        app,
        turn,
        result.asset,
        isDeclaredAnew(result.asset) ? (result.asset.surplus?.since ?? null) : null,
      );
    } catch (error) {
      // Only what can be mended in the form goes back with the form; the rest is told as it is.
      if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'unavailable')) throw error;
      const about = { asset, declarationId: submission.declarationId, settings: app.deps.settings() };
      return declareForm(about, form, refusalSentence(error, turn.card.locale), turn.card);
    }
  },

  'purchase.keep': async (_app, turn) => keptCard(turn.card),

  'purchase.disown': (app, turn, data) => {
    const input = parse(About, data);
    return onCard(app, turn, { id: input.assetId, data }, () =>
      app.disownPurchase(turn.actor, { ...input, expectedVersion: null }),
    );
  },

  'purchase.join': (app, turn, data) => {
    const input = parse(About.extend({ declaredId: assetId }), data);
    return onCard(app, turn, { id: input.assetId, data }, () =>
      app.joinPurchases(turn.actor, { ...input, expectedVersion: null }),
    );
  },

  'purchase.approve': decision('approve'),
  'purchase.reject': decision('reject'),
  'purchase.ask': decision('ask'),

  'purchase.hand-on': (app, turn, data) => {
    const { assetId: id, basis, to, handOnComment: comment } = parse(HandOn, data);
    return onCard(app, turn, { id, data }, () =>
      app.handOnPurchase(turn.actor, { assetId: id, to, comment, basis: required(basis), expectedVersion: null }),
    );
  },

  'purchase.answer': (app, turn, data) => {
    const input = parse(About.extend({ answer: text }), data);
    return onCard(app, turn, { id: input.assetId, data }, () =>
      app.answerQuestion(turn.actor, { ...input, expectedVersion: null }),
    );
  },

  'purchase.renew-keep': renewal('keep'),
  'purchase.renew-end': renewal('end'),

  'evidence.file': fileEvidence,
};

/** A decision about the renewal, on what the card showed of it. */
function renewal(decision: RenewalDecision): Answer {
  return (app, turn, data) => {
    const { assetId: id, seen, ...reasons } = parse(Renewal, data);
    const reason = reasons[reasonInputs[decision]];
    return onCard(app, turn, { id, data }, () =>
      app.decideRenewal(turn.actor, { assetId: id, decision, reason, seen, expectedVersion: null }),
    );
  };
}

/** A decision, with whatever the decider's card had room for. */
function decision(verb: DecideInput['verb']): Answer {
  return (app, turn, data) => {
    const { basis, ...typed } = parse(Decision, data);
    return onCard(app, turn, { id: typed.assetId, data }, () =>
      app.decidePurchase(turn.actor, { verb, ...typed, basis: required(basis), expectedVersion: null }),
    );
  };
}

/** Runs a press and shows the asset's card after it; a "no" that the presser may know more about stands on that card. */
async function onCard(
  app: TeamsApp,
  turn: Turn,
  { id, data }: { id: string; data: unknown },
  press: () => Promise<Asset>,
): Promise<Card> {
  const { round: of } = parse(InRound, data);
  try {
    return await shownTo(app, turn, await press(), of);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'forbidden' || error.kind === 'not-found') throw error;
    // It can't be reached for the card either.
    if (error.code === 'store.unavailable') throw error;
    const asset = await app.deps.register.get(id);
    if (!asset || !(await seenBy(turn.actor, asset, app.deps))) throw error;
    return withProblem(await shownTo(app, turn, asset, of), refusalSentence(error, turn.card.locale));
  }
}

/** The card that this person has of an asset: their own as purchaser, the decider's otherwise. */
function shownTo(app: TeamsApp, turn: Turn, asset: Asset, of: number | null = null): Promise<Card> {
  const relations = relationsOf(turn.actor, asset, app.deps.settings());
  const isAskedToDeclare = asset.status === 'detected' && relations.has('stand-in');
  const role = isOwn(relations) ? 'purchaser' : isAskedToDeclare ? 'stand-in' : 'decider';
  return matterCard(role, asset, turn.actor, app.deps, turn.card, of);
}

/** A decision must say which state of the purchase it was made on; a card that doesn't is not one of ours. */
function required(basis: number | null): number {
  if (basis === null) throw new Refusal('invalid', 'card.unreadable');
  return basis;
}

/** What Microsoft told us is not asked, so it is not taken from the form either. */
function formOf(typed: z.infer<typeof Form>, asset: Asset | null): DeclarationInput {
  const { product, otherProduct, ...rest } = typed;
  const isByHand = otherProduct.trim() !== '';
  const form = {
    ...rest,
    productName: isByHand ? otherProduct : product,
    publisher: isByHand ? typed.publisher : typed.publisher || 'Microsoft',
  };
  if (!asset?.subscription) return form;
  return {
    ...form,
    productName: asset.product.name,
    publisher: asset.product.publisher,
    quantity: String(asset.quantity),
    purchasedOn: asset.purchasedOn ?? form.purchasedOn,
    renewsOn: asset.renewsOn ?? form.renewsOn,
  };
}

function parse<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new Refusal('invalid', 'card.unreadable');
  return parsed.data;
}
