import { ulid } from 'ulid';
import type { Asset } from '../domain/asset.ts';
import { dayOf } from '../domain/day.ts';
import { alreadyDeclared, type DeclarationInput, declare, parseDeclaration } from '../domain/declare.ts';
import type { Declaration, DeclarationPeople } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import { may, needsStandIn, relationsOf } from '../domain/permissions.ts';
import { type Actor, type PersonSnapshot, snapshot } from '../domain/person.ts';
import { productNamed } from '../domain/product-names.ts';
import { discoveredFor } from '../domain/same-purchase.ts';
import { assetIdOfDeclaration } from '../register/shards.ts';
import { fromDirectory } from './from-directory.ts';
import { assertVersion, type Deps, entryActor, existing } from './ports.ts';

export type DeclareInput = {
  /** The asset that is declared, when it is known from a notice; null for a purchase told in chat or in the tab. */
  assetId: string | null;
  /** Made with the form; null where the asset's id says enough. */
  declarationId: string | null;
  form: DeclarationInput;
  /** The person said that it is none of the purchases that they were asked about. */
  isAnother: boolean;
  expectedVersion: number | null;
  /** Told which asset it becomes, before that is committed: the chat makes the form that asset's card. */
  onTarget?: (assetId: string) => Promise<void>;
};

export type DeclareResult =
  | { kind: 'declared'; asset: Asset }
  | { kind: 'again'; existing: Asset[]; declaration: Declaration };

/**
 * Declares a purchase. One that discovery saw already becomes one asset with it, where product, seats and date fit; what is
 * near to one that it saw, or that the person declared before, is asked about instead of being added twice.
 *
 * @throws {Refusal} the codes of {@link parseDeclaration} and {@link declare}, `asset.not-found`, `directory.unreachable`
 */
export const declarePurchase =
  ({ register, projection, people, settings, now, log }: Deps) =>
  async (actor: Actor, input: DeclareInput): Promise<DeclareResult> => {
    const asset = input.assetId === null ? null : existing(await register.get(input.assetId));
    // Before anything is said about the form, which may show what the register knows of the purchase.
    if (asset && !may('asset.declare', relationsOf(actor, asset, settings())))
      throw new Refusal('forbidden', 'asset.not-yours');
    const declaration = parseDeclaration(input.form, {
      product: asset?.subscription ? asset.product : productNamed(input.form.productName, input.form.publisher),
      policyVersion: settings().policy.version,
      declarationId: input.declarationId ?? ulid(now().getTime()),
      today: dayOf(now()),
      locale: actor.locale,
    });

    let target = asset;
    if (!asset) {
      const theirs = await projection.ofPerson(actor.id);
      const repeated = theirs.find((one) => one.declarationId === declaration.declarationId);
      if (repeated) return { kind: 'declared', asset: repeated };
      const { same, near } = discoveredFor(declaration, theirs);
      const existing = [...alreadyDeclared(declaration, theirs), ...near];
      if (existing.length > 0 && !input.isAnother) return { kind: 'again', existing, declaration };
      target = same;
    }

    const around = await fromDirectory(() => peopleAround(actor, target), log);
    const assetId = target?.id ?? assetIdOfDeclaration(declaration.declarationId);
    await input.onTarget?.(assetId);
    const outcome = await register.change({
      assetId,
      actor: entryActor(actor),
      decide(current) {
        const facts = declare(current, declaration, around, { actor, people: settings() });
        if (current && facts.length > 0) assertVersion(current, input.expectedVersion);
        return facts;
      },
    });
    return { kind: 'declared', asset: outcome.asset };

    async function peopleAround(by: Actor, about: Asset | null): Promise<DeclarationPeople> {
      const declarer = await selfOf(by);
      const isStandIn = about !== null && needsStandIn(about);
      const purchaser = about?.purchaser ?? declarer;
      const owner = isStandIn || !about?.owner ? declarer : about.owner;
      const manager = await people.managerOf(owner.id);
      return { purchaser, owner, manager: manager && snapshot(manager) };
    }

    async function selfOf(by: Actor): Promise<PersonSnapshot> {
      const { person } = await people.find(by.id);
      return person
        ? snapshot(person)
        : { id: by.id, displayName: by.displayName, userPrincipalName: by.id, department: null, isGuest: false };
    }
  };
