import { describe, expect, it } from 'vitest';
import { acrobat, aDecidedAsset, anAsset, at } from '../../test/support/builders.ts';
import { recordsOf } from '../../test/support/csv.ts';
import { formulas, oddTexts } from '../../test/support/hostile-texts.ts';
import { aQuery } from '../../test/support/random-assets.ts';
import { dateOf, type Sheet, type SheetCell, sheetsOf } from '../../test/support/workbook.ts';
import type { Asset } from '../domain/asset.ts';
import { defused } from '../domain/formulas.ts';
import type { Lot } from '../domain/lots.ts';
import { en } from '../domain/words/en.ts';
import { csvWriter } from './csv.ts';
import type { ExportPage, ExportSpec } from './export-spec.ts';
import { workbookWriter } from './workbook.ts';
import { exportFiles } from './write-export.ts';

const { column, about } = en.tab.export;

function aSpec(over: Partial<ExportSpec> = {}): ExportSpec {
  return {
    format: 'csv',
    locale: 'en-GB',
    by: 'Adele Vance',
    at,
    version: '7.abc',
    total: 1,
    totals: [],
    estimates: [],
    unpriced: 0,
    priceBook: [],
    query: aQuery(),
    ...over,
  };
}

/** What a writer makes of pages. Its thread adds nothing to that, and takes longer to start than all else here. */
async function fileOf(spec: ExportSpec, ...pages: ExportPage[]): Promise<Buffer> {
  const writer = (spec.format === 'csv' ? csvWriter : workbookWriter)(spec);
  const chunks: Uint8Array[] = [];
  for (const page of pages) chunks.push(...(await writer.write(page)));
  return Buffer.concat([...chunks, ...(await writer.end())]);
}

/** The bytes of a file, for a reader who stays. `by`: whose files it is one of. */
function writing(spec: ExportSpec, pages: AsyncIterable<ExportPage>, by = exportFiles(), personId = 'id-adele') {
  return by(personId, spec, pages)(new AbortController().signal);
}

async function* inTurn(pages: readonly ExportPage[]): AsyncGenerator<ExportPage> {
  yield* pages;
}

const page = (...assets: Asset[]): ExportPage => ({ assets, duplicates: [] });

/** The fields of each asset in a CSV file, by their columns' titles. */
async function csvOf(...assets: Asset[]): Promise<Record<string, string>[]> {
  const text = (await fileOf(aSpec(), page(...assets))).toString('utf8');
  const [titles = [], ...records] = recordsOf(text.slice(1));
  return records.map((fields) => Object.fromEntries(fields.map((field, place) => [titles[place], field])));
}

/** The same for the cells of a workbook. */
async function cellsOf(...assets: Asset[]): Promise<Record<string, SheetCell | undefined>[]> {
  return rowsOf(sheetsOf(await fileOf(aSpec({ format: 'xlsx' }), page(...assets)))[0]);
}

function rowsOf(sheet: Sheet | undefined): Record<string, SheetCell | undefined>[] {
  const [titles = [], ...rows] = sheet?.rows ?? [];
  return rows.map((cells) => Object.fromEntries(titles.map(({ text }, place) => [text, cells[place]])));
}

const priced = (minor: number, currency: string) =>
  aDecidedAsset('approved', { unitPrice: { minor, currency }, quantity: 3, billingTerm: 'yearly' });

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

