import { askAgain } from '../domain/ask-again.ts';
import type { Asset } from '../domain/asset.ts';
import { correct, retire } from '../domain/correct.ts';
import { parseCostCentre, parseText } from '../domain/declare.ts';
import type { Fact } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import { changesBetween, type FieldChange } from '../domain/history.ts';
import { type Action, may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { Change } from '../register/register.ts';
import { assertAllowed, personOf } from './correct-asset.ts';
import { inSlices } from './in-slices.ts';
import { type Deps, entryActor, existing } from './ports.ts';

/** One change to many assets, as it was typed. `owner`: a user principal name or a directory id. */
export type ManyChange = { reason: string } & (
  | { action: 'set-owner'; owner: string }
  | { action: 'set-cost-centre'; costCentre: string }
  | { action: 'ask-again' }
  | { action: 'retire' }
);

/**
 * What became of one of the assets, or would become of it. `asset`: as it stands after it, or unchanged; null when there is
 * none. `error`: why nothing was done; null unless refused.
 */
export type ManyRow = {
  id: string;
  asset: Asset | null;
  outcome: 'changed' | 'unchanged' | 'refused';
  changes: FieldChange[];
  error: unknown;
};

/**
 * Makes one change to many assets, each by its own rule: what one is refused for stops none of the others. Repeated, it
 * changes nothing that it has changed already. `isPreview`: nothing is done, and the rows say what would be.
 *
 * @throws {Refusal} `action.forbidden`, `person.not-found`, `directory.unreachable`, and the codes of the fields
 */
export const changeMany =
  (deps: Deps) =>
  async (actor: Actor, input: ManyChange & { ids: readonly string[]; isPreview: boolean }): Promise<ManyRow[]> => {
    if (!may('register.change-many', relationsOf(actor, null, deps.settings())))
      throw new Refusal('forbidden', 'action.forbidden');
    const rule = await ruleOf(input, deps);
    const decide = (asset: Asset | null): Fact[] => {
      const found = existing(asset);
      assertAllowed(actionOf[input.action], actor, found, deps);
      return rule(found);
    };
    const ids = [...new Set(input.ids)];
    /** As the last decision about it saw it. */
    const seen = new Map<string, Asset | null>();
    const changes = ids.map(
      (assetId): Change => ({
        assetId,
        actor: entryActor(actor),
        decide(current) {
          seen.set(assetId, current);
          return decide(current);
        },
      }),
    );
    const { register, log } = deps;
    const outcomes = await (input.isPreview
      ? inSlices(changes, foreseenAtOnce, register.foresee)
      : register.changeMany(changes));
    return outcomes.map((outcome, at) => {
      const id = ids[at] ?? '';
      const before = seen.get(id) ?? null;
      if (outcome.status === 'fulfilled') return rowOf(id, before, outcome.value.asset);
      const error: unknown = outcome.reason;
      if (!(error instanceof Refusal)) log.warn({ err: error, assetId: id }, 'one of many changes failed');
      return { id, asset: before, outcome: 'refused', changes: [], error };
    });
  };

/** A preview reads the register as the run does, since only there stands all that the run may be refused for. */
const foreseenAtOnce = 16;

const actionOf: Record<ManyChange['action'], Action> = {
  'set-owner': 'asset.correct',
  'set-cost-centre': 'asset.correct',
  'ask-again': 'asset.ask-again',
  retire: 'asset.retire',
};

/** What is the same for all of them is read once. */
async function ruleOf(input: ManyChange, deps: Deps): Promise<(asset: Asset) => Fact[]> {
  const reason = parseText(input.reason, 'reason');
  switch (input.action) {
    case 'set-owner': {
      const owner = await personOf(input.owner, deps);
      return (asset) => correct(asset, asset.owner?.id === owner.id && !asset.ownerGone ? {} : { owner }, reason);
    }
    case 'set-cost-centre': {
      const costCentre = parseCostCentre(input.costCentre);
      return (asset) => correct(asset, { costCentre }, reason);
    }
    case 'ask-again':
      return (asset) => askAgain(asset, reason, deps.now().toISOString());
    case 'retire':
      return (asset) => retire(asset, reason);
  }
}

function rowOf(id: string, before: Asset | null, asset: Asset): ManyRow {
  const isChanged = before?.version !== asset.version;
  return {
    id,
    asset,
    outcome: isChanged ? 'changed' : 'unchanged',
    changes: isChanged ? changesBetween(before, asset) : [],
    error: null,
  };
}
