import type { PracticePerson } from './people.ts';
import { presentRows } from './population.ts';
import type { PracticeTenant } from './practice-state.ts';

/** One of Graph's `startswith(property,'value')`; a quote in a value is doubled. */
const startsWith = /^startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)/i;

const propertyOf: Record<string, (user: PracticePerson) => string> = {
  displayname: ({ displayName }) => displayName,
  surname: ({ displayName }) => displayName.split(' ').slice(1).join(' '),
  userprincipalname: ({ userPrincipalName }) => userPrincipalName,
};

/** What a `$filter` of users asks for: beginnings of properties, joined by `or`. Null for anything else. */
export function userFilter(filter: string): ((user: PracticePerson) => boolean) | null {
  const terms: ((user: PracticePerson) => boolean)[] = [];
  let rest = filter.trim();
  for (;;) {
    const [whole = '', name = '', value = ''] = startsWith.exec(rest) ?? [];
    const read = Object.hasOwn(propertyOf, name.toLowerCase()) ? propertyOf[name.toLowerCase()] : undefined;
    if (!read) return null;
    const wanted = value.replaceAll("''", "'").toLowerCase();
    terms.push((user) => read(user).toLowerCase().startsWith(wanted));
    rest = rest.slice(whole.length).trim();
    if (rest === '') return (user) => terms.some((term) => term(user));
    if (!/^or\s/i.test(rest)) return null;
    rest = rest.slice(2).trim();
  }
}

/** The first users that match, own people before invented ones. */
export function firstUsers(
  { users, invented }: PracticeTenant,
  matches: (user: PracticePerson) => boolean,
  most: number,
): PracticePerson[] {
  const first: PracticePerson[] = [];
  for (const user of users) if (first.length < most && matches(user)) first.push(user);
  for (const user of presentRows(invented.users)) if (first.length < most && matches(user)) first.push(user);
  return first;
}