describe('CSV', () => {
  it('given assets, when written, then it is UTF-8 with a mark, with titles in words and a line each', async () => {
    const file = await fileOf(aSpec(), page(anAsset()), page(anAsset({ id: 'sub-2' })));
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [titles, ...records] = recordsOf(file.toString('utf8').slice(1));
    expect(titles).toEqual(Object.values(column));
    expect(records.map((fields) => fields.at(-1))).toEqual(['sub-1', 'sub-2']);
  });

  it('given nothing to write, when written, then the titles stand alone', async () => {
    const file = await fileOf(aSpec());
    expect(recordsOf(file.toString('utf8').slice(1))).toEqual([Object.values(column)]);
  });

  it('given amounts, days and moments, when written, then other programs can read them', async () => {
    const [row] = await csvOf(priced(1_234_567, 'USD'));
    expect(row).toMatchObject({
      [column.unitPrice]: '12345.67',
      [column.perMonth]: '3086.42',
      [column.perYear]: '37037.01',
      [column.currency]: 'USD',
      [column.seats]: '3',
      [column.purchasedOn]: '2026-11-20',
      [column.decidedAt]: at,
    });
  });

  it('given 13 of 15 seats were paid in all, when written, then no amount is rounded, and it is told for how many', async () => {
    const price = { minor: 25_000, currency: 'USD' };
    const lots: Lot[] = [{ quantity: 13, price, per: 'all', since: '2026-11-20' }];
    const [row] = await csvOf(
      aDecidedAsset('approved', { unitPrice: null, lots, quantity: 15, billingTerm: 'yearly' }),
    );
    expect(row).toMatchObject({
      [column.unitPrice]: '',
      [column.pricedSeats]: '13',
      [column.seatsPrice]: '250.00',
      [column.perYear]: '250.00',
      [column.currency]: 'USD',
      [column.estimate]: '',
    });
  });

  it.each([
    ['JPY', '1234567', '0'],
    ['KWD', '1234.567', '3'],
  ])('given an amount in %s, when written, then it has the decimals of its currency', async (currency, text) => {
    const [row] = await csvOf(priced(1_234_567, currency));
    expect(row?.[column.unitPrice]).toBe(text);
  });

  it('given what is not known, when written, then its fields are empty', async () => {
    const [row] = await csvOf(anAsset({ product: acrobat, renewsOn: null, owner: null, subscription: null }));
    expect(row).toMatchObject({
      [column.renewsOn]: '',
      [column.owner]: '',
      [column.unitPrice]: '',
      [column.estimate]: '',
      [column.currency]: '',
      [column.subscription]: '',
    });
  });

  it('given a price that is not known, when written, then the list price stands in a column of its own', async () => {
    const listed = { unitPrice: null, billingTerm: null, quantity: 3 };
    const [row] = await csvOf(anAsset(listed));
    expect(row).toMatchObject({ [column.perMonth]: '', [column.estimate]: '42.00', [column.currency]: 'USD' });
  });

  it('given texts that look like formulas, when written, then each is a text, and none is lost', async () => {
    const rows = await csvOf(...formulas.map((reason) => anAsset({ reason })));
    expect(rows.map((row) => row[column.reason])).toEqual(formulas.map(defused));
  });

  it('given odd texts, when written, then they come back as they were', async () => {
    const rows = await csvOf(...oddTexts.map((reason) => anAsset({ reason })));
    expect(rows.map((row) => row[column.reason])).toEqual(oddTexts);
  });

  it('given a possible duplicate, when written, then it is noted', async () => {
    const text = (await fileOf(aSpec(), { assets: [anAsset()], duplicates: ['sub-1'] })).toString('utf8');
    expect(text).toContain(en.flag['possible-duplicate']);
  });
});

