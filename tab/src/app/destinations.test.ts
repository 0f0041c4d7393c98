import { expect, it } from 'vitest';
import { type GeneralAction, generalActions, type Me } from '../../../bot/src/http/contract.ts';
import { destinationsFor, startOf } from './destinations.ts';

const someone = (may: readonly GeneralAction[]): Me => ({
  id: 'p',
  name: 'P',
  roles: [],
  seesAll: may.includes('register.list-all'),
  may: [...may],
  toDecide: 0,
  policy: { version: '1', text: '' },
  products: [],
  priceBook: [],
});
const pathsFor = (me: Me, decides: boolean) => destinationsFor({ me, decides }).map(({ path }) => path);

it.each<[string, readonly GeneralAction[], boolean, string[]]>([
  [
    'ITAM staff',
    generalActions,
    false,
    ['/today', '/register', '/renewals', '/overview', '/decisions', '/notices', '/purchases', '/settings'],
  ],
  [
    'an auditor',
    ['register.list-all', 'today.read', 'notices.list', 'settings.read'],
    false,
    ['/today', '/register', '/renewals', '/overview', '/notices', '/purchases', '/settings'],
  ],
  ['someone with decisions to make', [], true, ['/purchases', '/decisions']],
  ['anyone', [], false, ['/purchases']],
])('leads %s where they may go, and starts with the first', (_, may, decides, paths) => {
  const me = someone(may);
  expect(pathsFor(me, decides)).toEqual(paths);
  expect(startOf(me)).toBe(paths[0]);
});
