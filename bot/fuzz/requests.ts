import fc from 'fast-check';
import { assetStatuses, billingTerms } from '../src/domain/asset.ts';
import { evidenceKinds } from '../src/domain/evidence.ts';
import { densities, manyActions, sortKeys } from '../src/http/contract.ts';
import { openApi } from '../src/http/openapi.ts';
import { type Json, mutated, oddText, oddValue, prototypeKeys } from './odd.ts';
import type { Sender, Shot, Spoil } from './shot.ts';

type Query = [name: string, value: string][];
type Call = {
  kind: string;
  sender: Sender;
  method: string;
  path: string;
  query?: Query;
  headers?: Record<string, string>;
  body?: Json;
  /** A body that is no JSON. */
  text?: string;
};

const one = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const reason = fc.oneof({ weight: 4, arbitrary: one('Because', 'As agreed') }, { weight: 1, arbitrary: oddText });
const colleague = fc.oneof(
  { weight: 6, arbitrary: one('⟦colleague⟧', '⟦colleague 1⟧', '⟦person 2⟧') },
  { weight: 1, arbitrary: oddText },
);
const ulid = fc.string({ unit: one(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), minLength: 26, maxLength: 26 });

const form = fc.record({
  product: one('Acrobat Pro', 'Power BI Pro', 'Visio Plan 2', 'Figma', 'Köhler'),
  publisher: one('Adobe', 'Microsoft', ''),
  quantity: fc.integer({ min: 1, max: 200 }),
  price: one<string | number>('10', '12.50', 10, '0'),
  currency: one('USD', 'EUR', 'CHF', 'JPY'),
  billingTerm: one(...billingTerms),
  purchasedOn: one('2026-11-20', '2026-01-31', '2024-02-29'),
  renewsOn: one(null, '2027-11-20', '2026-12-24'),
  costCentre: one('CC-1', 'CC-4410'),
  reason,
  acceptsPolicy: fc.constant(true),
});
const declaration = fc
  .tuple(form, ulid, fc.boolean())
  .map(([values, id, isAnother]) => ({ ...values, declarationId: id, isAnother }));

const actionBodies: Record<string, fc.Arbitrary<Json>> = {
  approve: fc.record({ comment: fc.oneof(fc.constant(null), reason) }),
  reject: fc.record({ comment: reason }),
  ask: fc.record({ question: reason }),
  'hand-on': fc.record({ to: colleague, comment: fc.oneof(fc.constant(null), reason) }),
  'hand-over': fc.record({ to: colleague, comment: fc.oneof(fc.constant(null), reason) }),
  answer: fc.record({ answer: reason }),
  declare: form,
  disown: fc.constant({}),
  join: fc.record({ declaredId: one('⟦asset⟧', 'dec-none') }),
  renewal: fc.record({ decision: one('keep', 'end'), reason }),
  correct: fc.record({
    changes: fc.record(
      {
        product: fc.oneof(one('Power BI Pro', 'MS Visio'), oddText),
        quantity: one<Json>(3, '4', '0'),
        price: one('11', '12,50'),
        currency: one('EUR', 'USD'),
        billingTerm: one(...billingTerms),
        purchasedOn: one('2026-11-01', '2026-02-30'),
        renewsOn: one('2027-01-01', ''),
        costCentre: fc.oneof(one('CC-2'), oddText),
        owner: colleague,
      },
      { requiredKeys: [] },
    ),
    reason,
  }),
  move: fc.record({ to: one(...assetStatuses), reason }),
  retire: fc.record({ reason }),
};
const actors: Record<string, Sender> = {
  'hand-over': 'owner',
  answer: 'owner',
  declare: 'owner',
  disown: 'owner',
  join: 'owner',
  renewal: 'owner',
};
const ifMatch = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Record<string, string>>({ 'if-match': '"⟦version⟧"' }) },
  {
    weight: 2,
    arbitrary: one<Record<string, string>>(
      ...[{}, { 'if-match': '*' }, { 'if-match': '"0"' }, { 'if-match': '⟦version⟧' }, { 'if-match': '"1", "2"' }],
      ...[
        { 'if-match': `"${'9'.repeat(400)}"` },
        { 'if-match': '"-1"' },
        { 'if-match': 'W/"⟦version⟧"' },
        { 'if-match': '"1.1"' },
      ],
    ),
  },
);