describe('a workbook', () => {
  it('given assets, when written, then the titles are bold, stay in view and filter', async () => {
    const [sheet] = sheetsOf(await fileOf(aSpec({ format: 'xlsx' }), page(anAsset())));
    expect(sheet?.name).toBe(en.tab.export.sheet);
    expect(sheet?.rows[0]?.map(({ text }) => text)).toEqual(Object.values(column));
    expect(sheet?.xml).toMatch(/<pane ySplit="1" [^>]*state="frozen"/);
    expect(sheet?.xml).toMatch(/<autoFilter ref="A1:AM1"/);
    expect(sheet?.xml).toMatch(/<col min="1" max="1" width="34"/);
  });

  it('given an asset, when written, then dates are dates, amounts are numbers and texts are texts', async () => {
    const [row] = await cellsOf(priced(1_234_567, 'USD'));
    const cell = (title: string) => row?.[title] as SheetCell;
    expect(cell(column.product)).toMatchObject({ type: 'str', text: 'Power BI Pro' });
    expect(cell(column.seats)).toEqual({ type: 'n', text: '3', format: '#,##0' });
    expect(cell(column.unitPrice)).toEqual({ type: 'n', text: '12345.67', format: '#,##0.00' });
    expect(cell(column.purchasedOn)).toMatchObject({ type: 'n', format: 'yyyy-mm-dd' });
    expect(dateOf(cell(column.purchasedOn))).toBe('2026-11-20T00:00:00.000Z');
    expect(cell(column.decidedAt)).toMatchObject({ type: 'n', format: 'yyyy-mm-dd hh:mm' });
    expect(dateOf(cell(column.decidedAt))).toBe(at);
  });

  it.each([
    ['JPY', '1234567', '#,##0'],
    ['KWD', '1234.567', '#,##0.000'],
  ])(
    'given an amount in %s, when written, then it has the decimals of its currency',
    async (currency, text, format) => {
      const [row] = await cellsOf(priced(1_234_567, currency));
      expect(row?.[column.unitPrice]).toEqual({ type: 'n', text, format });
    },
  );

  it('given what is not known, when written, then there is nothing in its cells', async () => {
    const [row] = await cellsOf(anAsset({ renewsOn: null }));
    expect([row?.[column.renewsOn], row?.[column.unitPrice]].map((cell) => cell?.text ?? '')).toEqual(['', '']);
  });

  it('given texts that look like formulas, when written, then each is a text and stays one when edited', async () => {
    const rows = await cellsOf(...formulas.map((reason) => anAsset({ reason })));
    const cells = rows.map((row) => row[column.reason]);
    expect(cells).toEqual(formulas.map((text) => ({ type: 'str', text: text.replace('\r', '\n'), format: '@' })));
  });

  it('given odd texts, when written, then they come back as they were', async () => {
    const rows = await cellsOf(...oddTexts.map((reason) => anAsset({ reason })));
    expect(rows.map((row) => row[column.reason]?.text)).toEqual(oddTexts);
  });

  it('given characters that XML can’t hold, when written, then the rest of the text is there', async () => {
    const [row] = await cellsOf(anAsset({ reason: 'a\u0000b\u0001c\u000bd\ufffee\ud800f' }));
    expect(row?.[column.reason]?.text.replace(/[^a-f]/g, '')).toBe('abcdef');
  });

  it('given a filter, when written, then the second sheet says who, when, what and how many', async () => {
    const asset = anAsset();
    const spec = aSpec({
      format: 'xlsx',
      total: 1,
      totals: [
        { minor: 4_200, currency: 'USD' },
        { minor: 900, currency: 'JPY' },
      ],
      estimates: [{ minor: 1_400, currency: 'CHF' }],
      unpriced: 6,
      query: aQuery({
        search: '=power',
        filters: {
          status: ['detected', 'declared'],
          price: ['yearly'],
          purchaser: [asset.purchaser?.id ?? '', 'someone-else'],
        },
        flags: ['trial'],
        renewsAfter: '2026-12-01',
        dates: { heldOn: '2026-08-31' },
        sort: { by: 'perMonth', isDescending: true },
      }),
    });
    const [, sheet] = sheetsOf(await fileOf(spec, page(asset)));
    const lines = new Map(sheet?.rows.map(([title, value]) => [title?.text, value]));
    const text = (title: string) => lines.get(title)?.text;
    expect(sheet?.name).toBe(about.title);
    expect(text(about.by)).toBe('Adele Vance');
    expect(dateOf(lines.get(about.at) as SheetCell)).toBe(at);
    expect(lines.get(about.rows)).toMatchObject({ type: 'n', text: '1' });
    expect(lines.get(about.filterOn(about.search))).toEqual({ type: 'str', text: '=power', format: '@' });
    expect(text(about.filterOn('State'))).toBe('Not declared, Awaiting decision');
    expect(text(about.filterOn('Purchaser'))).toBe('Alex Wilber, someone-else');
    expect(text(about.filterOn('To note'))).toBe('Trial');
    expect(text(about.filterOn('Price'))).toBe('paid yearly');
    expect(text(about.filterOn(about.day))).toContain('31 August 2026');
    expect(text(about.filterOn('Renews'))).toContain('1 December 2026');
    expect(text(about.order)).toBe(about.orderBy('Per month', true));
    expect(lines.get(about.perMonth('USD'))).toEqual({ type: 'n', text: '42', format: '#,##0.00' });
    expect(lines.get(about.perMonth('JPY'))).toEqual({ type: 'n', text: '900', format: '#,##0' });
    expect(lines.get(about.estimate('CHF'))).toEqual({ type: 'n', text: '14', format: '#,##0.00' });
    expect(lines.get(about.unpriced)).toMatchObject({ type: 'n', text: '6' });
    expect(text(about.version)).toBe('7.abc');
  });

  it('given no filter, when written, then it says that this is all', async () => {
    const [, sheet] = sheetsOf(await fileOf(aSpec({ format: 'xlsx' })));
    expect(sheet?.rows.map(([title]) => title?.text)).toContain(about.filter);
  });
});

