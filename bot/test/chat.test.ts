import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal, type RefusalParams } from '../src/domain/errors.ts';
import type { RefusalCode } from '../src/domain/words/en.ts';
import { refusalSentence, wordsFor } from '../src/domain/words/words.ts';
import type { ListAnswer } from '../src/http/contract.ts';
import { eventually } from './support/eventually.ts';
import { buttonOf, type ShownMessage, textsOf } from './support/fake-connector.ts';
import { pressed, startTenant, type Tenant } from './support/tenant.ts';

const { chat, card: cardWords } = wordsFor('en');
const sentence = (code: RefusalCode, params: RefusalParams = {}) =>
  refusalSentence(new Refusal('invalid', code, params), 'en-GB');

/** Values of a card's inputs, by id. */
function inputsOf(card: unknown): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === 'object') {
      const element = value as Record<string, unknown>;
      if (typeof element.type === 'string' && element.type.startsWith('Input.'))
        found[String(element.id)] = element.value;
      else Object.values(element).forEach(walk);
    }
  };
  walk(card);
  return found;
}

/** Texts of a card that a client reads as Markdown. */
function markdownOf(card: unknown): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === 'object') {
      const element = value as Record<string, unknown>;
      if (element.type === 'TextBlock') found.push(String(element.text));
      Object.values(element).forEach(walk);
    }
  };
  walk(card);
  return found;
}