const action = one(...Object.keys(actionBodies)).chain((name) =>
  fc
    .tuple(
      actionBodies[name] ?? fc.constant({}),
      ifMatch,
      one<Sender>('manager', 'manager', 'staff', 'staff', 'anyone'),
    )
    .map(
      ([body, headers, sender]): Call => ({
        kind: `action ${name}`,
        sender: sender === 'anyone' ? sender : (actors[name] ?? (/correct|move|retire/.test(name) ? 'staff' : sender)),
        method: 'POST',
        path: `/api/register/⟦asset⟧/${name}`,
        headers,
        body,
      }),
    ),
);

const aDay = one('2026-11-24', '2024-02-29', '2026-02-30', '9999-12-31', '0000-00-00', '2026-11-24T00:00:00Z');
const filters: Record<string, fc.Arbitrary<string>> = {
  search: fc.oneof(one('power', 'köhler', 'acro', 'cc-1', 'a', ' '), oddText),
  status: one(...assetStatuses, 'x'),
  product: one('Power BI Pro', 'Acrobat Pro', 'x'),
  publisher: one('Microsoft', 'Adobe'),
  source: one('discovery', 'declaration', 'x'),
  purchaser: fc.constant('⟦person⟧'),
  owner: fc.constant('⟦person⟧'),
  manager: fc.constant('⟦person⟧'),
  department: one('Finance', 'IT'),
  costCentre: one('CC-1', ''),
  renewal: one('undecided', 'keep', 'end', 'x'),
  price: one('monthly', 'yearly', 'trial', 'unknown', 'x'),
  currency: one('USD', 'EUR', 'x'),
  evidence: one('attached', 'none', 'x'),
  flag: one('trial', 'duplicate', 'owner-gone', 'x'),
  renewsBefore: aDay,
  renewsAfter: aDay,
  heldOn: aDay,
  knownOn: aDay,
  declaredAfter: aDay,
  declaredBefore: aDay,
  decidedAfter: aDay,
  decidedBefore: aDay,
  costFrom: one('50', '12.50', '0', '1e3', '-1', '999999999.99'),
  sort: fc.oneof(one(...sortKeys, ...sortKeys.map((key) => `-${key}`)), one('x', '--product', '')),
};
const filter: fc.Arbitrary<Query[number]> = fc.oneof(
  {
    weight: 12,
    arbitrary: one(...Object.keys(filters)).chain((name) =>
      (filters[name] ?? oddText).map((value): Query[number] => [name, value]),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(one(...Object.keys(filters), ...prototypeKeys, 'x'), oddText) },
);
const narrowing = fc.array(filter, { maxLength: 4 });
const cursor = fc.oneof(
  { weight: 4, arbitrary: fc.constant('⟦cursor⟧') },
  { weight: 1, arbitrary: oddText },
  {
    weight: 3,
    arbitrary: fc
      .record({ sort: one('-updatedAt', 'product', 'x'), value: oddValue, id: one('sub-1', '', '\u0000') })
      .map((mark) => Buffer.from(JSON.stringify(mark)).toString('base64url')),
  },
  { weight: 1, arbitrary: fc.constant('⟦cursor⟧x') },
);
const page: fc.Arbitrary<Query> = fc
  .record(
    {
      limit: one('1', '50', '200', '0', '201', '1.5', 'NaN', ''),
      cursor,
      offset: one('0', '10', '10000000', '-1', '1e3'),
    },
    { requiredKeys: [] },
  )
  .map((fields) => Object.entries(fields));

const view = fc.record({
  name: fc.oneof(one('Mine', 'Renewals'), oddText),
  query: one('status=detected', '', 'sort=-perMonth&flag=trial', 'x=1', '__proto__=1', 'search=%E0%A4%A'),
  columns: one<Json>(null, ['product', 'status'], ['product', 'product'], []),
  widths: one<Json>({}, { product: 200 }, { product: 1 }),
  density: one(...densities),
  isShared: fc.boolean(),
});
const viewId = fc.oneof(
  fc.constant('⟦view⟧'),
  ulid.map((id) => id.toLowerCase()),
);
const viewMatch = one<Record<string, string>>({ 'if-match': '"⟦viewVersion⟧"' }, { 'if-match': '"⟦viewVersion⟧"' }, {});

const people = fc.array(colleague, { maxLength: 4 });
const settingBodies: Record<string, fc.Arbitrary<Json>> = {
  'itam-channel': fc.record({
    channel: one<Json>('⟦channel⟧', '⟦channel⟧', null, 'General', 'https://teams.microsoft.com/l/channel/x/y'),
    reason,
  }),
  'fallback-approvers': fc.record({ people, reason }),
  'product-owners': fc.record({ area: fc.oneof(one('Power BI', 'Visio Plan 2'), oddText), people, reason }),
  'cost-centre-owners': fc.record({ area: fc.oneof(one('CC-1', 'CC-2'), oddText), people, reason }),
  policy: fc.record({ text: fc.oneof(one('Buy less.', 'Ask first.'), oddText), reason }),
  'reminder-days': fc.record({ days: fc.oneof(one<Json>([30, 7], [], [1.5], [1e21], [999, 0, -1])), reason }),
  'retire-ended': fc.record({ after: one<Json>(null, 0, 30, 1.5, -1, 1e21), reason }),
  'approval-tolerance': fc.record({ percent: one<Json>(0, 10, 100, 101, 1.5, -1), reason }),
  'price-book': fc.record({
    product: one('Power BI Pro', 'POWER_BI_PRO', 'Visio Plan 2', 'x'),
    billingTerm: one(...billingTerms),
    currency: one('USD', 'EUR', 'x'),
    price: one(null, '10', '12.50', 'x'),
    reason,
  }),
};
const setting = one(...Object.keys(settingBodies)).chain((name) =>
  fc
    .tuple(
      settingBodies[name] ?? fc.constant({}),
      one<Record<string, string>>({ 'if-match': '"⟦settings⟧"' }, { 'if-match': '"⟦settings⟧"' }, {}),
    )
    .map(
      ([body, headers]): Call => ({
        kind: `setting ${name}`,
        sender: 'staff',
        method: 'POST',
        path: `/api/settings/${name}`,
        headers,
        body,
      }),
    ),
);

const ids = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.nat(99).map((at) => `⟦asset ${at}⟧`) },
    { weight: 1, arbitrary: one('sub-none', 'X', '', '__proto__', '../x') },
  ),
  { minLength: 0, maxLength: 8 },
);
const bulk = fc.tuple(one(...manyActions), ids, reason, fc.boolean(), colleague).map(
  ([name, picked, why, isPreview, owner]): Call => ({
    kind: `bulk ${name}`,
    sender: 'staff',
    method: 'POST',
    path: '/api/register/bulk',
    body: {
      action: name,
      ids: picked,
      reason: why,
      isPreview,
      ...(name === 'set-owner' && { owner }),
      ...(name === 'set-cost-centre' && { costCentre: 'CC-3' }),
    },
  }),
);