describe('writing', () => {
  it.each(['csv', 'xlsx'] as const)(
    'given pages, when written as %s in a thread, then the file is the same as without',
    async (format) => {
      const pages = [page(anAsset()), page(priced(1_234_567, 'USD'), anAsset({ id: 'sub-2' }))];
      const file = Buffer.concat(await all(writing(aSpec({ format }), inTurn(pages))));
      const plain = await fileOf(aSpec({ format }), ...pages);
      if (format === 'csv') expect(file).toEqual(plain);
      else expect(sheetsOf(file)).toEqual(sheetsOf(plain));
    },
  );

  it('given a reader who goes while it is written, then no page is read but the one ahead', async () => {
    const gone = new AbortController();
    let read = 0;
    let isOver = false;
    async function* endless(): AsyncGenerator<ExportPage> {
      try {
        for (;;) {
          read += 1;
          if (read === 2) gone.abort();
          yield page(anAsset());
        }
      } finally {
        isOver = true;
      }
    }
    const written = all(exportFiles()('id-adele', aSpec(), endless())(gone.signal));
    await expect(written).rejects.toMatchObject({ name: 'AbortError' });
    expect([read, isOver]).toEqual([2, true]);
  });

  it('given pages that can’t be read, when written, then the reader hears of it', async () => {
    async function* broken(): AsyncGenerator<ExportPage> {
      yield page(anAsset());
      throw new Error('the replica has stopped');
    }
    await expect(all(writing(aSpec(), broken()))).rejects.toThrow('the replica has stopped');
  });

  it('given an asset that can’t be written, when written, then the reader hears of it', async () => {
    const broken = { ...anAsset(), product: null } as unknown as Asset;
    await expect(all(writing(aSpec(), inTurn([page(broken)])))).rejects.toThrow(TypeError);
  });

  const one = () => inTurn([page(anAsset())]);

  it('given more readers than may write at once, when one is done, then the next has its turn', async () => {
    const by = exportFiles();
    const names = ['adele', 'adele', 'lynne', 'grady', 'debra'];
    const files = names.map((name) => all(writing(aSpec(), one(), by, name)));
    expect((await Promise.all(files)).map((chunks) => chunks.length)).toEqual([1, 1, 1, 1, 1]);
    for (const name of ['adele', 'lynne']) {
      const stopped = writing(aSpec(), one(), by, name);
      await stopped.next();
      await stopped.return(undefined);
    }
    expect(await all(writing(aSpec(), inTurn([]), by))).toHaveLength(1);
  });

  it('given as many readers as may write who take nothing more, when others want one, then they get it', async () => {
    const by = exportFiles();
    const slow = ['id-adele', 'id-grady'].map((name) => writing(aSpec(), one(), by, name));
    for (const file of slow) await file.next();
    expect(await all(writing(aSpec(), one(), by, 'id-lynne'))).toHaveLength(1);
    // What they have not taken is there all the same, and theirs.
    for (const file of slow) expect((await file.next()).done).toBe(true);
  });

  it('given a reader who takes nothing more of any of theirs, when others want one, then they get it', async () => {
    const by = exportFiles();
    await writing(aSpec(), one(), by).next();
    const gone = new AbortController();
    const waiting = Array.from({ length: 5 }, () => by('id-adele', aSpec(), one())(gone.signal).next());
    expect(() => by('id-adele', aSpec(), one())).toThrow(
      expect.objectContaining({ kind: 'too-many', code: 'export.yours-first' }),
    );
    expect(await all(writing(aSpec(), one(), by, 'id-lynne'))).toHaveLength(1);
    // Those who have gone make room for others of their own.
    gone.abort();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    expect(() => by('id-adele', aSpec(), one())).not.toThrow();
  });
});
