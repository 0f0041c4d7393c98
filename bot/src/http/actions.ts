import type { z } from 'zod';
import type { Asset } from '../domain/asset.ts';
import type { DeclarationInput } from '../domain/declare.ts';
import { Refusal } from '../domain/errors.ts';
import type { Actor } from '../domain/person.ts';
import { answerQuestion } from '../features/answer-question.ts';
import { correctAsset, moveAsset, retireAsset } from '../features/correct-asset.ts';
import { decidePurchase } from '../features/decide-purchase.ts';
import { decideRenewal } from '../features/decide-renewal.ts';
import { type DeclareInput, declarePurchase } from '../features/declare-purchase.ts';
import { disownPurchase } from '../features/disown-purchase.ts';
import { endPurchase, resumePurchase } from '../features/end-purchase.ts';
import { handOnPurchase } from '../features/hand-on-purchase.ts';
import { handOverPurchase } from '../features/hand-over-purchase.ts';
import { joinPurchases } from '../features/join-purchases.ts';
import type { Deps } from '../features/ports.ts';
import { ActionBody, type ActionName } from './contract.ts';
import { parse } from './parse.ts';

type Act = (actor: Actor, assetId: string, body: unknown, expectedVersion: number) => Promise<Asset>;

/** What can be done to one asset, by the names that its addresses end in. */
export function actionsOn(deps: Deps): Record<ActionName, Act> {
  const decide = decidePurchase(deps);
  const declare = declarePurchase(deps);
  const common = (assetId: string, expected: number) => ({ assetId, expectedVersion: expected, basis: null });
  return {
    approve: async (actor, id, body, expected) =>
      decide(actor, { verb: 'approve', ...common(id, expected), ...parse(ActionBody.approve, body) }),
    reject: async (actor, id, body, expected) =>
      decide(actor, { verb: 'reject', ...common(id, expected), ...parse(ActionBody.reject, body) }),
    ask: async (actor, id, body, expected) =>
      decide(actor, { verb: 'ask', ...common(id, expected), ...parse(ActionBody.ask, body) }),
    'hand-on': async (actor, id, body, expected) =>
      handOnPurchase(deps)(actor, { ...common(id, expected), ...parse(ActionBody['hand-on'], body) }),
    'hand-over': async (actor, id, body, expected) =>
      handOverPurchase(deps)(actor, {
        assetId: id,
        expectedVersion: expected,
        ...parse(ActionBody['hand-over'], body),
      }),
    answer: async (actor, id, body, expected) =>
      answerQuestion(deps)(actor, { ...common(id, expected), ...parse(ActionBody.answer, body) }),
    declare: async (actor, id, body, expected) => {
      const input: DeclareInput = {
        assetId: id,
        declarationId: null,
        form: formOf(parse(ActionBody.declare, body)),
        isAnother: true,
        expectedVersion: expected,
      };
      const result = await declare(actor, input);
      if (result.kind === 'again') throw new Refusal('conflict', 'declaration.again');
      return result.asset;
    },
    disown: async (actor, id, body, expected) => {
      parse(ActionBody.disown, body);
      return disownPurchase(deps)(actor, common(id, expected));
    },
    join: async (actor, id, body, expected) =>
      joinPurchases(deps)(actor, { assetId: id, expectedVersion: expected, ...parse(ActionBody.join, body) }),
    renewal: async (actor, id, body, expected) => {
      const about = { assetId: id, expectedVersion: expected, seen: null };
      return decideRenewal(deps)(actor, { ...about, ...parse(ActionBody.renewal, body) });
    },
    end: async (actor, id, body, expected) =>
      endPurchase(deps)(actor, { assetId: id, expectedVersion: expected, ...parse(ActionBody.end, body) }),
    resume: async (actor, id, body, expected) =>
      resumePurchase(deps)(actor, { assetId: id, expectedVersion: expected, ...parse(ActionBody.resume, body) }),
    correct: async (actor, id, body, expected) =>
      correctAsset(deps)(actor, { ...common(id, expected), ...parse(ActionBody.correct, body) }),
    move: async (actor, id, body, expected) =>
      moveAsset(deps)(actor, { ...common(id, expected), ...parse(ActionBody.move, body) }),
    retire: async (actor, id, body, expected) =>
      retireAsset(deps)(actor, { ...common(id, expected), ...parse(ActionBody.retire, body) }),
  };
}

/** A declaration's form, as the domain reads it. */
export function formOf(body: z.infer<typeof ActionBody.declare>): DeclarationInput {
  return { ...body, productName: body.product, renewsOn: body.renewsOn ?? '' };
}
