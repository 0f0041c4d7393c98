import type { FuzzPerson, Known } from './known.ts';

/*
 * Places that a generated request leaves for what only the running server has given out: `⟦asset⟧` within a text,
 * `"⟦#version⟧"` for a number, which loses its quotes, and `"⟦data⟧":0` for the fields of a card's button.
 */

/** Where things are that do not change during a run. */
export type Fixed = { connector: string; tenant: string; channel: string; files: readonly string[]; hanging: string };

/** Numbers that JSON can write and JavaScript can't hold. */
const oddNumbers: Record<string, string> = {
  '#huge': '1e999',
  '#tiny': '1e-999',
  '#minus': '-0',
  '#long': '9'.repeat(400),
};

type Look = { known: Known; fixed: Fixed; who: FuzzPerson; pick: number };

/** Fills in the places of a text. `escaped`: how what is filled in is written there. */
export function fillIn(text: string, look: Look, escaped: (value: string) => string): string {
  if (!text.includes('⟦')) return text;
  return text
    .replaceAll('"⟦data⟧":0', () => JSON.stringify(look.known.button(look.pick)?.data ?? { a: 0 }).slice(1, -1))
    .replaceAll(/"⟦(#\w+)⟧"/g, (_all, name: string) => oddNumbers[name] ?? valueNamed(name.slice(1), 0, look))
    .replaceAll(/⟦(#?\w+)(?: (\d+))?⟧/g, (_all, name: string, further = '0') =>
      escaped(valueNamed(name, Number(further), look)),
    );
}

function valueNamed(name: string, further: number, { known, fixed, who, pick }: Look): string {
  const at = pick + further;
  switch (name) {
    case 'id':
      return who.id;
    case 'name':
      return who.name;
    case 'colleague':
      return known.person(at).upn;
    case 'person':
      return known.person(at).id;
    case 'asset':
      return known.asset(at)?.id ?? 'sub-none';
    case 'version':
      return String(known.asset(at)?.version ?? 1);
    case 'basis':
      return String(known.button(at)?.data.basis ?? 1);
    case 'verb':
      return known.button(at)?.verb ?? 'purchase.approve';
    case 'message':
      return known.button(at)?.messageId ?? 'message-0';
    case 'declaration':
      return String(known.button(at)?.data.declarationId ?? '01ARZ3NDEKTSV4RRFFQ69G5FAV');
    case 'view':
      return known.view(at)?.id ?? '01arz3ndektsv4rrffq69g5fav';
    case 'viewVersion':
      return String(known.view(at)?.version ?? 1);
    case 'notice':
      return known.notice(at) ?? 'sa-1-0';
    case 'hash':
      return known.hash(at) ?? 'a'.repeat(64);
    case 'cursor':
      return known.cursor(at) ?? '';
    case 'settings':
      return String(known.settingsVersion());
    case 'file':
      return fixed.files[at % fixed.files.length] ?? '';
    case 'hanging':
      return fixed.hanging;
    case 'connector':
      return fixed.connector;
    case 'tenant':
      return fixed.tenant;
    case 'channel':
      return fixed.channel;
    default:
      return name;
  }
}
