import { describe, expect, it } from 'vitest';
import { casesOf, toldBy } from '../../../../test/support/told.ts';

/** A Wednesday. */
const now = new Date('2026-11-25T10:00:00Z');

/** Sentences with figures and words that belong to something else than the purchase, or to no purchase at all. */
const kinds: Record<string, string> = {
  'figures of other matters': `
    I bought Power BI Pro for the whole sales team, 14 people, $196 monthly, cost centre CC-10, renews 24 December → Power BI Pro · 14 seats · 196.00 USD in all · monthly · renews 2026-12-24 · cost centre CC-10 · for “the whole sales team, 14 people”
    today i bought visio plan 1 for me, 5 usd / month → Visio Plan 1 · 5.00 USD · monthly · bought 2026-11-25
    I bought a hundred and twenty Teams Premium for 1200 dollars every month → Teams Premium · 120 seats · 1200.00 USD in all · monthly
    We bought Copilot for M365, 2 licences, €60.00 monthly, for drafting bids → Microsoft 365 Copilot · 2 seats · 60.00 EUR in all · monthly · for “drafting bids”
    I bought 10 Power Automate Premium and used the $200 voucher → Power Automate Premium · 10 seats
    I bought 10 Power Automate Premium, we were quoted $150 → Power Automate Premium · 10 seats
    I bought 10 Power Automate Premium; price per licence: $15 → Power Automate Premium · 10 seats · 15.00 USD each
    I bought 10 Power Automate Premium; total: $150 → Power Automate Premium · 10 seats · 150.00 USD in all
    I bought 10 Power Automate Premium, that makes $150 a month → Power Automate Premium · 10 seats
    I bought 10 Power Automate Premium to automate 300 invoices worth $1m → Power Automate Premium · 10 seats · for “to automate 300 invoices worth $1m”
    I bought 10 Power Automate Premium in 2 batches → Power Automate Premium · 10 seats
    I bought 10 Power Automate Premium on 20 November 2026 at 14:30 → Power Automate Premium · 10 seats · bought 2026-11-20
    I bought 10 Power Automate Premium on the 20th of November → Power Automate Premium · 10 seats · bought 2026-11-20
    [en-AU] I bought 10 Power Automate Premium 20/11/26 → Power Automate Premium · 10 seats · bought 2026-11-20
    Bought Visio Plan 2 (2 users), order 12345678, $30/month → Visio Plan 2 · 2 seats · 30.00 USD in all · monthly
    Bought Visio Plan 2, PO 4500012345, 2 users → Visio Plan 2 · 2 seats
    I bought Visio Plan 2 for room 12 → Visio Plan 2 · for “room 12”
    I bought Visio Plan 2 for 2 reasons: drawing and sharing → Visio Plan 2
    I bought Visio Plan 2 to draw 3 floors → Visio Plan 2 · for “to draw 3 floors”
    I bought Visio Plan 2 for our 12 sites → Visio Plan 2 · for “our 12 sites”
    I bought Visio Plan 2 for floors 1-3 → Visio Plan 2 · for “floors 1-3”
    I bought Teams Premium because 40 people join our webinars → Teams Premium · for “40 people join our webinars”
    I bought Teams Premium to host webinars for 200 people → Teams Premium · for “to host webinars for 200 people”
    I bought Teams Premium, it lets 1000 users join → Teams Premium
    I bought 2 Teams Premium for webinars with 300 people, $20 → Teams Premium · 2 seats · 20.00 USD in all · for “webinars with 300 people”
    I bought Figma, Miro and Notion → Figma
    I bought Power BI Pro x3 and Visio Plan 2 x2 → Power BI Pro · 3 seats + Visio Plan 2 · 2 seats
    I bought Power BI Pro (3), Visio Plan 2 (2) → Power BI Pro · 3 seats + Visio Plan 2 · 2 seats
    I bought 1 Visio Plan 2 & 1 Visio Plan 1, $20 together → Visio Plan 2 · 1 seats + Visio Plan 1 · 1 seats
    I bought Visio Plan 2 to replace 3 Visio Plan 1 → Visio Plan 2 · for “to replace 3 Visio Plan 1”
    I bought Visio Plan 2 instead of 2 Visio Plan 1 for $10 → Visio Plan 2
    I bought Visio Plan 2 like the 4 Alex has → Visio Plan 2
    I bought my 2nd Visio Plan 2 → Visio Plan 2
    [en-GB] I bought Power BI Pro for £10.50 pcm → Power BI Pro · 10.50 GBP · monthly
    [en-IN] I bought 3 Power BI Pro for ₹ 3,600 per month → Power BI Pro · 3 seats · 3600.00 INR in all · monthly
    I bought 3 Power BI Pro for 42 dollars NZ → Power BI Pro · 3 seats
    [en-AU] I bought 3 Power BI Pro for $42.00 AUD plus GST → Power BI Pro · 3 seats · 42.00 AUD in all
    I bought 3 Power BI Pro for 42,00 → Power BI Pro · 3 seats
    Bought Visio Plan 2 for nine engineers for ninety dollars a month → Visio Plan 2 · 9 seats · 90.00 USD in all · monthly
    hello, yesterday i purchased the power bi pro subscription, 6 seats, 84 usd per month, for the plant managers → Power BI Pro · 6 seats · 84.00 USD in all · monthly · bought 2026-11-24 · for “the plant managers”
    we got ourselves a dozen Teams Premium last Tuesday, $120/mo total → Teams Premium · 12 seats · 120.00 USD in all · monthly
    Ordered: 4x Power Apps Premium⏎Price: $80 monthly⏎Cost centre: 5520⏎Reason: inspections → Power Apps Premium · 4 seats · 80.00 USD in all · monthly · cost centre 5520 · for “inspections”
    I bought 2 Visio Plan 2 with my own money, $30 → Visio Plan 2 · 2 seats · 30.00 USD in all
    I bought 2 Visio Plan 2 out of the $3000 training budget → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 under our $100 limit → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 so that we win the $2m tender → Visio Plan 2 · 2 seats · for “we win the $2m tender”
    I bought 2 Visio Plan 2 and got $5 cashback → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 at the $15 rate → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 cheaper than the usual $40 → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2, normally $40, for $30 → Visio Plan 2 · 2 seats · 30.00 USD in all
    I bought 5 Power BI Pro, $14 each = $70 a month → Power BI Pro · 5 seats · 14.00 USD each · monthly
    I bought 5 Power BI Pro, 5 seats x $14/month → Power BI Pro · 5 seats · 14.00 USD each · monthly
    I bought 5 Power BI Pro @ 14 USD → Power BI Pro · 5 seats · 14.00 USD
    Purchased a Power BI Pro licence for $14/month, first payment taken on 20 November, renews on 20 December → Power BI Pro · 1 seats · 14.00 USD in all · monthly · renews 2026-12-20
    I bought Power BI Pro on 1 November, invoice arrived on 5 November → Power BI Pro · bought 2026-11-01
    I bought Power BI Pro, the trial ends on 1 December → Power BI Pro
    I bought Power BI Pro, valid until 24 November 2027 → Power BI Pro · renews 2027-11-24
    I bought Power BI Pro, next bill 24 December → Power BI Pro
    I bought Power BI Pro last Sunday 22nd → Power BI Pro · bought 2026-11-22
    I bought Power BI Pro on Thursday, 19th → Power BI Pro · bought 2026-11-19
    I bought Power BI Pro on Thursday the 18th → Power BI Pro
    I bought Power BI Pro at 3pm yesterday → Power BI Pro · bought 2026-11-24
    I bought Power BI Pro on 5/11 → Power BI Pro
    I bought Power BI Pro on 31.11.2026 → Power BI Pro
    I bought Power BI Pro on 2026/11/20 → Power BI Pro · bought 2026-11-20
    I bought one more seat of Power BI Pro → Power BI Pro · 1 seats
    I bought a single Power BI Pro → Power BI Pro · 1 seats
    I bought Power BI Pro for everyone, 25 of us → Power BI Pro · 25 seats · for “everyone, 25 of us”
    I bought Power BI Pro (qty: 4) for EUR 14 per licence → Power BI Pro · 4 seats · 14.00 EUR each
    I bought 7 (seven) Power BI Pro → Power BI Pro
    I bought 3 Power BI Pro but wanted 4 → Power BI Pro · 3 seats
    I bought 5 Power BI Pro, 2 of which are for Alex → Power BI Pro · 5 seats · for “Alex”
    I bought 3 seats of frobnicate for 3 users, $9 → frobnicate · 3 seats · 9.00 USD in all
    I bought JetBrains Rider for 2 developers, €298 a year → JetBrains Rider · 2 seats · 298.00 EUR in all · yearly
    I bought Adobe Acrobat Pro for 20 dollars a month for contracts, two seats → Adobe Acrobat Pro · 2 seats · 20.00 USD in all · monthly · for “contracts, two seats”
    I bought Teams Premium today for 7 colleagues for $70 per month for town halls → Teams Premium · 7 seats · 70.00 USD in all · monthly · bought 2026-11-25 · for “town halls”
    I have purchased eighty-five Power BI Pro seats, $1190/month → Power BI Pro · 85 seats · 1190.00 USD in all · monthly
    I bought:⏎* Visio Plan 2⏎* 4 seats⏎* $60/month → Visio Plan 2 · 4 seats · 60.00 USD in all · monthly
    I bought the following licence:⏎Visio Plan 1, 2 users, $10 per month → Visio Plan 1 · 2 seats · 10.00 USD in all · monthly
    I bought 2 Visio Plan 2 with a 10% discount for $27 → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 as we won a $10,000 deal → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 from the $1,000 team budget → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2, this cuts $50 a month of outsourcing → Visio Plan 2 · 2 seats
    I bought 24 months of Visio Plan 2 for $360 → Visio Plan 2 · 360.00 USD · two-yearly
    I bought a half year of Teams Premium for $60 → Teams Premium · 60.00 USD
    I bought 4 - no, 5 - Teams Premium for $50 → Teams Premium · 5 seats · 50.00 USD in all
    I bought four, I mean five, Teams Premium → Teams Premium · 5 seats
    I bought 1 Visio Plan 2 for Ann and 3 for the planners at $15 each → Visio Plan 2 · 4 seats · 15.00 USD each · for “Ann and 3 for the planners”
    We signed up for a 30-day free trial of Power Apps Premium → Power Apps Premium · trial · 1 seats
    I bought Visio Plan 2, paid on 20 November → Visio Plan 2 · bought 2026-11-20
    I bought Visio Plan 2, delivery 20 November → Visio Plan 2
    I bought Visio Plan 2. Contract runs until 20 November 2027. → Visio Plan 2
    I bought Visio Plan 2 on 20 November, it won't auto renew on 20 December → Visio Plan 2 · bought 2026-11-20
    I bought Visio Plan 2 on 7.11.2026 and it renews on 7.12.2026 → Visio Plan 2 · bought 2026-11-07 · renews 2026-12-07
    I bought Visio Plan 2 for NZ$25 → Visio Plan 2 · 25.00 NZD
    [en-CA] I bought Visio Plan 2 for 25 dollars → Visio Plan 2 · 25.00 CAD
    [nb-NO] I bought Visio Plan 2 for 99 kr → Visio Plan 2 · 99.00 NOK
    I bought Visio Plan 2 for seventy-five dollars and twenty five cents → Visio Plan 2 · 75.25 USD
    [en-IN] I bought Visio Plan 2 for Rs.1,200/month → Visio Plan 2 · 1200.00 INR · monthly
    I bought Visio Plan 2 for 15,50 EUR monthly, 3 people → Visio Plan 2 · 3 seats · 15.50 EUR in all · monthly
    I bought Visio Plan 2 and it is great, 5 stars → Visio Plan 2
    I bought Visio Plan 2 v2024 → Visio Plan 2
    I bought 2 Visio Plan 2 licenses $15/license/month → Visio Plan 2 · 2 seats · 15.00 USD each · monthly
    I bought 2 Visio Plan 2 licenses at $15/license → Visio Plan 2 · 2 seats · 15.00 USD each
    Yesterday, after a long talk, I finally bought 2 Visio Plan 2 → Visio Plan 2 · 2 seats · bought 2026-11-24
  `,
  'no purchases': `
    I got 5% off on Power BI Pro → –
    I got Teams Premium to work → –
    I got my boss to buy Power BI Pro → –
    I got a warning that Visio Plan 2 renews for $15 → –
    I paid my taxes, $420 → –
    I bought a train ticket for 3 people for $90 → –
    I bought milk → –
    I bought stamps for $12 online → –
    Bob: bought 3 Power BI Pro for $42 → –
    He said we bought 3 Power BI Pro → –
    "I bought 3 Power BI Pro for $42 a month" is what I should type? → –
    I wish I bought Visio Plan 2 → –
    We might have bought 3 Power BI Pro → –
    Not sure if I bought 2 or 3 Visio Plan 2 → –
    Remind me when I bought Power BI Pro → –
    List what I bought in November → –
    show me everything I bought → –
    Delete the Power BI Pro purchase I declared → –
    I bought Visio Plan 2 but sold it → – (end done)
    I bought Visio Plan 2 and it was cancelled automatically → – (end done)
    The order I placed for Visio Plan 2 got lost → –
    I got Power BI Pro for free with our E5 → –
    I bought 2 licences of Visio Plan 2 but returned both → – (end done)
    I bought Power BI Pro. It was cancelled by Microsoft. → – (end done)
    we ordered Teams Premium but cancelled before paying → – (end done)
    undo the Visio Plan 2 I ordered please → – (end wanted)
    How can we stop the Power BI Pro subscription? → – (end wanted)
    I got Power BI Pro after IT approved my request → –
    I got an Adobe receipt for $20 → –
    I got a bonus of $500 for Power BI Pro training → –
    I got quoted $500 for Visio Plan 2 → –
    I got 4 seats at the Power BI conference for $400 → –
    I bought a Visio book, $40 → –
    I bought shoes for $90 a month → –
    I bought a domain for $12 a year → –
    We bought the building for 3 million dollars → –
    I bought breakfast and Power BI Pro was down → –
    Alex wrote me that I bought 3 Power BI Pro → –
    On Monday Lee asked if I bought Visio Plan 2 → –
    we never got the 3 Power BI Pro we bought → –
    Has anyone bought Visio Plan 2? I bought none → –
    I bought Visio Plan 2? → –
    Why was I told I bought 3 Power BI Pro for $42 → –
    Your order: you bought 3 Power BI Pro for $42 → –
    -----Original Message-----⏎I bought 3 Power BI Pro → –
    I bought the Visio book and the course → –
    I got the OK for 3 Power BI Pro → –
    I got 3 Power BI Pro approved by my boss → –
    I got a licence for Visio Plan 2 assigned yesterday → –
    I was given Power BI Pro by IT → –
    I bought Power BI Pro on Monday and returned it on Tuesday → – (end done)
    I bought Power BI Pro, later refunded → – (end done)
    The card I bought Visio Plan 2 with was blocked → –
    Can you remove the Visio Plan 2 I bought from the list → – (end wanted)
    I need an invoice for the Power BI Pro I bought → –
    I bought a beer for $5 a pint → –
    we bought our IT team pizza, $60 → –
    I got a parking ticket for $60 → –
    I ordered a replacement badge for $10 → –
    I paid $5 for a seat at the event → –
    Tell me if I bought Teams Premium → –
    I never said I bought Teams Premium → –
    It seems I bought Teams Premium by accident, or did I not? → –
  `,
};

describe.each(Object.entries(kinds))('english, among other matters: %s', (_, table) => {
  it.each(casesOf(table))('given "$typed" ($locale), when read, then it is "$right"', ({ typed, locale, right }) => {
    expect(toldBy(typed, now, locale)).toBe(right);
  });
});
