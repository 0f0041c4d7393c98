import { createHash, randomBytes } from 'node:crypto';
import { personalKeys, typedTextAt } from '../domain/entry.ts';

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
  const walk = (value: unknown, path: string, key: string, parent: object): unknown => {
    if (typeof value === 'string' && (personalKeys.has(key) || typedTextAt(parent, key))) {
      const salt = randomBytes(12).toString('base64url');
      personal[path] = { salt, value };
      return { sealed: saltedHash(salt, value) };
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}.${index}`, key, parent));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          walk(item, path === '' ? name : `${path}.${name}`, name, value),
        ]),
      );
    }
    return value;
  };
  return { sealed: walk(body, '', '', {}), personal };
}

/** Puts the personal values back; one that is missing is the empty string. */
export function unsealPersonal(sealed: unknown, personal: PersonalParts): unknown {
  return replaceSealed(sealed, (path) => personal[path]?.value ?? '');
}

/** The paths whose value no longer fits its hash: somebody changed them. Missing ones are not among them. */
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

/** The paths of the personal values that are gone. */
export function missingPersonal(sealed: unknown, personal: PersonalParts): string[] {
  const missing: string[] = [];
  replaceSealed(sealed, (path) => {
    if (!personal[path]) missing.push(path);
    return '';
  });
  return missing;
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
