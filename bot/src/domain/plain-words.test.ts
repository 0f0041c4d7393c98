import { describe, expect, it } from 'vitest';
import { type Understood, understand } from './plain-words.ts';

/** A Tuesday. */
const now = new Date('2026-11-24T10:00:00Z');
const read = (text: string, locale?: string): Understood => understand(text, now, locale);
const usd = (minor: number) => ({ minor, currency: 'USD' });

const nothing = {
  product: null,
  isTrial: false,
  others: [],
  ending: null,
  quantity: null,
  price: null,
  pricePer: null,
  billingTerm: null,
  purchasedOn: null,
  renewsOn: null,
  costCentre: null,
  reason: null,
};

describe('understand: whole sentences', () => {
  it('given all in one sentence, when read, then the price is for all seats and "yesterday" is a date', () => {
    const said = read('I bought 3 Power BI Pro yesterday for $42 a month for the finance dashboards');
    expect(said).toEqual({
      ...nothing,
      isDeclaration: true,
      product: {
        name: 'Power BI Pro',
        publisher: 'Microsoft',
        family: 'Power BI',
        skuId: 'f8a1db68-be16-40ed-86d5-cb42ce701560',
        skuPartNumber: 'POWER_BI_PRO',
      },
      quantity: 3,
      price: usd(4200),
      pricePer: 'total',
      billingTerm: 'monthly',
      purchasedOn: '2026-11-23',
      renewsOn: null,
      costCentre: null,
      reason: 'the finance dashboards',
    });
  });

  it('given a price per user, a cost centre and a renewal, when read, then the unsaid stays null', () => {
    const said = read('just got visio plan 2, €15/user/month, cost centre CC-4410, renews on 19 December');
    expect(said).toEqual({
      ...nothing,
      isDeclaration: true,
      product: expect.objectContaining({ name: 'Visio Plan 2', skuPartNumber: 'VISIOCLIENT' }),
      price: { minor: 1500, currency: 'EUR' },
      pricePer: 'seat',
      billingTerm: 'monthly',
      renewsOn: '2026-12-19',
      costCentre: 'CC-4410',
    });
  });

  it('given a product of another publisher, when read, then it is kept in the writer’s words without a publisher', () => {
    expect(read('bought Figma Professional for the design team, 90 USD yearly')).toEqual({
      ...nothing,
      isDeclaration: true,
      product: { name: 'Figma Professional', publisher: '', family: null, skuId: null, skuPartNumber: null },
      price: usd(9000),
      billingTerm: 'yearly',
      reason: 'the design team',
    });
  });

  it('given "dollars each per month" and "because of", when read, then the price is for a seat', () => {
    const said = read(
      'I purchased 2 licences of power automate premium on 3 November 2026 at 15 dollars each per month because of invoice flows',
    );
    expect(said).toMatchObject({
      product: { name: 'Power Automate Premium' },
      quantity: 2,
      price: usd(1500),
      pricePer: 'seat',
      billingTerm: 'monthly',
      purchasedOn: '2026-11-03',
      reason: 'invoice flows',
    });
  });

  it('given several lines, when read, then they belong together', () => {
    const said = read(
      'I bought 3 Power BI Pro for USD 42 per month.\nCost centre is 4410.\nIt renews on 24 November 2027.\nReason: finance reports for Q4.',
    );
    expect(said).toMatchObject({
      quantity: 3,
      price: usd(4200),
      billingTerm: 'monthly',
      renewsOn: '2027-11-24',
      costCentre: '4410',
      reason: 'finance reports for Q4',
    });
  });

  it('given shouting, a mention and Markdown, when read, then they change nothing', () => {
    const plain = read('I bought 3 Power BI Pro yesterday for $42 a month');
    expect(read('<at>Sightline</at> I BOUGHT **3** POWER BI PRO YESTERDAY FOR `$42` A MONTH')).toEqual(plain);
  });
});

