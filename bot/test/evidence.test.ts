import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceLimits } from '../src/domain/evidence.ts';
import type { Detail, Problem } from '../src/http/contract.ts';
import { openEvidence } from '../src/register/evidence.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { verifyEvidence } from '../src/register/verify-evidence.ts';
import { textsOf } from './support/fake-connector.ts';
import { files } from './support/files.ts';
import { runScript } from './support/run-script.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const sizeOf = (bytes: number) => Buffer.concat([files.pdf(), Buffer.alloc(bytes - files.pdf().length, 0x20)]);

describe('evidence', () => {
  let tenant: Tenant;
  let container: ContainerClient;

  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.install('Megan');
    await tenant.poll();
    container = new ContainerClient(tenant.connectionString, `${tenant.storeName}evidence`);
  });
  afterAll(() => tenant.stop());

  const upload = (name: string, id: string, content: Buffer, fileName = 'invoice.pdf', kind = 'invoice') =>
    tenant.api(name, `/api/register/${id}/evidence?${new URLSearchParams({ kind, name: fileName })}`, {
      method: 'POST',
      body: new Uint8Array(content),
      headers: { 'content-type': 'application/octet-stream' },
    });
  const download = (name: string, id: string, hash: string) => tenant.api(name, `/api/register/${id}/evidence/${hash}`);
  const detailOf = async (id: string) => (await (await tenant.api('Adele', `/api/register/${id}`)).json()) as Detail;
  const refusalOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as Problem).code}`;
  const typesOf = async (id: string) => (await tenant.history(id)).map(({ type }) => type).reverse();
  const blobs = async () => {
    const names: string[] = [];
    for await (const { name } of container.listBlobsFlat()) names.push(name);
    return names;
  };

  /** What `npm run register:verify` says of this store. */
  const verifying = async () => {
    const store = { STORAGE_CONNECTION_STRING: tenant.connectionString, STORE_NAME: tenant.storeName };
    const { code, out, err } = await runScript('verify.ts', [], store);
    return { code, out: out + err };
  };

  it('given a document, when attached, then it stands in the state, the history and the store, and comes back byte by byte', async () => {
    const { id } = await tenant.declare('Alex');
    const content = files.pdf('Invoice 1');
    const answer = await upload('Alex', id, content, 'Rechnung „März“ (1).pdf');
    expect(answer.status).toBe(201);
    const detail = (await answer.json()) as Detail;
    const fileName = 'Rechnung „März“ (1).pdf';
    expect(detail.evidence).toEqual([
      {
        hash: hashOf(content),
        fileName,
        mediaType: 'application/pdf',
        bytes: content.length,
        kind: 'invoice',
        by: { id: tenant.person('Alex').id, name: 'Alex Wilber' },
        at: tenant.clock.now().toISOString(),
      },
    ]);
    const [entry] = await tenant.history(id);
    expect(entry).toMatchObject({
      type: 'evidence-attached',
      summary: `Alex Wilber attached ${fileName} (invoice or receipt)`,
    });
    expect((await container.getBlobClient(hashOf(content)).getProperties()).contentType).toBe('application/pdf');

    const back = await download('Megan', id, hashOf(content));
    expect(Buffer.from(await back.arrayBuffer())).toEqual(content);
    expect(back.status).toBe(200);
    expect(Object.fromEntries(back.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''Rechnung%20%E2%80%9EM%C3%A4rz%E2%80%9C%20%281%29.pdf",
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });

  it.each([
    ['pdf', 'a.pdf', 'a.pdf'],
    ['png', 'a.png', 'a.png'],
    ['jpeg', 'a.jpg', 'a.jpg'],
    ['webp', 'a.webp', 'a.webp'],
    ['docx', 'a.docx', 'a.docx'],
    ['xlsx', 'a.xlsx', 'a.xlsx'],
    ['pptx', 'a.pptx', 'a.pptx'],
    ['mail', 'a.eml', 'a.eml'],
    ['text', 'a.txt', 'a.txt'],
    ['pdf', 'a.html', 'a.html.pdf'],
    ['pdf', '"\r\nX: y.svg', 'X y.svg.pdf'],
    ['png', '../../secret', 'secret.png'],
  ] as const)('given a %s called %j, when attached, then it is kept as %j', async (kind, name, kept) => {
    const { id } = await tenant.declare('Alex');
    const answer = await upload('Alex', id, files[kind](), name, 'other');
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as Detail).evidence.map(({ fileName }) => fileName)).toEqual([kept]);
  });

  it.each([
    ['html', 'invoice.pdf', '400 evidence.type'],
    ['svg', 'picture.png', '400 evidence.type'],
    ['script', 'notes.txt', '400 evidence.type'],
    ['exe', 'invoice.pdf', '400 evidence.type'],
    ['docm', 'invoice.docx', '400 evidence.type'],
    ['zip', 'invoice.xlsx', '400 evidence.type'],
  ] as const)(
    'given a %s called %s, when attached, then it is refused and nothing is kept',
    async (kind, name, refusal) => {
      const { id } = await tenant.declare('Alex');
      const content = files[kind]();
      expect(await refusalOf(await upload('Alex', id, content, name))).toBe(refusal);
      expect(await blobs()).not.toContain(hashOf(content));
      expect((await detailOf(id)).evidence).toEqual([]);
    },
  );

  it('given sizes around the limit, when attached, then what is larger is refused, announced or not', async () => {
    const { id } = await tenant.declare('Alex');
    const most = evidenceLimits.bytes;
    expect((await upload('Alex', id, sizeOf(most))).status).toBe(201);
    expect(await refusalOf(await upload('Alex', id, sizeOf(most + 1)))).toBe('413 evidence.too-large');
    expect(await refusalOf(await upload('Alex', id, Buffer.alloc(0)))).toBe('400 evidence.empty');
    const streamed = await tenant.api('Alex', `/api/register/${id}/evidence?kind=invoice&name=a.pdf`, {
      method: 'POST',
      body: new Blob([new Uint8Array(sizeOf(most + 1))]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(await refusalOf(streamed)).toBe('413 evidence.too-large');
    expect((await detailOf(id)).evidence).toHaveLength(1);
  });

  it('given a body that is announced as endless, when it comes, then the answer is there before any of it is read', async () => {
    const { id } = await tenant.declare('Alex');
    const { token } = (await (
      await tenant.practice('POST', '/practice/token', { upn: tenant.person('Alex').userPrincipalName })
    ).json()) as { token: string };
    const socket = connect(Number(new URL(tenant.url).port), '127.0.0.1');
    const answer = new Promise<string>((resolve, reject) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text)).on('error', reject);
    });
    socket.write(
      `POST /api/register/${id}/evidence?kind=invoice&name=a.pdf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: 999999999999\r\n\r\n%PDF-1.7`,
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"evidence\.too-large"/);
  });

  it('given an upload that breaks off, when the sender is gone, then nothing was attached', async () => {
    const { id } = await tenant.declare('Alex');
    const stop = new AbortController();
    const sent = tenant.api('Alex', `/api/register/${id}/evidence?kind=invoice&name=a.pdf`, {
      method: 'POST',
      body: new ReadableStream({
        start: (to) => to.enqueue(new Uint8Array(files.pdf())),
        pull: () => stop.abort(),
      }),
      duplex: 'half',
      signal: stop.signal,
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    expect((await detailOf(id)).evidence).toEqual([]);
  });

  it.each([
    ['a kind that there is none of', 'kind=bribe&name=a.pdf', '400 request.unreadable'],
    ['no kind', 'name=a.pdf', '400 request.unreadable'],
    ['a field that nobody knows', 'kind=invoice&name=a.pdf&by=Megan', '400 request.unreadable'],
    ['a name without end', `kind=invoice&name=${'n'.repeat(2_000)}`, '400 request.unreadable'],
  ])('given %s, when attached, then it is refused', async (_what, query, refusal) => {
    const { id } = await tenant.declare('Alex');
    const answer = await tenant.api('Alex', `/api/register/${id}/evidence?${query}`, { method: 'POST', body: 'x' });
    expect(await refusalOf(answer)).toBe(refusal);
  });

  it('given the same document, when many attach it at once, also to other purchases, then it is one blob and one entry each', async () => {
    const [one, other] = [await tenant.declare('Alex'), await tenant.declare('Alex')];
    const content = files.pdf('The same for all');
    const answers = await Promise.all([
      ...['Alex', 'Megan', 'Megan', 'Adele'].map((name) => upload(name, one.id, content)),
      upload('Adele', one.id, content, 'copy.pdf'),
      upload('Alex', other.id, content),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    for (const { id } of [one, other]) expect(await typesOf(id)).toEqual(['declared', 'evidence-attached']);
    expect((await blobs()).filter((name) => name === hashOf(content))).toHaveLength(1);
  });

  it('given two documents at once, when attached, then the purchase has both', async () => {
    const { id } = await tenant.declare('Alex');
    const contents = [files.pdf('One'), files.pdf('Two')];
    await Promise.all(contents.map((content) => upload('Alex', id, content)));
    expect((await detailOf(id)).evidence.map(({ hash }) => hash).sort()).toEqual(contents.map(hashOf).sort());
  });

  it('given twenty documents, when one more comes, then it is refused', async () => {
    const { id } = await tenant.declare('Alex');
    for (let n = 1; n <= evidenceLimits.perAsset; n++) {
      expect((await upload('Alex', id, files.pdf(`No ${n}`))).status).toBe(201);
    }
    expect(await refusalOf(await upload('Alex', id, files.pdf('One too many')))).toBe('409 evidence.too-many');
  });

  it('given documents of several purchases, when asked for, then each purchase gives its own and to its own readers only', async () => {
    const [mine, theirs] = [await tenant.declare('Alex'), await tenant.declare('Isaiah')];
    const [own, foreign] = [files.pdf('Mine'), files.pdf('Theirs')];
    await upload('Alex', mine.id, own);
    await upload('Isaiah', theirs.id, foreign);
    expect((await download('Alex', mine.id, hashOf(own))).status).toBe(200);
    expect(await refusalOf(await download('Alex', mine.id, hashOf(foreign)))).toBe('404 evidence.not-found');
    expect(await refusalOf(await download('Alex', theirs.id, hashOf(foreign)))).toBe('403 asset.not-visible');
    expect(await refusalOf(await download('Alex', mine.id, 'ff'))).toBe('404 evidence.not-found');
    expect(await refusalOf(await download('Alex', mine.id, '..%2f..%2fregister'))).toBe('404 evidence.not-found');
    expect(await refusalOf(await upload('Alex', theirs.id, own))).toBe('403 evidence.not-yours');
    expect(await refusalOf(await upload('Alex', 'dec-none', own))).toBe('404 asset.not-found');
  });

  it('given a retired purchase, when something is attached, then ITAM staff may and the purchaser may not', async () => {
    const { id, version } = await tenant.declare('Alex');
    await tenant.api('Adele', `/api/register/${id}/retire`, {
      method: 'POST',
      body: JSON.stringify({ reason: 'Cancelled' }),
      headers: { 'if-match': `"${version}"` },
    });
    expect(await refusalOf(await upload('Alex', id, files.pdf('Late')))).toBe('409 asset.retired');
    expect((await upload('Adele', id, files.pdf('Late'), 'cancelled.pdf', 'cancellation')).status).toBe(201);
  });

  it('given a purchase that waits for a decision, when something is attached, then the manager’s card names it, unread as markup', async () => {
    const { id } = await tenant.declare('Alex', { product: 'Carded' });
    await upload('Alex', id, files.pdf('For Megan'), '**[click](evil)**.pdf');
    const card = await tenant.connector.until(() =>
      tenant.connector
        .shown(tenant.chatOf('Megan'))
        .find(({ card }) => card && textsOf(card).includes('Carded') && textsOf(card).includes('1 document')),
    );
    expect(textsOf(card.card)).toContain('1 document: [click](evil).pdf');
    expect(JSON.stringify(card.card)).not.toMatch(/"TextBlock"[^}]*click/);
  });

  it('given the store behind it, when verified, then a document that is gone or altered is found, and refused to readers', async () => {
    const { id } = await tenant.declare('Alex');
    const [kept, gone, altered] = [files.pdf('Kept'), files.pdf('Gone'), files.pdf('Altered')];
    for (const content of [kept, gone, altered]) await upload('Alex', id, content);
    const store = openEvidence(container);
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
    expect((await verifyEvidence(tenant.table, store)).faults).toEqual([]);
    expect(await verifying()).toMatchObject({ code: 0, out: expect.stringMatching(/ whole: .* [1-9]\d* documents/) });

    await container.deleteBlob(hashOf(gone));
    await container.getBlockBlobClient(hashOf(altered)).upload('%PDF-1.7 pay 42,000', 19);
    const { documents, faults } = await verifyEvidence(tenant.table, store);
    expect(documents).toBeGreaterThan(3);
    expect(
      faults
        .map(
          ({ what, row, detail }) => `${what} ${row} ${detail.includes(hashOf(what === 'dropped' ? gone : altered))}`,
        )
        .sort(),
    ).toEqual([`altered asset|${id} true`, `dropped asset|${id} true`]);
    const said = await verifying();
    expect(said).toMatchObject({ code: 1, out: expect.stringContaining('NOT whole: 2 faults') });
    for (const content of [gone, altered]) expect(said.out).toContain(hashOf(content));
    expect(await refusalOf(await download('Alex', id, hashOf(gone)))).toBe('404 evidence.lost');
    await expect(download('Alex', id, hashOf(altered)).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });
});
