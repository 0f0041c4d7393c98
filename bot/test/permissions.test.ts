import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ActionName,
  actions,
  type BulkAnswer,
  type Detail,
  type ListAnswer,
  type NoticesAnswer,
  type SettingsAnswer,
} from '../src/http/contract.ts';
import { usualPatience } from '../src/http/patience.ts';
import { apiRoutes } from '../src/http/routes.ts';
import { alex, grady, megan, people } from '../src/practice/people.ts';
import { contentHash } from '../src/register/evidence.ts';
import { assetIdOfSubscription } from '../src/register/shards.ts';
import { eventually } from './support/eventually.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/** Everyone who may call the API, each by the first name of a person in the practice tenant; null has no token. */
const callers = {
  'ITAM staff': 'Adele',
  auditor: 'Lynne',
  purchaser: 'Alex',
  manager: 'Megan',
  'fallback approver': 'Nestor',
  'product owner': 'Grady',
  'cost-centre owner': 'Miriam',
  colleague: 'Isaiah',
  nobody: null,
} as const;
type Caller = keyof typeof callers;
const everyone = Object.keys(callers) as Caller[];

const idOf = (name: string): string => people.find(({ displayName }) => displayName.startsWith(name))?.id ?? '';

/** What each caller is answered, in the order of `callers`. */
type Row = readonly [
  ITAM: number,
  auditor: number,
  purchaser: number,
  manager: number,
  fallback: number,
  productOwner: number,
  costCentreOwner: number,
  colleague: number,
  nobody: number,
];

const reads: Record<string, Row> = {
  '/healthz': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  '/readyz': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  '/api/config': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  '/api/openapi.json': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  '/api/me': [200, 200, 200, 200, 200, 200, 200, 200, 401],
  '/api/register': [200, 200, 200, 200, 200, 200, 200, 200, 401],
  '/api/register/{id}': [200, 200, 200, 200, 403, 200, 200, 403, 401],
  '/api/register/{id}/history': [200, 200, 200, 200, 403, 200, 200, 403, 401],
  '/api/register/{id}/evidence/{hash}': [200, 200, 200, 200, 403, 200, 200, 403, 401],
  '/api/register/ids': [200, 403, 403, 403, 403, 403, 403, 403, 401],
  '/api/export?format=csv': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  '/api/views': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  '/api/views/{view}': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  '/api/notices': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  '/api/people?search=al': [200, 200, 200, 200, 200, 200, 200, 200, 401],
  '/api/settings': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  '/api/settings/history': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  '/api/renewals': [200, 200, 200, 200, 200, 200, 200, 200, 401],
  '/api/overview': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  '/api/today': [200, 200, 403, 403, 403, 403, 403, 403, 401],
};

/** Of a loss that there is none of, which only whoever may say so is told. */
const confirming: Row = [409, 403, 403, 403, 403, 403, 403, 403, 401];

/** Of a notice that waits for someone who never opened Sightline. */
const retrying: Row = [200, 403, 403, 403, 403, 403, 403, 403, 401];

/** What ITAM staff may do to a shared view of someone else's, an auditor may not; making one's own and choosing is both's. */
const sharing: Record<string, Row> = {
  'make a view': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  'choose a view': [200, 200, 403, 403, 403, 403, 403, 403, 401],
  'change a shared view': [200, 403, 403, 403, 403, 403, 403, 403, 401],
  'delete a shared view': [200, 403, 403, 403, 403, 403, 403, 403, 401],
};

/** One change to many is ITAM staff's alone, whoever's they are. */
const changingMany: Row = [200, 403, 403, 403, 403, 403, 403, 403, 401];

/** What was picked goes into a file as what was filtered does. */
const exportingPicked: Row = [200, 200, 403, 403, 403, 403, 403, 403, 401];

/** Attaching evidence to Alex's purchase: whoever bought it, decides about it, or is ITAM staff. */
const attaching: Row = [201, 403, 201, 201, 403, 403, 403, 403, 401];
/** So is changing a setting. */
const changingSettings: Row = [200, 403, 403, 403, 403, 403, 403, 403, 401];

