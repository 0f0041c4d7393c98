import type { Asset } from './asset.ts';
import { type Entry, type TypedAt, type TypedText, typedTextAt } from './entry.ts';
import { isErasureOf } from './erase.ts';
import { evolve } from './evolve.ts';

/** A text that somebody typed of a purchase, where an entry holds it. */
export type Typed = TypedAt & { text: TypedText; value: string };

/** What a person typed of a purchase, in entries in which they act, and was not chosen to be erased yet. */
export function typedBy(entries: readonly Entry[], personId: string): Typed[] {
  const gone = new Set(erasedTyped(entries, personId).map(({ seq, path }) => `${seq} ${path}`));
  return entries
    .filter(({ actor }) => actor.id === personId)
    .flatMap(typedIn)
    .filter(({ seq, path, value }) => value !== '' && !gone.has(`${seq} ${path}`));
}

/** What an entry says was chosen to be erased of what a person typed. */
export function erasedTyped(entries: readonly Entry[], personId: string): TypedAt[] {
  return entries.flatMap(({ fact }) =>
    fact.type === 'person-erased' && isErasureOf(fact, personId) ? (fact.typed ?? []) : [],
  );
}

/** Which texts of a state are among those that are to go: those that its entries no longer come to without them. */
export function textsOfState(entries: readonly Entry[], typed: readonly TypedAt[]): TypedText[] {
  const after = folded(entries.map((entry) => withoutTyped(entry, typed)));
  const before = folded(entries);
  if (!before || !after) return [];
  const values = (asset: Asset): Record<TypedText, string | null> => ({
    product: asset.product.name,
    publisher: asset.product.publisher,
    costCentre: asset.costCentre,
  });
  const now = values(after);
  return (Object.keys(now) as TypedText[]).filter((text) => values(before)[text] !== now[text]);
}

function folded(entries: readonly Entry[]): Asset | null {
  return entries.reduce<Asset | null>(evolve, null);
}

function typedIn({ seq, fact }: Entry): Typed[] {
  const found: Typed[] = [];
  walkTyped(fact, 'fact', (path, text, value) => {
    found.push({ seq, path, text, value });
    return value;
  });
  return found;
}

function withoutTyped(entry: Entry, typed: readonly TypedAt[]): Entry {
  const paths = typed.flatMap(({ seq, path }) => (seq === entry.seq ? [path] : []));
  if (paths.length === 0) return entry;
  return { ...entry, fact: walkTyped(entry.fact, 'fact', (path, _, value) => (paths.includes(path) ? '' : value)) };
}

/** A fact with each typed text replaced. */
function walkTyped<T>(fact: T, at: string, replace: (path: string, text: TypedText, value: string) => string): T {
  const walk = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, n) => walk(item, `${path}.${n}`));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const text = typeof item === 'string' ? typedTextAt(value, key) : null;
        const inner = `${path}.${key}`;
        return [key, text === null ? walk(item, inner) : replace(inner, text, String(item))];
      }),
    );
  };
  return walk(fact, at) as T;
}
