import type { Asset } from '../domain/asset.ts';
import { type DecisionInput, decide } from '../domain/decide.ts';
import { parseOptionalText, parseText } from '../domain/declare.ts';
import type { Actor } from '../domain/person.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

/** A decision as it was typed. */
export type DecideInput = {
  assetId: string;
  expectedVersion: number | null;
  basis: number | null;
} & (
  | { verb: 'approve'; comment: string | null }
  | { verb: 'reject'; comment: string }
  | { verb: 'ask'; question: string }
);

/**
 * Approves, rejects or asks back.
 *
 * @throws {Refusal} the codes of {@link decide}, `text.missing`, `text.too-long`, `asset.changed`, `asset.not-found`
 */
export const decidePurchase =
  ({ register, settings }: Pick<Deps, 'register' | 'settings'>) =>
  async (actor: Actor, input: DecideInput): Promise<Asset> => {
    const decision = parseDecision(input);
    const outcome = await register.change({
      assetId: input.assetId,
      actor: entryActor(actor),
      decide(current) {
        const asset = existing(current);
        const facts = decide(asset, decision, actor, settings(), settings().approvalTolerance);
        if (facts.length > 0) assertVersion(asset, input.expectedVersion);
        return facts;
      },
    });
    return outcome.asset;
  };

function parseDecision(input: DecideInput): DecisionInput {
  const { basis } = input;
  switch (input.verb) {
    case 'approve':
      return { verb: 'approve', basis, comment: parseOptionalText(input.comment, 'comment') };
    case 'reject':
      return { verb: 'reject', basis, comment: parseText(input.comment, 'comment') };
    case 'ask':
      return { verb: 'ask', basis, question: parseText(input.question, 'question') };
  }
}