/** Declaring a purchase of one's own is everyone's; what is done to Alex's purchase depends on who asks. */
const declaring: Row = [201, 201, 201, 201, 201, 201, 201, 201, 401];
const acts: Record<ActionName, Row> = {
  approve: [200, 403, 403, 200, 403, 403, 403, 403, 401],
  reject: [200, 403, 403, 200, 403, 403, 403, 403, 401],
  ask: [200, 403, 403, 200, 403, 403, 403, 403, 401],
  'hand-on': [200, 403, 403, 200, 403, 403, 403, 403, 401],
  'hand-over': [403, 403, 200, 403, 403, 403, 403, 403, 401],
  answer: [403, 403, 200, 403, 403, 403, 403, 403, 401],
  declare: [200, 403, 200, 403, 403, 403, 403, 403, 401],
  disown: [403, 403, 200, 403, 403, 403, 403, 403, 401],
  // There is nothing that it could be; what of a purchase may be joined, its owner alone is told.
  join: [403, 403, 404, 403, 403, 403, 403, 403, 401],
  renewal: [200, 403, 200, 403, 403, 403, 403, 403, 401],
  end: [200, 403, 200, 403, 403, 403, 403, 403, 401],
  resume: [200, 403, 200, 403, 403, 403, 403, 403, 401],
  correct: [200, 403, 403, 403, 403, 403, 403, 403, 401],
  move: [200, 403, 403, 403, 403, 403, 403, 403, 401],
  retire: [200, 403, 403, 403, 403, 403, 403, 403, 401],
};

const form = {
  product: 'Acrobat Pro',
  publisher: 'Adobe',
  quantity: 2,
  price: '14.00',
  currency: 'USD',
  billingTerm: 'monthly',
  purchasedOn: '2026-11-20',
  renewsOn: '2027-11-20',
  costCentre: 'CC-4410',
  reason: 'Contracts',
  acceptsPolicy: true,
};
const bodies: Record<ActionName, unknown> = {
  approve: { comment: null },
  reject: { comment: 'Use the shared seats' },
  ask: { question: 'Why not the shared seats?' },
  'hand-on': { to: idOf('Lee'), comment: null },
  'hand-over': { to: idOf('Lee'), comment: null },
  answer: { answer: 'They are taken' },
  declare: { ...form, costCentre: 'CC-9' },
  disown: {},
  join: { declaredId: 'dec-none' },
  renewal: { decision: 'end', reason: 'Nobody uses it' },
  end: { on: '2026-11-21', reason: 'They confirmed it' },
  resume: { reason: 'It was another contract' },
  correct: { changes: { costCentre: 'CC-9' }, reason: 'Invoice' },
  move: { to: 'approved', reason: 'By hand' },
  retire: { reason: 'Cancelled' },
};

describe('the tables above', () => {
  it('given the routes of the API, when compared, then each of them stands in a table', () => {
    const client = { clientId: '', tenantId: '', signIn: 'practice', practice: null } as const;
    const routes = apiRoutes({} as Parameters<typeof apiRoutes>[0], client, usualPatience).map(
      ({ method, path }) =>
        `${method} ${path.replace('/views/:id', '/views/{view}').replace(':id', '{id}').replace(':hash', '{hash}')}`,
    );
    expect(routes.sort()).toEqual(
      [
        ...Object.keys(reads).flatMap((path) => (path.startsWith('/api/') ? [`get ${path.split('?')[0]}`] : [])),
        'post /api/register',
        'post /api/register/bulk',
        'post /api/export',
        'post /api/register/{id}/evidence',
        'put /api/views/default',
        'put /api/views/{view}',
        'del /api/views/{view}',
        'post /api/notices/{id}/retry',
        'post /api/register/{id}/:action',
        'post /api/settings/:setting',
        'post /api/discovery/loss/confirm',
      ].sort(),
    );
  });
});