describe('understand: what is a declaration', () => {
  it.each([
    'I bought Visio Plan 2',
    'Hi Sightline, I have just bought Visio Plan 2',
    "we've purchased Visio Plan 2",
    'My team bought Visio Plan 2',
    'Alex and I bought Visio Plan 2',
    'yesterday bought Visio Plan 2',
    'On 3 November 2026 we bought Visio Plan 2',
    'paid $15 for Visio Plan 2',
    'I signed up for Visio Plan 2',
    'ordered Visio Plan 2',
    'declare Visio Plan 2',
    'I want to declare Visio Plan 2',
    'can I declare Visio Plan 2?',
    'I bought Visio Plan 2 yesterday, what should I do now?',
  ])('given "%s", when read, then it is one, of Visio Plan 2', (text) => {
    expect(read(text)).toMatchObject({ isDeclaration: true, product: { name: 'Visio Plan 2' } });
  });

  it.each([
    '',
    'hello',
    'what can you do',
    'help',
    'thanks',
    'thanks, got it',
    'my purchases',
    'Visio Plan 2',
    '3 Power BI Pro for $42',
    'I want to buy 3 Power BI Pro',
    'Can I buy Visio Plan 2?',
    'How do I declare a purchase?',
    "I don't want to declare anything",
    'what did I buy',
    'Who bought 3 Power BI Pro?',
    'Is it fine that I bought Visio Plan 2?',
    'If I bought Visio Plan 2 would it be ok',
    'Alex bought 3 Power BI Pro yesterday',
    'My colleague told me I bought Visio Plan 2',
    'the licence was purchased by Alex',
    "this wasn't bought by me",
    "I haven't bought 3 Power BI Pro",
    'I never bought Visio Plan 2',
    'I did not buy anything',
    'I bought nothing',
    'I got a question',
    'I got 3 emails from you',
    'I got an error in Power BI Pro',
    'I ordered a coffee',
  ])('given "%s", when read, then it is none and nothing is read out of it', (text) => {
    expect(read(text)).toEqual({ ...nothing, isDeclaration: false });
  });
});

describe('understand: products', () => {
  it.each([
    ['powerbi pro', 'Power BI Pro'],
    ['pbi pro', 'Power BI Pro'],
    ['Microsoft Power BI Pro', 'Power BI Pro'],
    ['POWER_BI_PRO_DEPT', 'Power BI Pro'],
    ['Powr BI Pro', 'Power BI Pro'],
    ['Power BI PPU', 'Power BI Premium Per User'],
    ['power bi premium per user', 'Power BI Premium Per User'],
    ['visio 2', 'Visio Plan 2'],
    ['365 copilot', 'Microsoft 365 Copilot'],
    ['M365 F3', 'Microsoft 365 F3'],
    ['Planner & Project Plan 3', 'Planner and Project Plan 3'],
    ['Project Plan 1', 'Planner Plan 1'],
    ['Teams_Premium_(for_Departments)', 'Teams Premium'],
  ])('given "%s", when bought, then it is %s', (typed, name) => {
    expect(read(`I bought ${typed} yesterday`).product).toMatchObject({ name, publisher: 'Microsoft' });
  });

  it.each([
    ['monday.com Pro for $90 yearly', 'monday.com Pro'],
    ['5 seats of Slack Pro on 20 Nov 2026', 'Slack Pro'],
    ['1Password Business for 5 users', '1Password Business'],
    ['"Adobe Creative Cloud" for 3 users', 'Adobe Creative Cloud'],
    ['3 x Figma', 'Figma'],
    ['X Premium for $8', 'X Premium'],
    ['Visio Plan 3', 'Visio Plan 3'],
  ])('given "%s", which the catalogue does not hold, when bought, then it is kept as %s', (text, name) => {
    expect(read(`I bought ${text}`).product).toEqual({
      name,
      publisher: '',
      family: null,
      skuId: null,
      skuPartNumber: null,
    });
  });

  it.each(['it', 'something yesterday', 'Power BI', 'copilot', 'a licence', '3 licences for the finance team', '🙂'])(
    'given "%s", which names no one product, when bought, then the product is null',
    (text) => {
      expect(read(`I bought ${text}`)).toMatchObject({ isDeclaration: true, product: null });
    },
  );

  it('given a name longer than a name can be, when bought, then the product is null', () => {
    expect(read(`I bought ${'Abcdefghi '.repeat(20)}`).product).toBeNull();
  });
});

describe('understand: seats', () => {
  it.each([
    ['3 Power BI Pro', 3],
    ['two Power BI Pro', 2],
    ['a Power BI Pro licence', 1],
    ['another Power BI Pro', 1],
    ['a dozen Power BI Pro licences', 12],
    ['1,200 Power BI Pro', 1200],
    ['3 x Power BI Pro', 3],
    ['10 more seats of Power BI Pro', 10],
    ['Power BI Pro x 3', 3],
    ['Power BI Pro (3 seats)', 3],
    ['Power BI Pro for 3 users', 3],
    ['2 Visio Plan 2', 2],
    ['a Visio 2 licence', 1],
    ['2 visio 2', 2],
    ['100000 Power BI Pro', 100_000],
  ])('given "%s", when bought, then the seats are %d', (text, quantity) => {
    expect(read(`I bought ${text}`).quantity).toBe(quantity);
  });

  it.each([
    'Power BI Pro',
    'Visio Plan 2',
    '365 copilot',
    '0 Power BI Pro',
    '-3 Power BI Pro',
    '1.5 Power BI Pro',
    '1,000,000,000 Power BI Pro',
    '100001 Power BI Pro',
    'a few Power BI Pro licences',
    'the Power BI Pro licence',
    'Power BI Pro (3 seats, or 4 seats)',
    'on 3 November 2026 Power BI Pro',
    '42 USD Power BI Pro',
  ])('given "%s", when bought, then the seats are null', (text) => {
    expect(read(`I bought ${text}`)).toMatchObject({ isDeclaration: true, quantity: null });
  });
});

