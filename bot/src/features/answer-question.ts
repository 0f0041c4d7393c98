import type { Asset } from '../domain/asset.ts';
import { answer } from '../domain/decide.ts';
import { parseText } from '../domain/declare.ts';
import type { Actor } from '../domain/person.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

/** Answers what a decider asked. @throws {Refusal} the codes of {@link answer}, `text.missing`, `text.too-long`, `asset.changed` */
export const answerQuestion =
  ({ register }: Pick<Deps, 'register'>) =>
  async (actor: Actor, input: { assetId: string; answer: string; expectedVersion: number | null }): Promise<Asset> => {
    const text = parseText(input.answer, 'answer');
    const outcome = await register.change({
      assetId: input.assetId,
      actor: entryActor(actor),
      decide(current) {
        const asset = existing(current);
        const facts = answer(asset, text, actor);
        if (facts.length > 0) assertVersion(asset, input.expectedVersion);
        return facts;
      },
    });
    return outcome.asset;
  };