describe('the API', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant({
      FALLBACK_APPROVERS: idOf('Nestor'),
      PRODUCT_OWNERS: JSON.stringify({ 'Power BI': [grady.id], 'Acrobat Pro': [grady.id] }),
      COST_CENTRE_OWNERS: JSON.stringify({ [form.costCentre]: [idOf('Miriam')] }),
      ITAM_STAFF: '',
    });
    await tenant.sightline.discover();
  });
  afterAll(() => tenant.stop());

  const tokens = new Map<string, string>();
  const tokenOf = async (name: string): Promise<string> => {
    const known = tokens.get(name);
    if (known !== undefined) return known;
    const { userPrincipalName } = tenant.person(name);
    const signedIn = await tenant.practice('POST', '/practice/token', { upn: userPrincipalName });
    const { token } = (await signedIn.json()) as { token: string };
    tokens.set(name, token);
    return token;
  };
  const call = async (caller: Caller, path: string, init: RequestInit = {}): Promise<Response> => {
    const name = callers[caller];
    const authorization = name === null ? {} : { authorization: `Bearer ${await tokenOf(name)}` };
    const headers = { 'content-type': 'application/json', ...authorization, ...init.headers };
    return fetch(`${tenant.url}${path}`, { ...init, headers });
  };
  const post = (caller: Caller, path: string, body: unknown, version?: number): Promise<Response> =>
    call(caller, path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
  const declare = (caller: Caller): Promise<Response> =>
    post(caller, '/api/register', { ...form, declarationId: ulid(), isAnother: true });
  const detail = async (response: Response): Promise<Detail> => (await response.json()) as Detail;

  /** A purchase of Alex's that an action can be done to. */
  async function purchaseFor(action: ActionName): Promise<Detail> {
    if (action === 'disown') {
      const bought = { purchaser: alex.userPrincipalName, skuPartNumber: 'VISIO_PLAN2_DEPT', quantity: 4 };
      const { id } = await tenant.buy(bought);
      await tenant.sightline.discover();
      return detail(await call('ITAM staff', `/api/register/${assetIdOfSubscription(id)}`));
    }
    const declared = await detail(await declare('purchaser'));
    if (action === 'resume')
      return detail(await post('purchaser', `/api/register/${declared.id}/end`, bodies.end, declared.version));
    if (action !== 'answer') return declared;
    return detail(await post('manager', `/api/register/${declared.id}/ask`, bodies.ask, declared.version));
  }

  describe.each(Object.entries(reads))('GET %s', (path, row) => {
    let id: string;
    beforeAll(async () => {
      id = (await purchaseFor('approve')).id;
      await attach('purchaser', id);
    });

    it.each(everyone)(
      'given the %s, when they read Alex’s purchase, then the table says what is answered',
      async (caller) => {
        const response = await call(
          caller,
          path
            .replace('{id}', id)
            .replace('{hash}', receiptHash)
            .replace('{view}', await sharedView()),
        );
        expect(response.status).toBe(row[everyone.indexOf(caller)]);
        await response.arrayBuffer();
      },
    );
  });

  /** A view that ITAM staff share; a new one where it will not stay as it is, since nobody may have very many. */
  let shared: Promise<string> | null = null;
  function sharedView(isNew = false): Promise<string> {
    const make = async () => {
      const id = ulid().toLowerCase();
      await putView('ITAM staff', id);
      return id;
    };
    if (isNew) return make();
    shared ??= make();
    return shared;
  }
  const viewBody = { name: 'All', query: '', columns: null, widths: {}, density: 'compact', isShared: true };
  const putView = (caller: Caller, id: string, version?: number): Promise<Response> =>
    call(caller, `/api/views/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ ...viewBody, name: version === undefined ? 'All' : 'Other' }),
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });

  describe.each(Object.entries(sharing))('views: %s', (what, row) => {
    it.each(everyone)('given the %s, when they do it, then the table says what is answered', async (caller) => {
      const tries: Record<string, (id: string) => Promise<Response>> = {
        'make a view': () => putView(caller, ulid().toLowerCase()),
        'choose a view': (id) => call(caller, '/api/views/default', { method: 'PUT', body: JSON.stringify({ id }) }),
        'change a shared view': (id) => putView(caller, id, 1),
        'delete a shared view': (id) =>
          call(caller, `/api/views/${id}`, { method: 'DELETE', headers: { 'if-match': '"1"' } }),
      };
      const expected = row[everyone.indexOf(caller)];
      const response = await tries[what]?.(await sharedView(expected === 200));
      expect(response?.status).toBe(expected);
      await response?.arrayBuffer();
    });
  });

  describe('POST /api/export', () => {
    it.each(everyone)(
      'given the %s, when they export what they picked, then the table says what is answered',
      async (caller) => {
        const response = await post(caller, '/api/export', { format: 'csv', ids: ['sub-1'] });
        expect(response.status).toBe(exportingPicked[everyone.indexOf(caller)]);
        await response.arrayBuffer();
      },
    );
  });

  describe('POST /api/discovery/loss/confirm', () => {
    it.each(everyone)(
      'given the %s, when they confirm a loss, then the table says what is answered',
      async (caller) => {
        const response = await post(caller, '/api/discovery/loss/confirm', { since: '2026-11-24T09:00:00.000Z' });
        expect(response.status).toBe(confirming[everyone.indexOf(caller)]);
        await response.arrayBuffer();
      },
    );
  });

  describe('POST /api/notices/{id}/retry', () => {
    it.each(everyone)(
      'given the %s, when they retry a notice, then the table says what is answered',
      async (caller) => {
        const notice = await eventually(async () => {
          const answer = await call('ITAM staff', '/api/notices?limit=1&state=waiting');
          return ((await answer.json()) as NoticesAnswer).items[0];
        });
        const response = await post(caller, `/api/notices/${notice.id}/retry`, {});
        expect(response.status).toBe(retrying[everyone.indexOf(caller)]);
        await response.arrayBuffer();
      },
    );
  });

  const receipt = 'Receipt of 24 November: 2 seats, 28.00 USD';
  const receiptHash = contentHash(Buffer.from(receipt));
  const attach = (caller: Caller, id: string): Promise<Response> =>
    call(caller, `/api/register/${id}/evidence?kind=invoice&name=receipt.txt`, { method: 'POST', body: receipt });

  describe('POST /api/register/{id}/evidence', () => {
    it.each(everyone)(
      'given the %s, when they attach something to Alex’s purchase, then the table says what is answered',
      async (caller) => {
        const { id } = await purchaseFor('approve');
        const offered = await call(caller, `/api/register/${id}`);
        const mayAttach = offered.status === 200 && (await detail(offered)).mayAttach;
        const response = await attach(caller, id);
        expect(response.status).toBe(attaching[everyone.indexOf(caller)]);
        expect(mayAttach).toBe(response.status === 201);
        const after = await detail(await call('ITAM staff', `/api/register/${id}`));
        expect(after.evidence.map(({ hash }) => hash)).toEqual(mayAttach ? [receiptHash] : []);
      },
    );
  });

  describe.each(['preview', 'run'])('POST /api/register/bulk, as a %s', (how) => {
    it.each(everyone)(
      'given the %s, when they change Alex’s purchase, then the table says what is answered',
      async (caller) => {
        const purchase = await purchaseFor('retire');
        const body = { ids: [purchase.id], action: 'retire', reason: 'Cancelled', isPreview: how === 'preview' };
        const response = await post(caller, '/api/register/bulk', body);
        expect(response.status).toBe(changingMany[everyone.indexOf(caller)]);
        const after = await detail(await call('ITAM staff', `/api/register/${purchase.id}`));
        expect(after.status).toBe(response.status === 200 && how === 'run' ? 'retired' : 'declared');
        await response.arrayBuffer();
      },
    );
  });

  describe('POST /api/settings/reminder-days', () => {
    it.each(everyone)('given the %s, when they change it, then the table says what is answered', async (caller) => {
      const before = (await (await call('ITAM staff', '/api/settings')).json()) as SettingsAnswer;
      const days = [60, everyone.indexOf(caller)];
      const body = { days, reason: 'Sooner' };
      const response = await post(caller, '/api/settings/reminder-days', body, before.version);
      expect(response.status).toBe(changingSettings[everyone.indexOf(caller)]);
      const after = (await (await call('ITAM staff', '/api/settings')).json()) as SettingsAnswer;
      expect(after.reminderDays.days).toEqual(response.status === 200 ? days : before.reminderDays.days);
      await response.arrayBuffer();
    });
  });

  describe('POST /api/register', () => {
    it.each(everyone)(
      'given the %s, when they declare, then it becomes their own purchase or nothing',
      async (caller) => {
        const response = await declare(caller);
        expect(response.status).toBe(declaring[everyone.indexOf(caller)]);
        if (response.status !== 201) return;
        const name = callers[caller] ?? '';
        expect((await detail(response)).purchaser?.name.startsWith(name)).toBe(true);
      },
    );
  });

  describe.each(actions)('POST /api/register/{id}/%s', (action) => {
    let untouched: Detail;
    beforeAll(async () => {
      untouched = await purchaseFor(action);
    });

    it.each(everyone)(
      'given the %s, when they do it to Alex’s purchase, then the table says what is answered',
      async (caller) => {
        const expected = acts[action][everyone.indexOf(caller)];
        // Who is refused leaves no trace, so all of them are refused the same purchase.
        const purchase = expected === 200 ? await purchaseFor(action) : untouched;
        const offered = await call(caller, `/api/register/${purchase.id}`);
        const offers = offered.status === 200 ? (await detail(offered)).may : [];

        const response = await post(caller, `/api/register/${purchase.id}/${action}`, bodies[action], purchase.version);
        expect(response.status).toBe(expected);
        // What the page offers is what the server lets pass.
        expect(offers.includes(action)).toBe(expected === 200);

        const after = await detail(await call('ITAM staff', `/api/register/${purchase.id}`));
        expect(after.version > purchase.version).toBe(expected === 200);
      },
    );
  });

  describe('every action, on one’s own purchase', () => {
    it.each(['approve', 'reject', 'ask', 'move', 'retire'] as const)(
      'given ITAM staff, when they %s what they bought, then it is refused',
      async (action) => {
        const own = await detail(await declare('ITAM staff'));
        expect(own.may).not.toContain(action);
        const response = await post('ITAM staff', `/api/register/${own.id}/${action}`, bodies[action], own.version);
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
          403,
          'decision.own-purchase',
        ]);
      },
    );

    it.each(['approve', 'reject', 'ask', 'hand-on', 'move', 'retire'] as const)(
      'given ITAM staff, when they %s what they declared for Alex, then it is refused, and others may',
      async (action) => {
        const purchase = await purchaseFor(action);
        const declared = await detail(
          await post('ITAM staff', `/api/register/${purchase.id}/declare`, { ...form, price: '77' }, purchase.version),
        );
        expect(declared.may).not.toContain(action);
        const response = await post(
          'ITAM staff',
          `/api/register/${declared.id}/${action}`,
          bodies[action],
          declared.version,
        );
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
          403,
          'decision.own-doing',
        ]);
        expect(declared.deciders.map(({ id }) => id)).toEqual([megan.id]);
        const seen = await detail(await call('manager', `/api/register/${declared.id}`));
        expect(seen.may).toEqual(expect.arrayContaining(['approve', 'reject', 'ask', 'hand-on']));
      },
    );

    it('given ITAM staff, when they retire many with what they declared among them, then that one is refused', async () => {
      const [own, other] = [await detail(await declare('ITAM staff')), await purchaseFor('retire')];
      const change = { ids: [own.id, other.id], action: 'retire', reason: 'Gone' };
      for (const how of ['preview', 'run']) {
        const answer = (await (
          await post('ITAM staff', '/api/register/bulk', { ...change, isPreview: how === 'preview' })
        ).json()) as BulkAnswer;
        expect(answer.rows.map(({ outcome, code }) => [outcome, code])).toEqual([
          ['refused', 'decision.own-purchase'],
          ['changed', null],
        ]);
      }
    });
  });

  describe('GET /api/register, whose purchases are listed', () => {
    const listed = async (caller: Caller, query = ''): Promise<ListAnswer> =>
      (await (await call(caller, `/api/register?limit=200${query}`)).json()) as ListAnswer;

    beforeAll(async () => {
      await declare('purchaser');
      await declare('colleague');
    });

    it.each(['ITAM staff', 'auditor'] as const)(
      'given the %s, when they list, then all of it is there',
      async (caller) => {
        const { items, total } = await listed(caller);
        const names = new Set(items.map(({ purchaser }) => purchaser?.name ?? null));
        expect(total).toBe(items.length);
        expect([...names]).toEqual(expect.arrayContaining(['Alex Wilber', 'Isaiah Langer', 'Diego Siciliani', null]));
      },
    );

    it.each<[Caller, string]>([
      ['purchaser', 'Alex'],
      ['manager', 'Megan'],
      ['fallback approver', 'Nestor'],
      ['product owner', 'Grady'],
      ['cost-centre owner', 'Miriam'],
      ['colleague', 'Isaiah'],
    ])(
      'given the %s, when they list, then they see what they bought, own or decide about, and count nothing else',
      async (caller, who) => {
        const id = idOf(who);
        const { items, total, facets } = await listed(caller);
        expect(items.length).toBeGreaterThan(0);
        expect(
          items.filter(({ purchaser, owner, manager }) => ![purchaser?.id, owner?.id, manager?.id].includes(id)),
        ).toEqual([]);
        expect(total).toBe(items.length);
        expect(facets.status?.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      },
    );

    it('given a manager, when they list, then the purchases of those whom they manage are among them', async () => {
      const { items } = await listed('manager');
      expect(items.map(({ purchaser }) => purchaser?.name)).toContain('Alex Wilber');
    });

    it.each(['&purchaser=', '&owner=', '&manager='])(
      'given a colleague, when they ask with %s for someone else, then they see nothing',
      async (filter) => {
        const other = filter === '&manager=' ? megan.id : alex.id;
        const answer = await listed('colleague', `${filter}${other}`);
        expect([answer.items, answer.total, answer.totals]).toEqual([[], 0, []]);
        expect((await listed('ITAM staff', `${filter}${other}`)).total).toBeGreaterThan(0);
      },
    );

    it('given a colleague, when they search for someone else, then they see nothing', async () => {
      const answer = await listed('colleague', '&search=wilber');
      expect([answer.items, answer.total]).toEqual([[], 0]);
      expect((await listed('ITAM staff', '&search=wilber')).total).toBeGreaterThan(0);
    });

    it('given a cursor from ITAM staff, when a colleague sends it, then it shows them nothing more', async () => {
      const first = (await (await call('ITAM staff', '/api/register?limit=1')).json()) as ListAnswer;
      const rest = await listed('colleague', `&cursor=${first.cursor}`);
      expect(
        rest.items.filter(
          ({ purchaser, owner }) => purchaser?.name !== 'Isaiah Langer' && owner?.name !== 'Isaiah Langer',
        ),
      ).toEqual([]);
    });
  });

  it('given others’ purchases of the same product, when one is read, then who decides or sees all is shown them, and nobody else', async () => {
    const product = 'Stands around';
    const { id } = await tenant.declare('Alex', { product, costCentre: form.costCentre });
    const own = await tenant.declare('Alex', { product });
    const colleagues = await tenant.declare('Debra', { product });
    const around = async (caller: Caller) => {
      const { related } = await detail(await call(caller, `/api/register/${id}`));
      return [...related.purchaser, ...related.department].map((one) => one.id);
    };
    expect(await around('purchaser')).toEqual([own.id]);
    expect(await around('cost-centre owner')).toEqual([]);
    for (const caller of ['ITAM staff', 'auditor', 'manager'] as const)
      expect([caller, await around(caller)]).toEqual([caller, [own.id, colleagues.id]]);
  });

  describe('a token', () => {
    it.each<[string, Record<string, string>]>([
      ['no token', {}],
      ['a token in the wrong words', { authorization: 'Basic QWxleDpBbGV4' }],
      ['nonsense', { authorization: 'Bearer nonsense' }],
    ])('given %s, when an action is tried, then nothing is done', async (_what, headers) => {
      const purchase = await purchaseFor('retire');
      const response = await fetch(`${tenant.url}/api/register/${purchase.id}/retire`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'if-match': `"${purchase.version}"`, ...headers },
        body: JSON.stringify(bodies.retire),
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect((await detail(await call('ITAM staff', `/api/register/${purchase.id}`))).status).toBe('declared');
    });

    it('given a genuine token with roles written into it, when sent, then its signature no longer fits', async () => {
      const signedIn = await tenant.practice('POST', '/practice/token', { upn: alex.userPrincipalName });
      const { token } = (await signedIn.json()) as { token: string };
      const [header = '', payload = '', signature = ''] = token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
      const forged = Buffer.from(JSON.stringify({ ...claims, roles: ['Itam.Manage'] })).toString('base64url');
      const response = await fetch(`${tenant.url}/api/notices`, {
        headers: { authorization: `Bearer ${header}.${forged}.${signature}` },
      });
      expect(response.status).toBe(401);
    });
  });

  it('given the auditor, when they read notices, then those of everyone are there', async () => {
    const { items } = (await (await call('auditor', '/api/notices?limit=200')).json()) as NoticesAnswer;
    expect(new Set(items.map(({ recipient }) => recipient.kind))).toEqual(new Set(['person', 'channel']));
  });
});