describe('understand: prices', () => {
  it.each([
    ['for $42', 4200, 'USD'],
    ['for 42$', 4200, 'USD'],
    ['for US$ 42', 4200, 'USD'],
    ['for 42 usd', 4200, 'USD'],
    ['for USD 42', 4200, 'USD'],
    ['for 42 dollars', 4200, 'USD'],
    ['for $42 CAD', 4200, 'CAD'],
    ['for C$42', 4200, 'CAD'],
    ['for 42 Canadian dollars', 4200, 'CAD'],
    ['for 61,95 €', 6195, 'EUR'],
    ['for 1.234,50 euros', 123_450, 'EUR'],
    ['for £1,234.50', 123_450, 'GBP'],
    ['for 12 pounds', 1200, 'GBP'],
    ['for ¥3000', 3000, 'JPY'],
    ['for 3000 yen', 3000, 'JPY'],
    ['for 42.005 KWD', 42_005, 'KWD'],
    ['for CHF 42', 4200, 'CHF'],
    ['- $42', 4200, 'USD'],
  ])('given "%s", when bought, then the price is %d of %s', (text, minor, currency) => {
    expect(read(`I bought 3 Power BI Pro ${text}`)).toMatchObject({
      price: { minor, currency },
      pricePer: 'total',
      quantity: 3,
    });
  });

  it.each([
    'for 42',
    'for 42 a month',
    'for $42k',
    'for $42 million',
    'for about $42',
    'for up to $42',
    'for $40-50',
    'for $40 to $50',
    'for $42 or $50',
    'for between 40 and 50 USD',
    'for $14 each, $50 in total',
    'for $-42',
    'for -$42',
    'for 42.005 USD',
    'for ¥100.5',
    'for €1.234',
    'for €42 USD',
    'for 42 XXQ',
    'for $42,000,000,000,000',
    'and 2 Visio Plan 2 for $72',
    'and Figma for $60',
  ])('given "%s", when bought, then the price is null and nothing else suffers', (text) => {
    expect(read(`I bought 3 Power BI Pro ${text}`)).toMatchObject({
      product: { name: 'Power BI Pro' },
      quantity: 3,
      price: null,
      pricePer: null,
      reason: null,
    });
  });

  it.each([
    ['3 Power BI Pro for $42', 'total'],
    ['3 Power BI Pro for $14 each', 'seat'],
    ['3 Power BI Pro at $14 per user per month', 'seat'],
    ['3 Power BI Pro, $14 a seat', 'seat'],
    ['3 Power BI Pro, each costs $14', 'seat'],
    ['3 Power BI Pro at $14 apiece', 'seat'],
    ['3 Power BI Pro for a total of $42', 'total'],
    ['3 Power BI Pro at $42 in total', 'total'],
    ['3 Power BI Pro for $14 each, $42 in total', 'seat'],
    ['a Power BI Pro licence at $14', 'total'],
    ['3 Power BI Pro at $14', null],
    ['Power BI Pro for $42', null],
  ])('given "%s", when bought, then the price is for %s', (text, pricePer) => {
    expect(read(`I bought ${text}`).pricePer).toBe(pricePer);
  });

  it.each([
    ['for $42 a month', 'monthly'],
    ['for $42/mo', 'monthly'],
    ['for $42 per user per month', 'monthly'],
    ['for $42, billed monthly', 'monthly'],
    ['for $90 yearly', 'yearly'],
    ['for $90 per annum', 'yearly'],
    ['on an annual plan for $90', 'yearly'],
    ['for $90 every three years', 'three-yearly'],
    ['for $90 one-off', 'once'],
    ['for $14 a month, billed yearly', 'monthly'],
    ['for $42', null],
    ['for $42 a month ago', null],
    ['for the monthly reports', null],
  ])('given "%s", when bought, then it is paid %s', (text, term) => {
    expect(read(`I bought 3 Power BI Pro ${text}`).billingTerm).toBe(term);
  });
});