const file = fc.oneof(
  one(
    '%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\n%%EOF',
    'An invoice',
    '',
    '#!/bin/sh',
    '<html>',
    'From: a\nDate: b\nSubject: c\n\nd',
    'MZ',
  ),
  fc.string({ minLength: 1, maxLength: 60 }),
);
const upload = fc
  .tuple(file, one(...evidenceKinds, 'x'), fc.oneof(one('Invoice.pdf', '../../x.pdf', 'CON', ''), oddText))
  .map(
    ([text, kind, name]): Call => ({
      kind: 'evidence upload',
      sender: 'owner',
      method: 'POST',
      path: '/api/register/⟦asset⟧/evidence',
      query: [
        ['kind', kind],
        ['name', name],
      ],
      headers: { 'content-type': 'application/octet-stream' },
      text,
    }),
  );

const get = (kind: string, sender: Sender, path: string, query: fc.Arbitrary<Query> = fc.constant([])) =>
  query.map((fields): Call => ({ kind, sender, method: 'GET', path, query: fields }));

const calls: fc.WeightedArbitrary<Call>[] = [
  { weight: 260, arbitrary: action },
  {
    weight: 120,
    arbitrary: declaration.map(
      (body): Call => ({ kind: 'declare', sender: 'anyone', method: 'POST', path: '/api/register', body }),
    ),
  },
  {
    weight: 100,
    arbitrary: fc
      .tuple(narrowing, page)
      .chain(([narrow, rest]) => get('register', 'staff', '/api/register', fc.constant([...narrow, ...rest]))),
  },
  { weight: 40, arbitrary: get('register of one’s own', 'anyone', '/api/register', page) },
  { weight: 30, arbitrary: get('ids', 'staff', '/api/register/ids', narrowing) },
  { weight: 80, arbitrary: get('asset', 'owner', '/api/register/⟦asset⟧') },
  { weight: 30, arbitrary: get('asset of another', 'anyone', '/api/register/⟦asset⟧') },
  { weight: 40, arbitrary: get('history', 'auditor', '/api/register/⟦asset⟧/history') },
  { weight: 50, arbitrary: upload },
  { weight: 20, arbitrary: get('evidence', 'owner', '/api/register/⟦asset⟧/evidence/⟦hash⟧') },
  { weight: 50, arbitrary: bulk },
  {
    weight: 3,
    arbitrary: fc
      .tuple(narrowing, one('csv', 'xlsx', 'pdf'))
      .chain(([narrow, format]) =>
        get('export', 'staff', '/api/export', fc.constant([...narrow, ['format', format], ['search', 'köhler']])),
      ),
  },
  {
    weight: 7,
    arbitrary: fc.tuple(ids, one('csv', 'xlsx', 'x')).map(
      ([picked, format]): Call => ({
        kind: 'export of picked',
        sender: 'staff',
        method: 'POST',
        path: '/api/export',
        body: { format, ids: picked },
      }),
    ),
  },
  {
    weight: 30,
    arbitrary: fc.tuple(viewId, view, viewMatch).map(
      ([id, body, headers]): Call => ({
        kind: 'view put',
        sender: 'staff',
        method: 'PUT',
        path: `/api/views/${id}`,
        headers,
        body,
      }),
    ),
  },
  {
    weight: 10,
    arbitrary: fc.tuple(viewId, viewMatch).map(
      ([id, headers]): Call => ({
        kind: 'view delete',
        sender: 'staff',
        method: 'DELETE',
        path: `/api/views/${id}`,
        headers,
      }),
    ),
  },
  { weight: 10, arbitrary: viewId.chain((id) => get('view', 'staff', `/api/views/${id}`)) },
  {
    weight: 10,
    arbitrary: one<Json>('⟦view⟧', null, 'x').map(
      (id): Call => ({
        kind: 'default view',
        sender: 'staff',
        method: 'PUT',
        path: '/api/views/default',
        body: { id },
      }),
    ),
  },
  { weight: 10, arbitrary: get('views', 'staff', '/api/views') },
  {
    weight: 30,
    arbitrary: fc
      .tuple(page, one('', 'delivered', 'failed', 'x'))
      .chain(([rest, state]) =>
        get('notices', 'staff', '/api/notices', fc.constant(state ? [...rest, ['state', state]] : rest)),
      ),
  },
  {
    weight: 10,
    arbitrary: fc.constant<Call>({
      kind: 'notice retry',
      sender: 'staff',
      method: 'POST',
      path: '/api/notices/⟦notice⟧/retry',
      body: {},
    }),
  },
  { weight: 20, arbitrary: setting },
  { weight: 10, arbitrary: get('settings', 'staff', '/api/settings') },
  { weight: 2, arbitrary: get('settings history', 'staff', '/api/settings/history') },
  {
    weight: 20,
    arbitrary: fc
      .oneof(one('al', 'me', 'x'), oddText)
      .chain((search) => get('people', 'anyone', '/api/people', fc.constant([['search', search]]))),
  },
  { weight: 10, arbitrary: get('today', 'staff', '/api/today') },
  {
    weight: 2,
    arbitrary: oddText.map(
      (since): Call => ({
        kind: 'confirm a loss',
        sender: 'staff',
        method: 'POST',
        path: '/api/discovery/loss/confirm',
        body: { since },
      }),
    ),
  },
  { weight: 10, arbitrary: get('overview', 'auditor', '/api/overview') },
  { weight: 10, arbitrary: get('renewals', 'staff', '/api/renewals') },
  { weight: 20, arbitrary: get('me', 'anyone', '/api/me') },
  {
    weight: 2,
    arbitrary: one('/api/config', '/api/openapi.json', '/healthz', '/tab/', '/').chain((path) =>
      get('public', 'nobody', path),
    ),
  },
];

