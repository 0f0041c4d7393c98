import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeopleAnswer, Problem } from '../src/http/contract.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

describe('finding a colleague', () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.stop());

  const search = (typed: string, by = 'Alex') => tenant.api(by, `/api/people?search=${encodeURIComponent(typed)}`);
  const names = async (typed: string, by?: string) =>
    ((await (await search(typed, by)).json()) as PeopleAnswer).items.map(({ name }) => name);

  it('given the directory, when someone types a beginning, then it gives id, name and address and nothing else', async () => {
    const { id, displayName, userPrincipalName } = tenant.person('Lee');
    const answer = (await (await search(' LEE ')).json()) as PeopleAnswer;
    expect(answer.items).toEqual([{ id, name: displayName, upn: userPrincipalName }]);
    expect(await names('wilb')).toEqual(['Alex Wilber']);
    expect(await names('megan.bowen@con')).toEqual(['Megan Bowen']);
  });

  it.each([
    ['one letter', 'a'],
    ['nothing', ' '],
    ['what no name begins with', 'zzz'],
    ['a quote', "o'hara"],
    ['what would widen the filter', "x') or startswith(displayName,'"],
    ['signs that mean something in an address', 'R&D #1 + 100%26'],
    ['a guest', 'Chris Green'],
    ['a disabled account', 'Irvin'],
  ])('given %s, when it is looked for, then nobody is found', async (_, typed) => {
    expect(await names(typed)).toEqual([]);
  });

  it.each([
    ['no search', '/api/people', 400, 'request.unreadable'],
    ['an endless one', `/api/people?search=${'x'.repeat(101)}`, 400, 'request.unreadable'],
    ['an unknown field', '/api/people?search=al&top=500', 400, 'request.unreadable'],
  ])('given %s, when it is asked, then it is refused', async (_, path, status, code) => {
    const answer = await tenant.api('Alex', path);
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([status, code]);
  });

  it('given a guest, when they look for colleagues, then nobody is found', async () => {
    expect(await names('wilb', 'Chris Green')).toEqual([]);
  });

  it('given a directory out of reach, when it is asked, then it says so', async () => {
    await tenant.practice('POST', '/practice/faults', { path: '/users', status: 400, times: 1 });
    const answer = await search('le');
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([503, 'directory.unreachable']);
    expect(await names('le')).toEqual(['Lee Gu']);
  });
});
