import { expect, it } from 'vitest';
import { pageOfDeepLink } from './deep-link.ts';

it.each([
  ['asset/a-1', '/register/a-1'],
  ['asset/a b', '/register/a%20b'],
  ['today', '/today'],
  ['settings', '/settings'],
  ['overview?currency=EUR', '/overview?currency=EUR'],
  ['decisions?mine=1', '/decisions?mine=1'],
  ['notices?state=failed', '/notices?state=failed'],
  ['register?status=declared&search=a%20b', '/register?status=declared&search=a+b'],
])('the deep link %s means %s', (link, page) => {
  expect(pageOfDeepLink(link)).toBe(page);
});

it.each([
  null,
  '',
  'asset/',
  'asset/a/b',
  'elsewhere',
  '/today',
  '//evil.example',
  'today/../x',
  'https://evil.example',
])('the deep link %s means no page', (link) => {
  expect(pageOfDeepLink(link)).toBeNull();
});