describe('understand: dates', () => {
  it.each([
    ['today', '2026-11-24'],
    ['yesterday', '2026-11-23'],
    ['just now', '2026-11-24'],
    ['3 days ago', '2026-11-21'],
    ['last Friday', '2026-11-20'],
    ['on Friday', '2026-11-20'],
    ['on 3 November', '2026-11-03'],
    ['on November 3rd', '2026-11-03'],
    ['on 19 December', '2025-12-19'],
    ['on 2026-11-03', '2026-11-03'],
    ['on 25/03/2026', '2026-03-25'],
    ['for the finance dashboards yesterday', '2026-11-23'],
    ['because of the audit, on 3 November, from Microsoft', '2026-11-03'],
  ])('given "%s", when bought, then the purchase date is %s', (text, day) => {
    expect(read(`I bought Visio Plan 2 ${text}`).purchasedOn).toBe(day);
  });

  it.each([
    'on 31 February 2026',
    'on 30/02/2026',
    'on 2026-02-30',
    'on 45 November 2026',
    'on 29 February 2026',
    'on 3 November 2027',
    'on 3 November 1926',
    'next Friday',
    'last week',
    'a month ago',
    'in March',
    'on 03/04/2026',
    'on 3 November or 4 November 2026',
    'around 3 November 2026',
    'to be ready by 3 November',
    'for the board meeting on 9 November',
    'because the old licence broke yesterday',
  ])('given "%s", when bought, then the purchase date is null', (text) => {
    expect(read(`I bought Visio Plan 2 ${text}`)).toMatchObject({ isDeclaration: true, purchasedOn: null });
  });

  it.each([
    ['en-US', '2026-03-04'],
    ['en-GB', '2026-04-03'],
    ['de-DE', '2026-04-03'],
    ['en', null],
    ['not a locale-', null],
  ])('given 03/04/2026 and locale %s, when read, then it is %s', (locale, day) => {
    expect(read('I bought Visio Plan 2 on 03/04/2026', locale).purchasedOn).toBe(day);
  });

  it.each([
    ['renews on 19 December', '2026-12-19'],
    ['renews 3 November', '2027-11-03'],
    ['renewal date: 1 November 2027', '2027-11-01'],
    ['renewing on Monday', '2026-11-30'],
    ['expires 19 December 2027', '2027-12-19'],
    ['renews monthly', null],
    ['renews next month', null],
    ['renews around 19 December', null],
    ['renews on 31 February 2027', null],
    ['renews on 19 December 2020', null],
    ['renews on 19 December 2099', null],
    ['renews on 19 December, renews on 20 December', null],
  ])('given "%s", when bought, then the renewal is %s and no purchase date', (text, day) => {
    expect(read(`I bought Visio Plan 2, ${text}`)).toMatchObject({ renewsOn: day, purchasedOn: null });
  });

  it('given both dates in either order, when read, then each is what it is', () => {
    const dates = { purchasedOn: '2026-11-03', renewsOn: '2026-12-19' };
    expect(read('I bought Visio Plan 2 on 3 November, renews 19 December')).toMatchObject(dates);
    expect(read('I bought Visio Plan 2 (renews 19 December) on 3 November')).toMatchObject(dates);
  });

  it('given the last minute of a day, when "today" is read, then it is that day in UTC', () => {
    expect(understand('I bought Visio Plan 2 today', new Date('2026-12-31T23:59:59Z')).purchasedOn).toBe('2026-12-31');
  });
});

describe('understand: cost centre and reason', () => {
  it.each([
    ['cost centre CC-4410', 'CC-4410'],
    ['cost center 7710-A', '7710-A'],
    ['cost centre is 4410.', '4410'],
    ['cost centre no. 4410', '4410'],
    ['cost-centre: Marketing, thanks', 'Marketing'],
    ['charge it to CC-4410', 'CC-4410'],
    ['cost centre unknown', null],
    ['cost centre: n/a', null],
    ['the cost centre owner agreed', null],
    ['CC-4410 or CC-4420', null],
  ])('given "%s", when bought, then the cost centre is %s', (text, costCentre) => {
    expect(read(`I bought Visio Plan 2, ${text}`).costCentre).toBe(costCentre);
  });

  it.each([
    ['for the finance dashboards', 'the finance dashboards'],
    ['for the finance dashboards, cost centre CC-4410', 'the finance dashboards'],
    ['for the finance dashboards, it renews on 19 December', 'the finance dashboards'],
    ['for the finance dashboards at $15 each. Thanks!', 'the finance dashboards'],
    ['because of invoice flows', 'invoice flows'],
    ['to draw network diagrams', 'to draw network diagrams'],
    ['reason: quarterly forecasts', 'quarterly forecasts'],
    ['for me', null],
    ['for 3 users', null],
    ['for a month', null],
    ['for free', null],
    ['for $42', null],
    ['because', null],
    ['reason: $42', null],
    ['reason: $42 was a bargain', '$42 was a bargain'],
    ['reason: ', null],
  ])('given "%s", when bought, then the reason is %s', (text, reason) => {
    expect(read(`I bought Visio Plan 2 ${text}`).reason).toBe(reason);
  });
});