const templates = Object.keys(openApi().paths);
/** What can stand for an id in an address. */
const segment = fc.oneof(
  one('⟦asset⟧', '⟦view⟧', '⟦notice⟧', '⟦hash⟧', 'bulk', 'ids', 'default', 'history', ...prototypeKeys),
  one('..', '%2e%2e', '%2e%2e%2fetc', '%00', '%ff', '%', '%E0%A4%A', 'a%2Fb', '~', '*', "a'b", '%F0%9F%98%80', ';a=b'),
  oddText.map(encoded),
);
/** Any address with any method, any body and headers that nobody sends. */
const stray: fc.Arbitrary<Call> = fc
  .record({
    template: one(
      ...templates,
      '/tab/assets/{id}',
      '/{id}',
      '/api/{id}',
      '/api/messages/{id}',
      '/api/register/{id}/{id}',
    ),
    ids: fc.array(segment, { minLength: 2, maxLength: 2 }),
    method: one('GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'),
    query: fc.array(fc.tuple(fc.oneof(one('search', 'limit', 'x'), oddText), oddText), { maxLength: 2 }),
    sender: one<Sender>('staff', 'anyone', 'nobody'),
    body: fc.option(oddValue),
    headers: one<Record<string, string>>(
      ...[
        {},
        { 'if-match': '"⟦version⟧"' },
        { 'if-none-match': '*' },
        { accept: 'application/xml' },
        { range: 'bytes=0-' },
      ],
      ...[
        { 'accept-language': '../en' },
        { 'accept-language': 'de-CH;q=x,*' },
        { 'accept-encoding': 'br' },
        { expect: '100-continue' },
      ],
      ...[{ 'x-http-method-override': 'DELETE' }, { origin: 'https://evil.example' }, { 'content-encoding': 'gzip' }],
      ...[
        { 'x-forwarded-for': '1.2.3.4' },
        { authorization: 'Bearer a.b.c' },
        { authorization: 'Basic eDp5' },
        { host: 'evil.example' },
      ],
    ),
  })
  .map(({ template, ids: [first = '', second = ''], body, ...rest }) => ({
    ...rest,
    kind: 'stray',
    path: template.replace(/\{\w+\}/, first).replace(/\{\w+\}/, second),
    ...(body !== null && { body }),
  }));

