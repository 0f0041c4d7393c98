import { Refusal } from '../domain/errors.ts';
import type { Money } from '../domain/money.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { ListPrice, Settings } from '../domain/settings.ts';
import type { RegisterPage, RegisterQuery, Selection } from '../projection/query.ts';
import type { Deps } from './ports.ts';

export type ExportQuery = Omit<RegisterQuery, 'scope' | 'limit' | 'after'>;

/** `duplicates`: ids of those of the assets that are possible duplicates. */
export type ExportPage = Pick<RegisterPage, 'assets' | 'duplicates'>;

/** What an export holds. `version`: the register's as of which it was chosen; `totals`: cost a month, per currency. */
export type RegisterExport = {
  total: number;
  totals: Money[];
  estimates: Money[];
  unpriced: number;
  priceBook: readonly ListPrice[];
  version: string;
  pages: AsyncGenerator<ExportPage>;
};

/** Few enough that nobody who asks the replica or the server in between waits for them. */
const rowsPerPage = 200;

/**
 * Everything that matches a query, in the order asked for, read page by page as it is taken.
 *
 * Which assets these are, and in which order, is settled at once and named by `version`: each of them comes exactly once,
 * whatever changes while the file is made. What an asset says is read with its page, so one that was changed meanwhile
 * shows its newest state, even if that no longer matches; one that came to match meanwhile is in the next export.
 *
 * @throws {Refusal} `action.forbidden`
 */
export const exportRegister =
  ({ projection, settings }: Pick<Deps, 'projection' | 'settings'>) =>
  async (actor: Actor, query: ExportQuery): Promise<RegisterExport> => {
    assertMayExport(actor, settings());
    const selection = await projection.select({ ...query, scope: { kind: 'all' } });
    return exportOf(selection, { projection, settings });
  };

/** The assets of the given ids that there are, in that order; otherwise as {@link exportRegister}. @throws {Refusal} `action.forbidden` */
export const exportPicked =
  ({ projection, settings }: Pick<Deps, 'projection' | 'settings'>) =>
  async (actor: Actor, assetIds: readonly string[]): Promise<RegisterExport> => {
    assertMayExport(actor, settings());
    return exportOf(await projection.pick(assetIds), { projection, settings });
  };

function assertMayExport(actor: Actor, settings: Settings): void {
  if (!may('register.export', relationsOf(actor, null, settings))) throw new Refusal('forbidden', 'action.forbidden');
}

function exportOf(
  { rows, ...chosen }: Selection,
  { projection, settings }: Pick<Deps, 'projection' | 'settings'>,
): RegisterExport {
  return { ...chosen, total: rows.length, priceBook: settings().priceBook, pages: pages() };

  async function* pages(): AsyncGenerator<ExportPage> {
    for (let from = 0; from < rows.length; from += rowsPerPage) {
      yield projection.assetsAt(rows.slice(from, from + rowsPerPage));
    }
  }
}
