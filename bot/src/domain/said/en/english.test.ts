import { describe, expect, it } from 'vitest';
import { casesOf, toldBy } from '../../../../test/support/told.ts';

/** A Wednesday. */
const now = new Date('2026-11-25T10:00:00Z');

/** A line each: what is typed, and what is right to understand of it. A wrong figure is worse than a missing one. */
const kinds: Record<string, string> = {
  'sentences that were misread': `
    I bought Teams Premium yesterday for 10 people for $100 a month, for webinars → Teams Premium · 10 seats · 100.00 USD in all · monthly · bought 2026-11-24 · for “webinars”
    I bought this:⏎- 3 x Power BI Pro⏎- $42/month → Power BI Pro · 3 seats · 42.00 USD in all · monthly
    I bought twenty five Visio Plan 2 licences for $375 a month → Visio Plan 2 · 25 seats · 375.00 USD in all · monthly
    I bought one hundred and fifty Power BI Pro → Power BI Pro · 150 seats
    I bought half a dozen Power BI Pro → Power BI Pro · 6 seats
    I bought a pair of Visio Plan 2 → Visio Plan 2 · 2 seats
    I bought thirty Visio Plan 2 → Visio Plan 2 · 30 seats
    I got a refund of $30 for Teams Premium → –
    I got an invoice for $30 → –
    I got charged $30 → –
    I bought lunch for $30 → –
    I got a Power BI Pro licence assigned by IT → –
    I bought Visio Plan 2 but cancelled it → – (end done)
    Please cancel the 3 Power BI Pro I bought → – (end wanted)
    I bought 3 Power BI Pro⏎I bought 2 Visio Plan 2 for $30 → Power BI Pro · 3 seats + Visio Plan 2 · 2 seats · 30.00 USD in all
    I bought 2 Visio Plan 2, $15 x 2 a month → Visio Plan 2 · 2 seats · 15.00 USD each · monthly
    I bought 2 Visio Plan 2, 2 x $15 → Visio Plan 2 · 2 seats · 15.00 USD each
    I bought 2 Visio Plan 2, $15 pupm → Visio Plan 2 · 2 seats · 15.00 USD each · monthly
    I bought 2 Visio Plan 2 with a $100 gift card → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 because a budget of $5000 was approved → Visio Plan 2 · 2 seats · for “a budget of $5000 was approved”
    I bought 2 Visio Plan 2 for the $500 client report → Visio Plan 2 · 2 seats · for “the $500 client report”
    Bought Power BI Pro, 4 users, it saves us $900 a month → Power BI Pro · 4 seats
    I bought 12 months of Power BI Pro for $168 → Power BI Pro · 168.00 USD · yearly
    I bought 2 years of Visio Plan 2 → Visio Plan 2
    I bought 3, sorry 4, Power BI Pro → Power BI Pro · 4 seats
    I bought a free trial of Visio Plan 2 → Visio Plan 2 · trial · 1 seats
    I bought 1 Power BI Pro for me and 2 for my team → Power BI Pro · 3 seats · for “my team”
    I bought Visio Plan 2 on Friday the 13th → Visio Plan 2 · bought 2026-11-13
    I bought Visio Plan 2 on Sunday 8 → Visio Plan 2 · bought 2026-11-08
    I bought Visio Plan 2 the Friday before last → Visio Plan 2 · bought 2026-11-13
    I bought Power BI Pro, first charge 1 December → Power BI Pro
    I bought Visio Plan 2, it won't renew on 25 December → Visio Plan 2
    I bought Visio Plan 2 and turned off renewal on 20 November → Visio Plan 2
    I bought Visio Plan 2, my manager approved it on Monday → Visio Plan 2
    [en-US] I bought Visio Plan 2 on 3.11.2026 → Visio Plan 2 · bought 2026-11-03
    [en-AU] I bought 2 Visio Plan 2 for $30 → Visio Plan 2 · 2 seats · 30.00 AUD in all
    [en-NZ] I bought 2 Visio Plan 2 for $30 → Visio Plan 2 · 2 seats · 30.00 NZD in all
    [en-CA] I bought 2 Visio Plan 2 for $30 → Visio Plan 2 · 2 seats · 30.00 CAD in all
    [zh-CN] I bought 2 Visio Plan 2 for ¥30 → Visio Plan 2 · 2 seats · 30.00 CNY in all
    I bought 2 Visio Plan 2 for AUD$30 → Visio Plan 2 · 2 seats · 30.00 AUD in all
    I bought 2 Visio Plan 2 for RMB 300 → Visio Plan 2 · 2 seats · 300.00 CNY in all
    [en-IN] I bought 2 Visio Plan 2 for Rs 2,400 → Visio Plan 2 · 2 seats · 2400.00 INR in all
    I bought 2 Visio Plan 2 for Rs 2,400 → Visio Plan 2 · 2 seats
    [sv-SE] I bought 2 Visio Plan 2 for 300 kr → Visio Plan 2 · 2 seats · 300.00 SEK in all
    [en-DK] I bought 2 Visio Plan 2 for 300 kr → Visio Plan 2 · 2 seats · 300.00 DKK in all
    I bought 2 Visio Plan 2 for 300 kr → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 for 30 dollars and 50 cents → Visio Plan 2 · 2 seats · 30.50 USD in all
    I bought 2 Visio Plan 2 for thirty dollars → Visio Plan 2 · 2 seats · 30.00 USD in all
    I bought 2 Visio Plan 2 for ₹1,25,000 → Visio Plan 2 · 2 seats · 125000.00 INR in all
    I bought 2 Visio Plan 2 for 1 234,56 € → Visio Plan 2 · 2 seats · 1234.56 EUR in all
    I bought 2 Visio Plan 2 for 1\u202f234,56\u00a0€ → Visio Plan 2 · 2 seats · 1234.56 EUR in all
  `,
  'seats by the people they are for': `
    we bought power bi pro for 8 colleagues for $112 per month → Power BI Pro · 8 seats · 112.00 USD in all · monthly
    Bought Visio Plan 2 for 4 engineers, $60/month → Visio Plan 2 · 4 seats · 60.00 USD in all · monthly
    I purchased Teams Premium for 12 members of staff at $120 a month in total → Teams Premium · 12 seats · 120.00 USD in all · monthly
    Just ordered Power Automate Premium yesterday for 3 people. It costs $45 a month in total. → Power Automate Premium · 3 seats · 45.00 USD in all · monthly · bought 2026-11-24
    hey i bought copilot... sorry, Microsoft 365 Copilot, for 6 users → ?
    I bought Figma Professional for 5 designers for €75 a month → Figma Professional · 5 seats · 75.00 EUR in all · monthly
    I bought Power BI Pro for 2 people at $14 each → Power BI Pro · 2 seats · 14.00 USD each
  `,
  'a list, or lines': `
    I bought the following:⏎• 5 × Visio Plan 2⏎• €75 per month → Visio Plan 2 · 5 seats · 75.00 EUR in all · monthly
    We bought:⏎- Teams Premium⏎- 10 seats⏎- $100/month → Teams Premium · 10 seats · 100.00 USD in all · monthly
    I bought⏎3 Power BI Pro⏎for $42 a month → Power BI Pro · 3 seats · 42.00 USD in all · monthly
    Bought this today:⏎2x Visio Plan 2⏎$30 → Visio Plan 2 · 2 seats · 30.00 USD in all · bought 2026-11-25
    I bought:⏎- 3 Power BI Pro, $42⏎- 2 Visio Plan 2, $30 → Power BI Pro · 3 seats · 42.00 USD in all + Visio Plan 2 · 2 seats · 30.00 USD in all
    I bought these: ⏎1) 3 Power BI Pro → Power BI Pro · 3 seats
  `,
  'numbers in words, and numbers that are no figure': `
    I bought forty-two Power BI Pro → Power BI Pro · 42 seats
    we have purchased one hundred Visio Plan 2 licenses → Visio Plan 2 · 100 seats
    bought two hundred and five seats of Teams Premium → Teams Premium · 205 seats
    I bought a hundred Power BI Pro → Power BI Pro · 100 seats
    I bought two dozen Visio Plan 2 → Visio Plan 2 · 24 seats
    I bought a dozen licences of Power BI Pro for $168 → Power BI Pro · 12 seats · 168.00 USD in all
    I bought thirteen Teams Premium seats → Teams Premium · 13 seats
    I bought one thousand two hundred Power BI Pro → Power BI Pro · 1200 seats
    I bought Seventeen Power Automate Premium → Power Automate Premium · 17 seats
    I bought a couple of Power BI Pro → Power BI Pro
    I bought a few Visio Plan 2 for $90 → Visio Plan 2 · 90.00 USD in all
    I bought fourty Visio Plan 2 → Visio Plan 2 · 40 seats
    I bought ninety-nine visio plan two → Visio Plan 2 · 99 seats
    I bought three hundred sixty five Power BI Pro → Power BI Pro · 365 seats
    I bought about ten Power BI Pro → Power BI Pro
    I bought 3 or 4 Power BI Pro → Power BI Pro
    I bought 3-4 Power BI Pro → Power BI Pro
    I bought up to 20 Visio Plan 2 → Visio Plan 2
    I bought 2 packs of 5 Power BI Pro → Power BI Pro
  `,
  'what is no purchase, and what is over': `
    I got a refund for Visio Plan 2 → –
    I got my €15 refund for Visio Plan 2 today → –
    We got a refund of 45 USD for three Power Automate Premium → –
    I got a discount of $5 on Power BI Pro → –
    I got an offer for 10 Power BI Pro at $12 each → –
    I got a quote for Figma, $500 → –
    I ordered a quote of $2000 for Adobe Acrobat → –
    I got billed $99 → –
    we got an invoice from Microsoft for $420 → –
    I paid the invoice for $30 → –
    I got a bill of 300 EUR → –
    I bought dinner for €45 → –
    bought a new laptop for $1200 → –
    We ordered pizza for the team for $80 → –
    I bought two monitors for £300 → –
    I purchased a book about Power BI for $25 → –
    I bought flowers, $20 → –
    I bought coffee for 10 people for $40 → –
    I got paid $3000 → –
    I bought a Power BI Pro course for $200 → –
    I got Visio Plan 2 from IT → –
    I got Power BI Pro assigned to me → –
    we got 5 Teams Premium licences from the IT department → –
    I got Visio Plan 2 with my new laptop → –
    I got a Visio licence from my manager → –
    I got Power BI Pro installed → –
    I got 3 Power BI Pro licences, given by our admin → –
    I got Visio Plan 2 through work → –
    I bought Power BI Pro and cancelled it the same day → – (end done)
    We purchased 3 Teams Premium but they were cancelled → – (end done)
    I bought Visio Plan 2 yesterday, then returned it → – (end done)
    I bought Visio Plan 2 but it has expired → – (end done)
    I bought Visio Plan 2 for $15 but I've already canceled the subscription → – (end done)
    I bought Power BI Pro but got my money back → – (end done)
    I bought and cancelled Visio Plan 2 → – (end done)
    I bought Visio Plan 2. I cancelled it yesterday. → – (end done)
    I bought Visio Plan 2 but it was refunded → – (end done)
    I bought Visio Plan 2 and cancelled Visio Plan 1 → Visio Plan 2
    I bought Visio Plan 2 and cancelled the old one → Visio Plan 2
    I bought Visio Plan 2 and haven't cancelled it → Visio Plan 2
    I bought Visio Plan 2 because my trial expired → Visio Plan 2 · for “my trial expired”
    How do I cancel the Visio Plan 2 I bought? → – (end wanted)
    can you cancel the Teams Premium that I bought yesterday → – (end wanted)
    please refund the 2 Visio Plan 2 I purchased → – (end wanted)
    I want to cancel my Power BI Pro → – (end wanted)
    I bought Visio Plan 2 by mistake, please cancel it → – (end wanted)
    cancel the visio i bought on monday pls → – (end wanted)
    I need to return the Power Automate Premium licence I ordered → – (end wanted)
  `,
  'several purchases': `
    I bought 2 Visio Plan 2 for $30. I also bought 3 Power BI Pro for $42 a month. → Visio Plan 2 · 2 seats · 30.00 USD in all + Power BI Pro · 3 seats · 42.00 USD in all · monthly
    I bought 3 Power BI Pro and I bought 2 Visio Plan 2 → Power BI Pro · 3 seats + Visio Plan 2 · 2 seats
    i bought 3 power bi pro⏎and i bought a teams premium for $10 → Power BI Pro · 3 seats + Teams Premium · 1 seats · 10.00 USD in all
    I bought 3 Power BI Pro and 2 Visio Plan 2 for $72 → Power BI Pro · 3 seats + Visio Plan 2 · 2 seats
    I bought 3 Power BI Pro for $42 and 2 Visio Plan 2 for $30 → Power BI Pro · 3 seats · 42.00 USD in all + Visio Plan 2 · 2 seats · 30.00 USD in all
    Yesterday I bought Visio Plan 1. Today I bought Teams Premium. → Visio Plan 1 · bought 2026-11-24 + Teams Premium · bought 2026-11-25
    I bought a Visio Plan 2, a Power BI Pro and a Teams Premium → Visio Plan 2 · 1 seats + Power BI Pro · 1 seats + Teams Premium · 1 seats
  `,
  times: `
    I bought 4 Power BI Pro, $14 x 4 → Power BI Pro · 4 seats · 14.00 USD each
    I bought 4 Power BI Pro, 4 × $14 per month → Power BI Pro · 4 seats · 14.00 USD each · monthly
    I bought 4 Power BI Pro for €14 × 4 → Power BI Pro · 4 seats · 14.00 EUR each
    I bought 4 Power BI Pro for $14*4 → Power BI Pro · 4 seats · 14.00 USD each
    I bought 4 Power BI Pro, 4*$14 → Power BI Pro · 4 seats · 14.00 USD each
    I bought 4 Power BI Pro, 4 x $14 = $56 → Power BI Pro · 4 seats · 14.00 USD each
    I bought 4 Power BI Pro, $14 x 3 → Power BI Pro · 4 seats
    I bought 3 Teams Premium, €9 p/u/p/m → Teams Premium · 3 seats · 9.00 EUR each · monthly
    I bought 3 Teams Premium, $9/user/mo → Teams Premium · 3 seats · 9.00 USD each · monthly
    I bought 3 Teams Premium $9/u/m → Teams Premium · 3 seats · 9.00 USD each · monthly
    I bought 3 Teams Premium at $108 per user per year → Teams Premium · 3 seats · 108.00 USD each · yearly
  `,
  'amounts that are not the price': `
    I bought 3 Power BI Pro using a $50 voucher → Power BI Pro · 3 seats
    I bought 3 Power BI Pro since we had €2000 left in the budget → Power BI Pro · 3 seats
    I bought 3 Power BI Pro for the $1m project → Power BI Pro · 3 seats · for “the $1m project”
    I bought 3 Power BI Pro instead of paying $500 to a consultant → Power BI Pro · 3 seats
    I bought 3 Power BI Pro to track a $20,000 campaign → Power BI Pro · 3 seats · for “to track a $20,000 campaign”
    I bought 3 Power BI Pro, which will save us $100 a month → Power BI Pro · 3 seats
    I bought 3 Power BI Pro because Alex paid $90 for his → Power BI Pro · 3 seats · for “Alex paid $90 for his”
    I bought 3 Power BI Pro. Our budget is $5000. → Power BI Pro · 3 seats
    I bought 3 Power BI Pro (list price $42) → Power BI Pro · 3 seats
    I bought 3 Power BI Pro, my limit is $100 → Power BI Pro · 3 seats
    I bought 3 Power BI Pro for a $30 monthly fee → Power BI Pro · 3 seats · 30.00 USD in all · monthly
  `,
  'lengths of time': `
    I bought 6 months of Teams Premium for $60 → Teams Premium · 60.00 USD · half-yearly
    I bought Power BI Pro for 12 months for $168 → Power BI Pro · 168.00 USD · yearly
    I bought a year of Visio Plan 2 for $180 → Visio Plan 2 · 180.00 USD · yearly
    bought 3 Power BI Pro for one year, $504 → Power BI Pro · 3 seats · 504.00 USD in all · yearly
    I bought 3 years of Teams Premium → Teams Premium
    I bought 1 year of Figma → Figma
    I bought twelve months of Power BI Pro → Power BI Pro
    I bought 18 months of Visio Plan 1 for 5 users → Visio Plan 1 · 5 seats
  `,
  'what is taken back': `
    I bought 5, no 6 Visio Plan 2 → Visio Plan 2 · 6 seats
    I bought 5 - sorry, 6 - Visio Plan 2 → Visio Plan 2 · 6 seats
    I bought 10... actually 12 Teams Premium → Teams Premium · 12 seats
    I bought 2 (oops 3) Power BI Pro → Power BI Pro · 3 seats
    I bought 2 I mean 3 Power BI Pro for $42 → Power BI Pro · 3 seats · 42.00 USD in all
    I bought 3 Power BI Pro for $42, sorry, $45 → Power BI Pro · 3 seats · 45.00 USD in all
    I bought 3 Power BI Pro. Sorry, 4. → Power BI Pro
  `,
  trials: `
    I started a trial of Teams Premium → Teams Premium · trial · 1 seats
    We signed up for a free Power BI Pro trial → Power BI Pro · trial · 1 seats
    I got the free trial for Visio Plan 1 → Visio Plan 1 · trial
    I bought a 30 day trial of Power Automate Premium → Power Automate Premium · trial · 1 seats
    I bought a Visio Plan 2 (trial) → Visio Plan 2 · trial · 1 seats
    I bought Visio Plan 2 after the trial ended → Visio Plan 2
  `,
  'seats that are shared out': `
    I bought 2 Visio Plan 2 for me and 3 for the design team → Visio Plan 2 · 5 seats · for “the design team”
    bought Power BI Pro, 5 for finance and 3 for HR → Power BI Pro · 8 seats · for “finance and 3 for HR”
    I bought one Teams Premium for myself and another for Alex → Teams Premium · 2 seats · for “Alex”
    I bought 3 Power BI Pro, 1 for me and 2 for my team → Power BI Pro · 3 seats · for “my team”
    I bought Power BI Pro for me and 2 colleagues → Power BI Pro · 3 seats
    I bought 4 Visio Plan 2 for the $500 project and 2 for me → Visio Plan 2 · 6 seats · for “the $500 project and 2 for me”
  `,
  dates: `
    I bought Visio Plan 2 on Monday the 16th → Visio Plan 2 · bought 2026-11-16
    I bought Visio Plan 2 Tuesday 24 → Visio Plan 2 · bought 2026-11-24
    Friday 6th I bought Visio Plan 2 → Visio Plan 2 · bought 2026-11-06
    I bought Visio Plan 2 on Monday the 13th → Visio Plan 2
    I bought Visio Plan 2 the Monday before last → Visio Plan 2 · bought 2026-11-16
    I bought Visio Plan 2 on Wed 11th for 3 users → Visio Plan 2 · 3 seats · bought 2026-11-11
    I bought Visio Plan 2 on Monday 13 November → Visio Plan 2
    I bought Visio Plan 2 on Friday 13 November → Visio Plan 2 · bought 2026-11-13
    I bought Power BI Pro, the first payment is on 1 December → Power BI Pro
    I bought Power BI Pro and my card is charged on 5 December → Power BI Pro
    I bought Power BI Pro, billing starts 1 December 2026 → Power BI Pro
    I bought Power BI Pro, invoice dated 20 November → Power BI Pro
    I bought Power BI Pro on 20 November, first charge 1 December → Power BI Pro · bought 2026-11-20
    I bought Power BI Pro. First payment: 1 Dec → Power BI Pro
    I bought Visio Plan 2, it does not renew on 3 January 2027 → Visio Plan 2
    I bought Visio Plan 2, no renewal on 3 January 2027 → Visio Plan 2
    I bought Visio Plan 2. It doesn't auto-renew on 25 December → Visio Plan 2
    I bought Visio Plan 2 and it will not be renewed on 25 December → Visio Plan 2
    I bought Visio Plan 2, without renewal, ends 25 December → Visio Plan 2
    I bought Visio Plan 2, cancelled the renewal on 20 November → Visio Plan 2
    I bought Visio Plan 2 and disabled auto-renew yesterday → Visio Plan 2
    I bought Visio Plan 2 on 3 November and switched off renewal on 20 November → Visio Plan 2 · bought 2026-11-03
    I bought Visio Plan 2, approved by my boss on Monday → Visio Plan 2
    I bought Visio Plan 2 and Alex agreed on Friday → Visio Plan 2
    I bought Visio Plan 2, the project starts on Monday → Visio Plan 2
    I bought Visio Plan 2. My manager approved it on Monday. → Visio Plan 2
    I bought Visio Plan 2, IT installed it yesterday → Visio Plan 2
    [en-US] I bought Visio Plan 2 on 12.10.2026 → Visio Plan 2 · bought 2026-10-12
    [en-US] I bought Visio Plan 2, renews 3.12.2026 → Visio Plan 2 · renews 2026-12-03
    [en-GB] I bought Visio Plan 2 on 25.11.2026 → Visio Plan 2 · bought 2026-11-25
    [en-US] I bought Visio Plan 2 on 1.9.26 → Visio Plan 2 · bought 2026-09-01
    [en] I bought Visio Plan 2 on 3.11.2026 → Visio Plan 2 · bought 2026-11-03
    [en-US] I bought Visio Plan 2 on 11/3/2026 → Visio Plan 2 · bought 2026-11-03
  `,
  'money of the writer’s country, and amounts as people write them': `
    [en-AU] I bought 2 Visio Plan 2 for 30 dollars → Visio Plan 2 · 2 seats · 30.00 AUD in all
    [en-AU] I bought 2 Visio Plan 2 for US$30 → Visio Plan 2 · 2 seats · 30.00 USD in all
    [en-NZ] I bought 2 Visio Plan 2 for $30 USD → Visio Plan 2 · 2 seats · 30.00 USD in all
    [en-SG] I bought 2 Visio Plan 2 for $30 → Visio Plan 2 · 2 seats · 30.00 SGD in all
    [en-GB] I bought 2 Visio Plan 2 for $30 → Visio Plan 2 · 2 seats · 30.00 USD in all
    I bought 2 Visio Plan 2 for CAD $30 → Visio Plan 2 · 2 seats · 30.00 CAD in all
    I bought 2 Visio Plan 2 for NZD$30.50 → Visio Plan 2 · 2 seats · 30.50 NZD in all
    I bought 2 Visio Plan 2 for 300 RMB → Visio Plan 2 · 2 seats · 300.00 CNY in all
    I bought 2 Visio Plan 2 for 300 yuan → Visio Plan 2 · 2 seats · 300.00 CNY in all
    [ja-JP] I bought 2 Visio Plan 2 for ¥3000 → Visio Plan 2 · 2 seats · 3000 JPY in all
    [en-PK] I bought 2 Visio Plan 2 for Rs. 2400 → Visio Plan 2 · 2 seats · 2400.00 PKR in all
    [en-IN] I bought 2 Visio Plan 2 for 2,400 rupees → Visio Plan 2 · 2 seats · 2400.00 INR in all
    [nb-NO] I bought 2 Visio Plan 2 for kr 300 → Visio Plan 2 · 2 seats · 300.00 NOK in all
    I bought 2 Visio Plan 2 for 300 kronor → Visio Plan 2 · 2 seats · 300.00 SEK in all
    I bought 2 Visio Plan 2 for 15 euros and 20 cents → Visio Plan 2 · 2 seats · 15.20 EUR in all
    I bought 2 Visio Plan 2 for twelve pounds and 5 pence → Visio Plan 2 · 2 seats · 12.05 GBP in all
    I bought 2 Visio Plan 2 for two hundred euros → Visio Plan 2 · 2 seats · 200.00 EUR in all
    I bought 2 Visio Plan 2 for a hundred bucks → Visio Plan 2 · 2 seats · 100.00 USD in all
    I bought 2 Visio Plan 2 for INR 2,50,000.50 → Visio Plan 2 · 2 seats · 250000.50 INR in all
    [en-IN] I bought 2 Visio Plan 2 for Rs 12,34,567 → Visio Plan 2 · 2 seats · 1234567.00 INR in all
    [sv-SE] I bought 2 Visio Plan 2 for 12 345,60 kr → Visio Plan 2 · 2 seats · 12345.60 SEK in all
    I bought 2 Visio Plan 2 for €1\u2009234.50 → Visio Plan 2 · 2 seats · 1234.50 EUR in all
    I bought 2 Visio Plan 2 for 1 234 EUR → Visio Plan 2 · 2 seats · 1234.00 EUR in all
    I bought 2 Visio Plan 2 for CHF 1'234.50 → Visio Plan 2 · 2 seats · 1234.50 CHF in all
    I bought 2 Visio Plan 2 for CHF 30.- → Visio Plan 2 · 2 seats · 30.00 CHF in all
  `,
};

describe.each(Object.entries(kinds))('english: %s', (_, table) => {
  it.each(casesOf(table))('given "$typed" ($locale), when read, then it is "$right"', ({ typed, locale, right }) => {
    expect(toldBy(typed, now, locale)).toBe(right);
  });
});
