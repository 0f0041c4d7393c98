import type { View as Saved, ViewBody } from '../../../../bot/src/http/contract.ts';
import { addressParams, parseView, type View, viewParams } from './view.ts';

/** What `View.savedId` is for the whole register, where another view opens by itself. */
export const wholeRegister = 'all';

/** The register as a saved view has it. */
export function viewOf({ id, query, columns, widths, density }: Saved): View {
  return { ...parseView(new URLSearchParams(query)), layout: { columns, widths, density }, savedId: id };
}

/** The register as it is, under a name. */
export function bodyOf(view: View, name: string, isShared: boolean): ViewBody {
  const { columns, widths, density } = view.layout;
  return { name, query: viewParams(view).toString(), columns: columns && [...columns], widths, density, isShared };
}

/** Whether the register was changed since the saved view was opened. */
export function isModified(view: View, saved: Saved): boolean {
  return addressParams({ ...view, savedId: saved.id }).toString() !== addressParams(viewOf(saved)).toString();
}
