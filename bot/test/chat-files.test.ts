import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refusal, type RefusalParams } from '../src/domain/errors.ts';
import { evidenceLimits } from '../src/domain/evidence.ts';
import type { RefusalCode } from '../src/domain/words/en.ts';
import { refusalSentence, wordsFor } from '../src/domain/words/words.ts';
import { tooLarge } from '../src/features/attach-evidence.ts';
import type { Detail } from '../src/http/contract.ts';
import { fileFetcher } from '../src/teams/download.ts';
import { buttonOf, type ShownMessage, textsOf } from './support/fake-connector.ts';
import { type FileServer, startFileServer } from './support/file-server.ts';
import { files } from './support/files.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

const { chat } = wordsFor('en');
const sentence = (code: RefusalCode, params: RefusalParams = {}) =>
  refusalSentence(new Refusal('invalid', code, params), 'en-GB');
const large = sentence('evidence.too-large', { most: evidenceLimits.bytes / 1024 / 1024 });

describe('fetching a dropped file', () => {
  let server: FileServer;
  beforeAll(async () => {
    server = await startFileServer();
  });
  afterAll(() => server.close());

  const rules = {
    hosts: ['contoso.sharepoint.com', 'contoso-my.sharepoint.com'],
    isPractice: false,
    mostBytes: 1_000,
    tooLarge,
  };
  /** By itself it has no end of time, so that a busy machine is not taken for a server that hangs. */
  const fetching = (address: string, over: Partial<typeof rules> = {}, until = new AbortController().signal) =>
    fileFetcher({ ...rules, ...over })(address, until).then(
      () => 'fetched',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    );

  it.each([
    'https://evil.example/a.pdf',
    'https://contoso.sharepoint.com.evil.example/a.pdf',
    'https://evil.example/contoso.sharepoint.com',
    'https://other.sharepoint.com/a.pdf',
    'http://contoso.sharepoint.com/a.pdf',
    'https://contoso.sharepoint.com:8443/a.pdf',
    'https://user:secret@contoso.sharepoint.com/a.pdf',
    'https://contoso.sharepoint.com@evil.example/a.pdf',
    'https://169.254.169.254/metadata',
    'http://127.0.0.1/a.pdf',
    'http://[::1]/a.pdf',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:alert(1)',
    '//contoso.sharepoint.com/a.pdf',
    'nonsense',
    '',
  ])('given the address %j, when asked for in production, then nothing is asked', async (address) => {
    expect(await fetching(address)).toBe('file.elsewhere');
  });

  it('given a host of the organisation, when it can’t be reached, then it was tried, and is not called foreign', async () => {
    const hosts = ['contoso.sharepoint.com'];
    const tried = fetching('https://contoso.sharepoint.com/a.pdf', { hosts }, AbortSignal.timeout(300));
    expect(await tried).toBe('file.unreachable');
  });

  it('given the practice tenant, when asked, then this machine counts and no other does', async () => {
    expect(await fetching(server.serve(files.pdf()), { isPractice: true })).toBe('fetched');
    expect(await fetching('http://10.0.0.1/a.pdf', { isPractice: true })).toBe('file.elsewhere');
    expect(await fetching('https://evil.example/a.pdf', { isPractice: true })).toBe('file.elsewhere');
  });

  it('given files of one message, when one has used up the time for all, then the next is not even asked for', async () => {
    const until = AbortSignal.timeout(300);
    const hanging = server.serve(files.pdf(), () => undefined);
    expect(await fetching(hanging, { isPractice: true }, until)).toBe('file.unreachable');
    const before = server.asked.length;
    expect(await fetching(server.serve(files.pdf()), { isPractice: true }, until)).toBe('file.unreachable');
    expect(server.asked).toHaveLength(before);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['never answers', () => undefined],
    ['sends a little and then nothing', (to) => void to.write('%PDF')],
  ])('given a server that %s, when asked, then it is given up in time', async (_how, misbehave) => {
    const hanging = server.serve(files.pdf(), misbehave);
    expect(await fetching(hanging, { isPractice: true }, AbortSignal.timeout(300))).toBe('file.unreachable');
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['breaks off', breaksOff, 'file.unreachable'],
    ['sends on without end', (to) => flood(to), 'evidence.too-large'],
    ['refuses', (to) => ends(to, 403), 'file.unreachable'],
  ])('given a server that %s, when asked, then it is given up', async (_how, misbehave, code) => {
    expect(await fetching(server.serve(files.pdf(), misbehave), { isPractice: true })).toBe(code);
  });

  it('given a server that leads elsewhere, when asked, then nothing is asked there', async () => {
    const elsewhere = server.serve(files.pdf());
    const leads = (to: ServerResponse) => {
      to.writeHead(302, { location: elsewhere });
      to.end();
    };
    server.asked.length = 0;
    expect(await fetching(server.serve(files.pdf(), leads), { isPractice: true })).toBe('file.unreachable');
    expect(server.asked).toHaveLength(1);
  });
});

