import { createHash, randomBytes } from 'node:crypto';
import { personalKeys } from '../domain/entry.ts';

/** What the chain covers in place of a personal value. */
type Sealed = { sealed: string };
/** A personal value and the salt of its hash, by its path in the entry; kept beside the entry, where it can be erased. */
export type PersonalParts = Record<string, { salt: string; value: string }>;

/**
 * Takes the personal values out of an entry's body and leaves their salted SHA-256 hashes, so that a person's data can
 * be erased one day without breaking the chain, and can't be guessed from the hash once the salt is gone.
 */
export function sealPersonal<T>(body: T): { sealed: unknown; personal: PersonalParts } {
  const personal: PersonalParts = {};
  const walk = (value: unknown, path: string, key: string): unknown => {
    if (typeof value === 'string' && personalKeys.has(key)) {
      const salt = randomBytes(12).toString('base64url');
      personal[path] = { salt, value };
      return { sealed: saltedHash(salt, value) };
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}.${index}`, key));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, walk(item, path === '' ? name : `${path}.${name}`, name)]),
      );
    }
    return value;
  };
  return { sealed: walk(body, '', ''), personal };
}

/** Puts the personal values back; an erased one is the empty string. */
export function unsealPersonal(sealed: unknown, personal: PersonalParts): unknown {
  return replaceSealed(sealed, (path) => personal[path]?.value ?? '');
}

/**
 * The paths of what is a person's own in an entry: their name and address wherever they stand, and all words of an entry
 * in which they act.
 */
export function personalPathsOf(body: { actor: { id: string }; fact: unknown }, personId: string): string[] {
  const paths: string[] = [];
  const walk = (value: unknown, path: string, isTheirs: boolean): void => {
    if (value === null || typeof value !== 'object') return;
    const theirs = !Array.isArray(value) && (value as { id?: unknown }).id === personId;
    for (const [key, item] of Object.entries(value)) {
      const inner = path === '' ? key : `${path}.${key}`;
      const isName = names.has(key);
      if (typeof item === 'string' && personalKeys.has(key) && (isName ? theirs : isTheirs)) paths.push(inner);
      else walk(item, inner, isTheirs);
    }
  };
  walk(body, '', body.actor.id === personId);
  return paths;
}

/** Names belong to whom they stand beside; other texts belong to whoever acted. */
const names: ReadonlySet<string> = new Set(['displayName', 'userPrincipalName']);

/** The paths whose value no longer fits its hash: somebody changed them. Erased values are not among them. */
export function alteredPersonal(sealed: unknown, personal: PersonalParts): string[] {
  const altered: string[] = [];
  const known = new Set<string>();
  replaceSealed(sealed, (path, { sealed: hash }) => {
    known.add(path);
    const part = personal[path];
    if (part && saltedHash(part.salt, part.value) !== hash) altered.push(path);
    return '';
  });
  return [...altered, ...Object.keys(personal).filter((path) => !known.has(path))];
}

/** Whether any of the personal values is gone. */
export function hasErased(sealed: unknown, personal: PersonalParts): boolean {
  let isMissing = false;
  replaceSealed(sealed, (path) => {
    isMissing ||= !personal[path];
    return '';
  });
  return isMissing;
}

function replaceSealed(body: unknown, replace: (path: string, sealed: Sealed) => string): unknown {
  const walk = (value: unknown, path: string): unknown => {
    if (isSealed(value)) return replace(path, value);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}.${index}`));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, walk(item, path === '' ? name : `${path}.${name}`)]),
      );
    }
    return value;
  };
  return walk(body, '');
}

function isSealed(value: unknown): value is Sealed {
  return value !== null && typeof value === 'object' && 'sealed' in value && Object.keys(value).length === 1;
}

function saltedHash(salt: string, value: string): string {
  return createHash('sha256').update(`${salt}\n${value}`).digest('base64url');
}