describe('understand: hostile text', () => {
  const hostile: [string, string][] = [
    ['a long text', 'I bought 3 Power BI Pro for $42. '.repeat(4000)],
    ['one letter', 'a'.repeat(100_000)],
    ['digits', `I bought ${'1'.repeat(100_000)}`],
    ['numbers', `I bought ${'1 '.repeat(50_000)}`],
    ['amounts', `I bought ${'$1 EUR '.repeat(15_000)}`],
    ['spaces', `I bought${' '.repeat(100_000)}x`],
    ['open mentions', `I bought ${'<at>a'.repeat(20_000)}`],
    ['verbs', 'I got $5 '.repeat(12_000)],
    ['dates', `I bought ${'3 november '.repeat(10_000)}`],
    ['times', `I bought ${'one hour and '.repeat(8000)}`],
    ['reasons', `I bought Figma ${'for the '.repeat(13_000)}`],
    ['cost centres', `I bought cost centre: ${'a-'.repeat(50_000)}`],
    ['right-to-left marks and emoji', 'I bought \u202e🙂\u2066'.repeat(10_000)],
    ['numbers in words', `I bought ${'twenty one hundred and five thousand '.repeat(3000)}`],
    ['points of a list', `I bought:\n${'- 3 Power BI Pro, $42\n'.repeat(5000)}`],
    ['line breaks', `I bought${'\n-'.repeat(50_000)}`],
    ['shares', `I bought 3 Power BI Pro ${'for me and 2 '.repeat(8000)}`],
    ['endings', `I bought Power BI Pro ${'please cancel it, it was cancelled '.repeat(3000)}`],
    ['prices', `I bought Visio Plan 2, ${'it costs $5 x 2 each per month plus tax '.repeat(2500)}`],
    ['what was given', 'I got Visio Plan 2 from my '.repeat(4000)],
    ['what is taken back', `I bought ${'3, sorry '.repeat(12_000)}`],
    ['weekdays', `I bought Visio Plan 2 ${'Friday the 13th '.repeat(6000)}`],
    ['lone surrogates', 'I bought \ud800'.repeat(10_000)],
  ];

  /** Milliseconds of the processor: the least of a few, since the first may have to be compiled, and others be held up. */
  function costOf(text: string): number {
    const times = [0, 1, 2, 3].map(() => {
      const before = process.cpuUsage();
      read(text, 'en-GB');
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    return Math.min(...times);
  }
  const everyday = `I bought 3 Power BI Pro for $42 a month. ${'It does what we need, and the team likes it. '.repeat(2300)}`;

  // What backtracks without end takes many thousand times as long, on any machine.
  it.each(hostile)(
    'given 100,000 characters of %s, when read, then they take no longer than some hundred everyday texts',
    (_, text) => expect(costOf(text) / costOf(everyday)).toBeLessThan(500),
  );

  it('given more than 2,000 characters, when read, then what comes after is not', () => {
    expect(read(`${'hello. '.repeat(300)}I bought Visio Plan 2`).isDeclaration).toBe(false);
  });

  it('given HTML, when read, then it is kept as text', () => {
    const said = read('I bought 3 <script>alert(1)</script> for $42 for <b>us all</b>');
    expect(said).toMatchObject({
      product: { name: '<script>alert(1)</script>' },
      quantity: 3,
      reason: '<b>us all</b>',
    });
  });

  it('given direction-changing and broken characters, when read, then none is kept', () => {
    const said = read('I bought \u202eevil\u202c \ud800Tool\ue000 for the \u2066team\u2069');
    expect(said.product?.name).toBe('evil \ufffdTool');
    expect(said.reason).toBe('the team');
  });

  it('given only a mention, when read, then it is no declaration', () => {
    expect(read('<at>I bought Visio Plan 2</at>').isDeclaration).toBe(false);
  });
});