function ends(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('location', '/download/1?tempauth=secret');
  response.end('no');
}

function breaksOff(response: ServerResponse): void {
  response.setHeader('content-length', 900);
  response.write('%PDF', () => response.destroy());
}

function flood(response: ServerResponse): void {
  const more = () => {
    if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(more));
  };
  more();
}

describe('a file dropped into the chat', () => {
  let tenant: Tenant;
  let server: FileServer;

  beforeAll(async () => {
    server = await startFileServer();
    tenant = await startTenant({ FALLBACK_APPROVERS: '' });
    for (const name of ['Alex', 'Megan', 'Adele', 'Isaiah', 'Lee', 'Lynne']) await tenant.install(name);
    await tenant.installChannel('Adele');
  });
  afterAll(async () => {
    await tenant.stop();
    await server.close();
  });
  beforeEach(() => {
    server.asked.length = 0;
  });

  const fileType = 'application/vnd.microsoft.teams.file.download.info';
  const shown = (name: string) => tenant.connector.shown(tenant.chatOf(name));
  const attachment = (downloadUrl: string, name: string) => ({
    contentType: fileType,
    contentUrl: 'https://contoso-my.sharepoint.com/personal/alex/a.pdf',
    name,
    content: { downloadUrl, uniqueId: 'id', fileType: 'pdf', etag: 'x' },
  });
  /** Someone drops files; answers what Sightline says to them. */
  async function drop(
    name: string,
    attachments: unknown[],
    extra: Record<string, unknown> = {},
  ): Promise<ShownMessage[]> {
    const before = new Set(shown(name).map(({ id }) => id));
    const html = { contentType: 'text/html', content: '<p>invoice</p>' };
    const activity = tenant.activity(name, {
      type: 'message',
      text: '',
      attachments: [...attachments, html],
      ...extra,
    });
    expect((await tenant.post(activity)).status).toBe(200);
    return shown(name).filter(({ id, text, card }) => {
      const isAboutFile = text !== null || textsOf(card).match(/is evidence of|belong to/);
      return !before.has(id) && isAboutFile;
    });
  }
  const dropOne = (name: string, content: Buffer, fileName = 'invoice.pdf', extra = {}) =>
    drop(name, [attachment(server.serve(content), fileName)], extra);
  const evidenceOf = async (id: string) =>
    ((await (await tenant.api('Adele', `/api/register/${id}`)).json()) as Detail).evidence;
  const retire = async (name: string) => {
    const { items } = (await (await tenant.api(name, '/api/register?limit=200')).json()) as { items: Detail[] };
    for (const { id, version, purchaser, status } of items) {
      if (purchaser?.id !== tenant.person(name).id || status === 'retired') continue;
      await tenant.api('Adele', `/api/register/${id}/retire`, {
        method: 'POST',
        body: JSON.stringify({ reason: 'Over' }),
        headers: { 'if-match': `"${version}"` },
      });
    }
  };

  it('given nobody’s purchase, when a file comes, then it is not even fetched, and the way to declare is told', async () => {
    const [answer] = await dropOne('Lynne', files.pdf());
    expect(answer?.text).toBe(chat.fileForNothing);
    expect(server.asked).toEqual([]);
  });

  it('given the one purchase that waits, when a file comes, then it is evidence of it, fetched without credentials', async () => {
    await retire('Alex');
    const { id } = await tenant.declare('Alex', { product: 'Only One' });
    const [answer] = await dropOne('Alex', files.pdf('First'), 'Rechnung 1.pdf');
    expect(textsOf(answer?.card)).toContain('Rechnung 1.pdf is evidence of 2 × Only One now');
    expect(await evidenceOf(id)).toMatchObject([
      {
        fileName: 'Rechnung 1.pdf',
        kind: 'invoice',
        mediaType: 'application/pdf',
        by: { id: tenant.person('Alex').id },
      },
    ]);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.headers).not.toHaveProperty('authorization');
    expect(server.asked[0]?.headers).not.toHaveProperty('cookie');
    await dropOne('Alex', files.pdf('First'), 'again.pdf');
    expect(await evidenceOf(id)).toHaveLength(1);
  });

  it('given several files in one message, when they come, then each is answered, and what is wrong with one stops no other', async () => {
    await retire('Alex');
    const { id } = await tenant.declare('Alex', { product: 'Many Files' });
    const answers = await drop('Alex', [
      attachment(server.serve(files.pdf('A')), 'order.pdf'),
      attachment(server.serve(files.html()), 'invoice.pdf'),
      attachment('https://evil.example/x.pdf', 'x.pdf'),
      { contentType: fileType, name: 'nowhere.pdf' },
      attachment(server.serve(files.png()), 'scan.png'),
      attachment(server.serve(files.jpeg()), 'sixth.jpg'),
      { contentType: 'image/png', contentUrl: 'https://smba.trafficmanager.net/x' },
    ]);
    expect(answers.map(({ text, card }) => text ?? textsOf(card).split('\n')[1])).toEqual([
      'order.pdf is evidence of 2 × Many Files now',
      sentence('evidence.type'),
      sentence('file.elsewhere'),
      sentence('file.unreadable'),
      'scan.png is evidence of 2 × Many Files now',
      chat.tooManyFiles(5),
      chat.noPictures,
    ]);
    expect((await evidenceOf(id)).map(({ kind }) => kind)).toEqual(['order', 'other']);
  });

  it.each<[string, (to: ServerResponse) => void, string]>([
    ['is too large', (to) => void to.end(Buffer.alloc(evidenceLimits.bytes + 1)), large],
    ['is elsewhere', (to) => ends(to, 302), sentence('file.unreachable')],
    ['breaks off', breaksOff, sentence('file.unreachable')],
    ['is empty', (to) => void to.end(), sentence('evidence.empty')],
  ])(
    'given a file that %s, when it comes, then that is said in words and nothing is attached',
    async (_how, misbehave, words) => {
      await retire('Alex');
      const { id } = await tenant.declare('Alex', { product: 'Untouched' });
      const [answer] = await drop('Alex', [attachment(server.serve(files.pdf(), misbehave), 'a.pdf')]);
      expect(answer?.text).toBe(words);
      expect(await evidenceOf(id)).toEqual([]);
    },
  );

  it('given two purchases, when a file comes, then it is asked for which; pressed twice it is attached once', async () => {
    await retire('Alex');
    const [one, two] = [
      await tenant.declare('Alex', { product: 'First Of Two' }),
      await tenant.declare('Alex', { product: 'Second Of Two' }),
    ];
    const [asked] = await dropOne('Alex', files.pdf('For one of them'), 'scan.pdf');
    if (!asked) throw new Error('Nothing was asked');
    expect(textsOf(asked.card)).toContain('What does scan.pdf belong to?');
    expect(Object.keys(buttonOf(asked.card, 'evidence.file').data).sort()).toEqual(['fileName', 'hash', 'mediaType']);

    const unsaid = await tenant.press('Alex', asked, 'evidence.file', { kind: 'terms' });
    expect(textsOf(unsaid.card)).toContain(sentence('file.which'));
    const first = await tenant.press('Alex', asked, 'evidence.file', { assetId: two.id, kind: 'terms' });
    expect(textsOf(first.card)).toContain('scan.pdf is evidence of 2 × Second Of Two now');
    const second = await tenant.press('Alex', asked, 'evidence.file', { assetId: two.id, kind: 'terms' });
    expect(textsOf(second.card)).toContain('scan.pdf is evidence of 2 × Second Of Two now');
    const elsewhere = await tenant.press('Alex', asked, 'evidence.file', { assetId: one.id, kind: 'terms' });
    expect(elsewhere.message).toBe(sentence('file.gone'));
    expect(await evidenceOf(one.id)).toEqual([]);
    expect(await evidenceOf(two.id)).toMatchObject([{ kind: 'terms', fileName: 'scan.pdf' }]);
  });

  it('given the card of someone’s file, when anyone else presses it, or it names another file, then nothing is attached', async () => {
    await retire('Alex');
    const mine = await tenant.declare('Alex', { product: 'Mine A' });
    await tenant.declare('Alex', { product: 'Mine B' });
    const theirs = await tenant.declare('Isaiah', { product: 'Theirs' });
    const [asked] = await dropOne('Alex', files.pdf('Only mine to file'));
    if (!asked) throw new Error('Nothing was asked');
    const byOther = await tenant.press('Isaiah', asked, 'evidence.file', { assetId: theirs.id, kind: 'invoice' });
    expect(byOther.message).toBe(sentence('file.gone'));
    const toOther = await tenant.press('Alex', asked, 'evidence.file', { assetId: theirs.id, kind: 'invoice' });
    expect(toOther.message).toBe(sentence('evidence.not-yours'));
    const forged = { assetId: mine.id, kind: 'invoice', fileName: 'x.exe' };
    for (const hash of ['f'.repeat(64), '../register', 7]) {
      const pressed = await tenant.press('Alex', asked, 'evidence.file', { ...forged, hash });
      expect(pressed.message).toBe(sentence(hash === 'f'.repeat(64) ? 'file.gone' : 'card.unreadable'));
    }
    expect([...(await evidenceOf(mine.id)), ...(await evidenceOf(theirs.id))]).toEqual([]);
    // Still to be filed, under the name that it came with.
    await tenant.press('Alex', asked, 'evidence.file', forged);
    expect(await evidenceOf(mine.id)).toMatchObject([{ fileName: 'invoice.pdf' }]);
  });

  it('given several purchases, when a file replies to the card of one, then it is evidence of that one', async () => {
    await retire('Alex');
    await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'VISIO_PLAN2_DEPT',
      quantity: 4,
    });
    await tenant.buy({ purchaser: tenant.person('Alex').userPrincipalName, skuPartNumber: 'PROJECT_P1', quantity: 6 });
    await tenant.poll();
    const card = await tenant.connector.until(() =>
      shown('Alex').find(({ card }) => card && textsOf(card).includes('you bought 4 ×')),
    );
    const [answer] = await dropOne('Alex', files.pdf('Reply'), 'invoice.pdf', { replyToId: card.id });
    expect(textsOf(answer?.card)).toContain('is evidence of 4 ×');
    const [asked] = await dropOne('Alex', files.pdf('Reply to nothing'), 'invoice.pdf', { replyToId: 'activity-none' });
    expect(textsOf(asked?.card)).toContain('belong to?');
  });

  it('given a manager’s card, when they reply to it with a file, then it is evidence of what they decide about', async () => {
    const { id } = await tenant.declare('Alex', { product: 'For Megan' });
    const card = await tenant.connector.until(() =>
      shown('Megan').find(({ card }) => card && textsOf(card).includes('to approve 2 × For Megan')),
    );
    const [answer] = await dropOne('Megan', files.pdf('From Megan'), 'terms.pdf', { replyToId: card.id });
    expect(textsOf(answer?.card)).toContain('terms.pdf is evidence of 2 × For Megan now');
    expect(await evidenceOf(id)).toMatchObject([{ kind: 'terms', by: { id: tenant.person('Megan').id } }]);
  });

  it('given words with a file, when they ask for something, then both are answered; a word that goes with it is not', async () => {
    await retire('Alex');
    await tenant.declare('Alex', { product: 'With Words' });
    const plain = await dropOne('Alex', files.pdf('W1'), 'a.pdf', { text: 'here is the receipt' });
    expect(plain.map(({ text }) => text)).toEqual([null]);
    const asking = await dropOne('Alex', files.pdf('W2'), 'a.pdf', { text: 'help' });
    expect(asking.map(({ text }) => text)).toEqual([null, chat.help]);
  });

  it('given a file in a channel, when it comes, then it is not fetched', async () => {
    await tenant.declare('Alex', { product: 'In Channel' });
    await tenant.post(
      tenant.activity('Alex', {
        type: 'message',
        text: '',
        attachments: [attachment(server.serve(files.pdf()), 'a.pdf')],
        conversation: { id: '19:talk@thread.tacv2', conversationType: 'channel', tenantId: tenant.tenantId },
      }),
    );
    expect(server.asked).toEqual([]);
    expect(tenant.connector.shown('19:talk@thread.tacv2').map(({ text }) => text)).toEqual([chat.channelHelp]);
  });
});