describe('in chat', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    for (const name of ['Alex', 'Megan', 'Adele']) await tenant.install(name);
    await tenant.installChannel('Adele');
    await tenant.poll();
    // A card on its way would come between a question and its answer.
    await eventually(async () => (await tenant.notices()).every(({ state }) => state !== 'pending'));
  });
  afterAll(() => tenant.stop());

  const shown = (name: string) => tenant.connector.shown(tenant.chatOf(name));
  /** What Sightline answers to something typed: the messages that come after it. */
  async function ask(name: string, text: string, answers = 1): Promise<ShownMessage[]> {
    const before = shown(name).length;
    expect((await tenant.say(name, text)).status).toBe(200);
    expect(shown(name).length).toBeGreaterThanOrEqual(before + answers);
    return shown(name).slice(before);
  }
  const formOf = async (name: string) => (await ask(name, 'declare')).at(-1) as ShownMessage;
  const today = () => tenant.clock.now().toISOString().slice(0, 10);
  const filled = () => ({
    product: '',
    otherProduct: 'Acrobat Pro',
    publisher: 'Adobe',
    quantity: '2',
    price: '19.99',
    currency: 'EUR',
    billingTerm: 'monthly',
    purchasedOn: today(),
    renewsOn: '2027-12-24',
    costCentre: 'CC-12',
    reason: 'Contracts',
    acceptsPolicy: 'true',
  });
  const theirs = async (name: string) => {
    const answer = await tenant.api(name, '/api/register?limit=200');
    const { id } = tenant.person(name);
    return ((await answer.json()) as ListAnswer).items.filter(({ purchaser }) => purchaser?.id === id);
  };

  it('welcomes once, however often and in however many ways Teams tells of the installation', async () => {
    const added = { membersAdded: [{ id: '28:sightline' }], type: 'conversationUpdate' };
    await Promise.all([
      tenant.install('Grady'),
      tenant.post(tenant.activity('Grady', added)),
      tenant.post(tenant.activity('Grady', { ...added, locale: undefined })),
    ]);
    await tenant.install('Grady');
    await tenant.post(tenant.activity('Grady', { ...added, locale: undefined }));
    const texts = shown('Grady').map(({ text }) => text);
    expect(texts).toEqual([`${chat.welcome}\n\n${chat.help}`]);
  });

  it('does not take others who join for someone to welcome', async () => {
    await tenant.post(
      tenant.activity('Lynne', { type: 'conversationUpdate', membersAdded: [{ id: '29:someone-else' }] }),
    );
    expect(shown('Lynne')).toEqual([]);
  });

  it('welcomes someone who writes first, and answers them', async () => {
    const [welcome, answer, ...more] = await ask('Isaiah', 'help', 2);
    expect([welcome?.text, answer?.text, more.length]).toEqual([chat.welcome, chat.help, 0]);
    expect((await ask('Isaiah', 'help')).map(({ text }) => text)).toEqual([chat.help]);
  });

  it.each(['help', 'HELP', ' Help! ', 'help.', '<at>Sightline</at> help'])('answers “%s”', async (text) => {
    expect((await ask('Alex', text)).map((message) => message.text)).toEqual([chat.help]);
  });

  it.each(['what is this', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '?', '…', '   ', ''])(
    'says what can be typed when it does not understand “%s”',
    async (text) => {
      const [answer] = await ask('Alex', text);
      expect(answer?.text).toBe(`${chat.notUnderstood}\n\n${chat.help}`);
    },
  );

  it('answers a text of any length without keeping others waiting', async () => {
    const before = process.cpuUsage();
    for (const text of ['a '.repeat(60_000), `a${' '.repeat(100_000)}b`, '<at>'.repeat(30_000), '9'.repeat(100_000)]) {
      expect((await ask('Alex', text))[0]).toBeDefined();
    }
    // In time of the processor, which is ours whatever else the machine does.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(8_000);
  });

  it('lists someone’s purchases, or says that there are none', async () => {
    expect((await ask('Nestor', 'my purchases', 2)).at(-1)?.text).toBe(chat.noPurchases);
    const [list] = await ask('Alex', 'My  purchases?');
    expect(textsOf(list?.card)).toContain('3 × Power BI Pro');
    expect(textsOf(list?.card)).toContain('Not declared');
    expect(buttonOf(list?.card, 'purchase.declare').data).toHaveProperty('assetId');
  });

  it('opens a form filled with what plain words say', async () => {
    const said = 'I bought 3 Power BI Pro yesterday for $42 a month for the finance dashboards';
    const [form] = await ask('Alex', said);
    expect(inputsOf(form?.card)).toMatchObject({
      product: 'Power BI Pro',
      otherProduct: '',
      quantity: '3',
      price: '42.00',
      pricePer: 'all',
      currency: 'USD',
      billingTerm: 'monthly',
      purchasedOn: new Date(tenant.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10),
      reason: expect.stringContaining('finance dashboards'),
      acceptsPolicy: 'false',
    });
    const blank = await formOf('Alex');
    expect(inputsOf(blank.card)).toMatchObject({ product: '', quantity: '', purchasedOn: today(), reason: '' });
    expect(textsOf(blank.card)).toContain('Purchase policy, version 1');
  });

  it('opens a form for each of the purchases that a message tells of, in their order', async () => {
    const forms = await ask('Alex', 'I bought 3 Power BI Pro\nI bought 2 Visio Plan 2 for $30', 2);
    expect(forms.map(({ card }) => inputsOf(card))).toMatchObject([
      { product: 'Power BI Pro', quantity: '3', price: '' },
      { product: 'Visio Plan 2', quantity: '2', price: '30.00', pricePer: 'all' },
    ]);
    const ids = forms.map(({ card }) => buttonOf(card, 'purchase.submit').data.declarationId);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['Please cancel the 3 Power BI Pro I bought', chat.endingWanted],
    ['I bought Visio Plan 2 but cancelled it', chat.endingDone],
    ['I got a Power BI Pro licence assigned by IT', `${chat.notUnderstood}\n\n${chat.help}`],
  ])('opens no form for “%s”, and says what to do instead', async (text, answer) => {
    expect((await ask('Alex', text)).map((message) => [message.text, message.card])).toEqual([[answer, null]]);
  });

  it('takes “today” for the day that it is where the sender is', async () => {
    const now = tenant.clock.now().getTime();
    const dayAt = (hours: number) => new Date(now + hours * 3_600_000).toISOString().slice(0, 10);
    const before = shown('Alex').length;
    for (const hours of [14, -12]) {
      const localTimestamp = new Date(now + hours * 3_600_000)
        .toISOString()
        .replace('Z', hours > 0 ? '+14:00' : '-12:00');
      const local = { type: 'message', localTimestamp };
      await tenant.post(tenant.activity('Alex', { ...local, text: 'I bought Visio Plan 2 today' }));
      await tenant.post(tenant.activity('Alex', { ...local, text: 'declare' }));
    }
    const days = shown('Alex')
      .slice(before)
      .map(({ card }) => inputsOf(card).purchasedOn);
    expect(days).toEqual([dayAt(14), dayAt(14), dayAt(-12), dayAt(-12)]);
  });

  it('declares a product of any publisher by hand', async () => {
    const form = await formOf('Debra');
    const answer = await tenant.press('Debra', form, 'purchase.submit', filled());
    expect(textsOf(answer.card)).toContain('Thank you. 2 × Acrobat Pro is declared');
    const [asset] = await theirs('Debra');
    expect(asset).toMatchObject({
      product: 'Acrobat Pro',
      publisher: 'Adobe',
      status: 'declared',
      quantity: 2,
      unitPrice: { minor: 1999, currency: 'EUR' },
      renewsOn: '2027-12-24',
      costCentre: 'CC-12',
      source: 'declaration',
      manager: { name: 'Megan Bowen' },
    });
    const detail = await (await tenant.api('Debra', `/api/register/${asset?.id}`)).json();
    expect(detail).toMatchObject({ policy: { version: '1' }, reason: 'Contracts' });
    // The form is the matter's card from now on: the decision will be shown on it.
    const approval = await tenant.connector.until(() =>
      shown('Megan').find(({ card }) => textsOf(card).includes('Debra Berger asks you to approve 2 × Acrobat Pro')),
    );
    await tenant.press('Megan', approval, 'purchase.approve');
    await tenant.connector.until(() => textsOf(form.card).includes('Approved by Megan Bowen'));
  });

  it('asks when someone declares the same again, and keeps one or adds another as they say', async () => {
    const again = await tenant.press('Debra', await formOf('Debra'), 'purchase.submit', filled());
    expect(textsOf(again.card)).toContain('You declared Acrobat Pro before');
    expect(await theirs('Debra')).toHaveLength(1);
    const kept = await tenant.press('Debra', again.card ?? {}, 'purchase.keep');
    expect(textsOf(kept.card)).toContain(cardWords.again.kept);
    expect(await theirs('Debra')).toHaveLength(1);

    const more = { ...filled(), quantity: '7' };
    const asked = await tenant.press('Debra', await formOf('Debra'), 'purchase.submit', more);
    const added = await tenant.press('Debra', asked.card ?? {}, 'purchase.submit');
    expect(textsOf(added.card)).toContain('Thank you. 7 × Acrobat Pro is declared');
    expect((await theirs('Debra')).map(({ quantity }) => quantity).sort()).toEqual([2, 7]);
    // The same press once more, from a client that did not hear the answer.
    const repeated = await tenant.press('Debra', asked.card ?? {}, 'purchase.submit');
    expect(textsOf(repeated.card)).toContain('Thank you. 7 × Acrobat Pro is declared');
    expect(await theirs('Debra')).toHaveLength(2);
  });

  it('declares once when a form is pressed twice', async () => {
    const form = await formOf('Lee');
    const inputs = { ...filled(), otherProduct: 'Photoshop' };
    const answers = await Promise.all([1, 2, 3].map(() => tenant.press('Lee', form, 'purchase.submit', inputs)));
    for (const { card } of answers) expect(textsOf(card)).toContain('Thank you. 2 × Photoshop is declared');
    const late = await tenant.press('Lee', form, 'purchase.submit', inputs);
    expect(textsOf(late.card)).toContain('Thank you. 2 × Photoshop is declared');
    const [asset, ...others] = await theirs('Lee');
    expect(others).toEqual([]);
    expect((await tenant.history(asset?.id ?? '')).map(({ type }) => type)).toEqual(['declared']);
  });

  it('takes a button from a client that knows no Action.Execute, and edits the card in place', async () => {
    const form = await formOf('Pradeep');
    const { data } = buttonOf(form.card, 'purchase.submit');
    const value = { ...data, verb: 'purchase.submit', ...filled(), otherProduct: 'Lightroom' };
    const before = shown('Pradeep').length;
    const submit = (extra: Record<string, unknown>) =>
      tenant.post(tenant.activity('Pradeep', { type: 'message', text: '', value, replyToId: form.id, ...extra }));
    await submit({ value: { ...value, quantity: '0' } });
    expect(textsOf(form.card)).toContain(sentence('seats.too-few'));
    await submit({});
    expect(textsOf(form.card)).toContain('Thank you. 2 × Lightroom is declared');
    expect(shown('Pradeep')).toHaveLength(before);

    // Where there is no card to edit, a new one answers.
    await submit({ replyToId: 'gone' });
    expect(textsOf(shown('Pradeep').at(-1)?.card)).toContain('Thank you. 2 × Lightroom is declared');
    await submit({ value: { verb: 'purchase.nonsense' } });
    expect(shown('Pradeep').at(-1)?.text).toBe(sentence('verb.unknown', { verb: 'purchase.nonsense' }));
    expect(await theirs('Pradeep')).toHaveLength(1);
  });

  it('takes back “it wasn’t me”', async () => {
    const { userPrincipalName } = tenant.person('Johanna');
    await tenant.install('Johanna');
    await tenant.buy({ purchaser: userPrincipalName, skuPartNumber: 'VISIO_PLAN2_DEPT' });
    await tenant.poll();
    const notice = await tenant.connector.until(() =>
      shown('Johanna').find(({ card }) => textsOf(card).includes('We noticed you bought Visio Plan 2')),
    );
    const disowned = await tenant.press('Johanna', notice, 'purchase.disown');
    expect(textsOf(disowned.card)).toContain(cardWords.noticed.disowned);
    const twice = await tenant.press('Johanna', notice.card ?? {}, 'purchase.declare');
    expect(textsOf(twice.card)).toContain('Declare Visio Plan 2');
    const [asset] = await theirs('Johanna');
    expect(asset).toMatchObject({ flags: expect.arrayContaining(['disowned']) });
    const undo = await tenant.press('Johanna', disowned.card ?? {}, 'purchase.declare');
    const declared = await tenant.press('Johanna', undo.card ?? {}, 'purchase.submit', {
      price: '15',
      currency: 'USD',
      billingTerm: 'monthly',
      costCentre: 'CC-3',
      reason: 'Plans',
      acceptsPolicy: true,
    });
    expect(textsOf(declared.card)).toContain('Thank you. Visio Plan 2 is declared');
    expect((await theirs('Johanna'))[0]).toMatchObject({
      status: 'declared',
      flags: expect.not.arrayContaining(['disowned']),
    });
    const late = await tenant.press('Johanna', disowned.card ?? {}, 'purchase.declare');
    expect(textsOf(late.card)).toContain('Declare Visio Plan 2');
  });

  describe('a message that is edited', () => {
    let typed = 0;
    /** Types something new, or anew. */
    const type = async (text: string, over: Record<string, unknown> = {}) => {
      const id = `typed-${++typed}`;
      const before = shown('Nestor').length;
      await tenant.post(tenant.activity('Nestor', { type: 'message', id, text, ...over }));
      return { id, answer: shown('Nestor')[before] as ShownMessage };
    };
    const edit = async (id: string, text: string, over: Record<string, unknown> = {}) => {
      const before = shown('Nestor').length;
      await tenant.post(tenant.activity('Nestor', { type: 'messageUpdate', id, text, ...over }));
      return shown('Nestor').slice(before);
    };
    const rest = { billingTerm: 'monthly', costCentre: 'CC-12', reason: 'Plans', acceptsPolicy: 'true' };
    beforeAll(() => tenant.install('Nestor'));

    it('given a form that is still open, then the form reads what the message says now, and one purchase comes of it', async () => {
      const { id, answer } = await type('I bought 3 Visio Plan 2 yesterday for $45');
      const first = buttonOf(answer.card, 'purchase.submit').data;
      expect(await edit(id, 'I bought 5 Visio Plan 2 yesterday for $75')).toEqual([]);
      expect(inputsOf(answer.card)).toMatchObject({ quantity: '5', price: '75.00', pricePer: 'all' });
      expect(buttonOf(answer.card, 'purchase.submit').data).toEqual(first);

      const inputs = { ...inputsOf(answer.card), ...rest };
      const declared = await tenant.press('Nestor', answer, 'purchase.submit', inputs);
      expect(textsOf(declared.card)).toContain('Thank you. 5 × Visio Plan 2 is declared');
      // Once it is declared, its card stays what it is, and nothing is declared a second time.
      const told = await edit(id, 'I bought 7 Visio Plan 2 yesterday for $105');
      expect(told.map(({ text }) => text)).toEqual([chat.editedTooLate]);
      expect((await edit(id, 'help')).map(({ text }) => text)).toEqual([chat.help]);
      expect(textsOf(answer.card)).not.toContain(chat.help);
      expect((await theirs('Nestor')).map(({ quantity }) => quantity)).toEqual([5]);
    });

    it('given words that were not understood, then the answer becomes what they say now, and back', async () => {
      const { id, answer } = await type('I bouhgt tw Visio');
      expect(answer.text).toBe(`${chat.notUnderstood}\n\n${chat.help}`);
      expect(await edit(id, 'I bought 2 Power BI Pro for $28 a month')).toEqual([]);
      expect(inputsOf(answer.card)).toMatchObject({ product: 'Power BI Pro', quantity: '2' });
      expect(await edit(id, 'help')).toEqual([]);
      expect([answer.text, answer.card]).toEqual([chat.help, null]);
    });

    it('given an answer that is gone, or that nobody remembers, then the edit is answered by a new message', async () => {
      const { id, answer } = await type('declare');
      tenant.connector.remove(answer.id);
      const [form] = await edit(id, 'I bought 4 Power BI Pro for $56');
      expect(inputsOf(form?.card)).toMatchObject({ quantity: '4' });
      expect(await edit(id, 'I bought 6 Power BI Pro for $84')).toEqual([]);
      expect(inputsOf(form?.card)).toMatchObject({ quantity: '6' });

      const [late] = await edit('typed-long-ago', 'I bought 8 Power BI Pro for $112');
      expect(inputsOf(late?.card)).toMatchObject({ quantity: '8' });
    });

    it('given a message with a file, when only its words changed, then the file is not taken again', async () => {
      const file = {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'a.pdf',
        content: { downloadUrl: 'https://contoso.sharepoint.com/a.pdf' },
      };
      const { id } = await type('the invoice', { attachments: [file] });
      expect(await edit(id, 'the invoice of May', { attachments: [file] })).toEqual([]);
    });
  });

  it('answers in a channel what can be said there', async () => {
    const inChannel = {
      type: 'message',
      conversation: { id: '19:talk;messageid=7', conversationType: 'channel' },
      channelData: { tenant: { id: tenant.tenantId }, team: { id: 'team' }, channel: { id: '19:talk' } },
    };
    for (const text of ['<at>Sightline</at> help', '<at>Sightline</at> I bought 3 Visio']) {
      await tenant.post(tenant.activity('Megan', { ...inChannel, text }));
    }
    expect(tenant.connector.shown('19:talk;messageid=7').map(({ text }) => text)).toEqual([
      chat.channelHelp,
      chat.channelHelp,
    ]);
  });

  it('says that it needs a purchase for a file, and ignores what is no message', async () => {
    await tenant.post(
      tenant.activity('Adele', {
        type: 'message',
        text: '',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name: 'a.pdf',
            content: { downloadUrl: 'https://contoso.sharepoint.com/a.pdf' },
          },
        ],
      }),
    );
    expect(shown('Adele').at(-1)?.text).toBe(chat.fileForNothing);
    const before = shown('Alex').length;
    for (const type of ['typing', 'messageReaction', 'messageDelete', 'event', 'endOfConversation', 'whatever']) {
      expect((await tenant.post(tenant.activity('Alex', { type, text: 'help' }))).status).toBe(200);
    }
    expect(shown('Alex')).toHaveLength(before);
  });

  it('tries its answer again when Teams is busy', async () => {
    tenant.connector.fail({ times: 1, status: 503, conversationId: tenant.chatOf('Alex') });
    tenant.connector.fail({ times: 1, status: 429, retryAfter: '0', conversationId: tenant.chatOf('Alex') });
    expect((await ask('Alex', 'help')).map(({ text }) => text)).toEqual([chat.help]);
  });

  describe('the form that comes back', () => {
    let form: ShownMessage;
    beforeAll(async () => {
      await tenant.install('Christie');
      form = await formOf('Christie');
    });

    it.each<[field: string, typed: string, code: RefusalCode, params?: RefusalParams]>([
      ['quantity', '0', 'seats.too-few'],
      ['quantity', '-1', 'seats.too-few'],
      ['quantity', '1.5', 'seats.unreadable'],
      ['quantity', '1,5', 'seats.unreadable'],
      ['quantity', '1e3', 'seats.unreadable'],
      ['quantity', 'three', 'seats.unreadable'],
      ['quantity', '', 'seats.unreadable'],
      ['quantity', '1000000000', 'seats.too-many', { most: 100_000 }],
      ['quantity', '9'.repeat(400), 'seats.too-many', { most: 100_000 }],
      ['price', '', 'price.missing'],
      ['price', '-1', 'price.negative'],
      ['price', '−5', 'price.negative'],
      ['price', '1,2,3', 'price.unreadable'],
      ['price', '12.3456,7', 'price.unreadable'],
      ['price', '$14', 'price.two-currencies', { said: '$', chosen: 'EUR' }],
      ['price', 'free', 'price.unreadable'],
      ['price', '14.505', 'price.too-many-decimals', { currency: 'EUR', decimals: 2 }],
      ['price', '99999999999999', 'price.too-large'],
      ['currency', 'XQX', 'price.unknown-currency', { currency: 'XQX' }],
      ['currency', '', 'price.unknown-currency', { currency: '' }],
      ['currency', 'kr', 'price.unknown-currency', { currency: 'KR' }],
      ['currency', 'JPY', 'price.too-many-decimals', { currency: 'JPY', decimals: 0 }],
      ['billingTerm', '', 'term.unknown'],
      ['billingTerm', 'weekly', 'term.unknown'],
      ['purchasedOn', '', 'date.unreadable', { text: '' }],
      ['purchasedOn', '2026-02-30', 'date.unreadable', { text: '2026-02-30' }],
      ['purchasedOn', '2026-13-01', 'date.unreadable', { text: '2026-13-01' }],
      ['purchasedOn', '24.11.2026', 'date.unreadable', { text: '24.11.2026' }],
      ['purchasedOn', '1999-12-31', 'purchase-date.too-old', { oldest: '2000-01-01' }],
      ['purchasedOn', '0001-01-01', 'purchase-date.too-old', { oldest: '2000-01-01' }],
      ['purchasedOn', '2999-01-01', 'purchase-date.future'],
      ['renewsOn', '2020-01-01', 'renewal.before-purchase'],
      ['renewsOn', '2099-01-01', 'renewal.too-far'],
      ['renewsOn', 'never', 'date.unreadable', { text: 'never' }],
      ['costCentre', '', 'cost-centre.missing'],
      ['costCentre', ' \n ', 'cost-centre.missing'],
      ['costCentre', 'C'.repeat(41), 'cost-centre.too-long', { most: 40 }],
      ['reason', '', 'text.missing', { field: 'reason' }],
      ['reason', '\n\t ', 'text.missing', { field: 'reason' }],
      ['reason', 'r'.repeat(1_001), 'text.too-long', { field: 'reason', most: 1_000 }],
      ['reason', 'r'.repeat(100_000), 'text.too-long', { field: 'reason', most: 1_000 }],
      ['reason', '😀'.repeat(25_000), 'text.too-long', { field: 'reason', most: 1_000 }],
      ['otherProduct', '', 'product.missing'],
      ['otherProduct', 'P'.repeat(121), 'product.too-long', { most: 120 }],
      ['publisher', '', 'publisher.missing'],
      ['publisher', 'P'.repeat(100_000), 'product.too-long', { most: 120 }],
      ['acceptsPolicy', 'false', 'policy.not-accepted'],
      ['acceptsPolicy', '', 'card.unreadable'],
    ])('says what is wrong with %s “%.20s”, and keeps the rest', async (field, typed, code, params) => {
      const publisherLess = field === 'publisher' && typed === '' ? { otherProduct: 'Acrobat' } : {};
      const inputs = { ...filled(), ...publisherLess, [field]: typed };
      const answer = await tenant.press('Christie', form, 'purchase.submit', inputs);
      if (code === 'card.unreadable') {
        expect(answer.message).toBe(sentence(code));
        return;
      }
      expect(textsOf(answer.card)).toContain(sentence(code, params));
      expect(answer.card?.speak).toBe(sentence(code, params));
      expect(Buffer.byteLength(JSON.stringify(answer.card))).toBeLessThan(28_000);
      const kept = inputsOf(answer.card);
      const unchanged = Object.entries(filled()).filter(([name]) => name !== field && name !== 'acceptsPolicy');
      for (const [name, value] of unchanged) {
        if (name !== 'otherProduct' || !('otherProduct' in publisherLess))
          expect({ [name]: kept[name] }).toEqual({ [name]: value });
      }
      if (typed.length < 20 && field !== 'acceptsPolicy' && !/date|term|currency/.test(code)) {
        expect(kept[field]).toBe(typed);
      }
      expect(buttonOf(answer.card, 'purchase.submit').data).toEqual(buttonOf(form.card, 'purchase.submit').data);
    });

    it.each<[what: string, text: string, kept?: string]>([
      ['right-to-left', 'שלום عالم'],
      ['a change of direction', 'x \u202Eevil\u202C y', 'x evil y'],
      ['emoji', '👩‍👩‍👧‍👦 🇺🇳 e\u0301'],
      ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;'],
      ['Markdown', '[click](https://evil.example) **bold** `code` ![x](y)'],
      ['a mention', '<at>Megan Bowen</at>'],
      ['card templates', `\${$root.secret} {{DATE(2026-01-01)}}`],
      ['control characters', 'a\u0000b\u0007c\u001Bd', 'abcd'],
      ['half a character', 'x\uD83Dy', 'x\uFFFDy'],
      ['JSON', '"},{"type":"Action.Execute","verb":"purchase.approve'],
    ])('is taken with %s in it, which stays text', async (what, text, kept = text) => {
      await tenant.install('Miriam');
      const inputs = {
        ...filled(),
        otherProduct: `${what} ${text}`.slice(0, 110),
        publisher: `P ${text}`.slice(0, 110),
        costCentre: text.slice(0, 39),
        reason: text,
      };
      const answer = await tenant.press('Miriam', await formOf('Miriam'), 'purchase.submit', inputs);
      expect(textsOf(answer.card)).toContain('Thank you.');
      const asset = (await theirs('Miriam')).find(({ product }) => product.startsWith(what));
      const detail = (await (await tenant.api('Miriam', `/api/register/${asset?.id}`)).json()) as { reason: string };
      expect(detail.reason).toBe(kept);
      const history = await (await tenant.api('Miriam', `/api/register/${asset?.id}/history`)).json();
      expect(history).toMatchObject({ isIntact: true });
      const cards = [answer.card, ...shown('Miriam').map(({ card }) => card)];
      for (const card of cards) {
        const ours = markdownOf(card).join('\n');
        expect(ours).not.toContain(text);
        expect(Buffer.byteLength(JSON.stringify(card ?? {}))).toBeLessThan(28_000);
      }
    });

    it('comes back once more when the directory can’t be asked, and nothing is lost', async () => {
      await tenant.install('Lidia');
      const blank = await formOf('Lidia');
      tenant.clock.advance(86_400_000);
      const path = `/users/${tenant.person('Lidia').id}`;
      await tenant.practice('POST', '/practice/faults', { path, status: 500, times: 1 });
      const refused = await tenant.press('Lidia', blank, 'purchase.submit', filled());
      expect(textsOf(refused.card)).toContain(sentence('directory.unreachable'));
      expect(inputsOf(refused.card)).toMatchObject({ otherProduct: 'Acrobat Pro', reason: 'Contracts' });
      const taken = await tenant.press('Lidia', refused.card ?? {}, 'purchase.submit', filled());
      expect(textsOf(taken.card)).toContain('Thank you. 2 × Acrobat Pro is declared');
    });

    it('declared nothing through all of its mistakes', async () => {
      expect(await theirs('Christie')).toEqual([]);
    });
  });

  it('ends an unknown invoke with 501, and a press without data in words', async () => {
    const invoke = (name: string, value: unknown) =>
      tenant.post(tenant.activity('Alex', { type: 'invoke', name, value }));
    expect((await invoke('composeExtension/query', {})).status).toBe(501);
    for (const value of [undefined, null, 'x', [], {}, { action: {} }, { action: { type: 'Action.Execute' } }]) {
      const answer = await pressed(await invoke('adaptiveCard/action', value));
      expect(answer).toMatchObject({ status: 200, type: 'application/vnd.microsoft.activity.message' });
    }
  });
});