const valid = fc.oneof(...calls);
const broken = valid.chain((call): fc.Arbitrary<Call> => {
  const kind = `${call.kind}, mutated`;
  if (call.body !== undefined) return mutated(fc.constant(call.body)).map((body) => ({ ...call, kind, body }));
  return fc
    .tuple(fc.oneof(one(...prototypeKeys, 'limit', 'sort', 'cursor'), oddText), oddText)
    .map((odd) => ({ ...call, kind, query: [...(call.query ?? []), odd] }));
});
const spoiled = fc
  .tuple(valid, one<Spoil>('cut', 'doubled', 'utf16', 'latin1', 'half-character'))
  .map(([call, spoil]) => ({ call: { ...call, kind: 'request, spoiled' }, spoil }));

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Places are filled in later, so they stay as they are. */
function queryText(query: Query): string {
  return query.map(([name, value]) => `${encoded(name)}=${value.includes('⟦') ? value : encoded(value)}`).join('&');
}

function shotOf(
  { kind, sender, method, path, query, headers, body, text }: Call,
  pick: number,
  spoil: Spoil = 'none',
): Shot {
  const asked = query?.length ? `?${queryText(query)}` : '';
  return {
    kind,
    sender,
    pick,
    method,
    path: `${path}${asked}`,
    headers: { 'content-type': 'application/json', 'accept-language': 'en-GB', ...headers },
    body: text ?? (body === undefined ? null : JSON.stringify(body)),
    spoil,
  };
}

const pick = fc.nat(1_000_000);

/** Requests to the API: what its pages send, what they could send by mistake, and what nobody should. */
export const requestShot: fc.Arbitrary<Shot> = fc.oneof(
  { weight: 64, arbitrary: fc.tuple(valid, pick).map(([call, at]) => shotOf(call, at)) },
  { weight: 22, arbitrary: fc.tuple(broken, pick).map(([call, at]) => shotOf(call, at)) },
  { weight: 10, arbitrary: fc.tuple(stray, pick).map(([call, at]) => shotOf(call, at)) },
  { weight: 4, arbitrary: fc.tuple(spoiled, pick).map(([{ call, spoil }, at]) => shotOf(call, at, spoil)) },
);
