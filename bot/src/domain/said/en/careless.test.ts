import { describe, expect, it } from 'vitest';
import { casesOf, toldBy } from '../../../../test/support/told.ts';

/** A Wednesday. */
const now = new Date('2026-11-25T10:00:00Z');

/** As people write carelessly. A line each: what is typed, and what is right to understand of it. A wrong figure is worse than a missing one. */
const kinds: Record<string, string> = {
  'purchases, told carelessly': `
    hi, so i went ahead and bought 2 powerbi pro licences last thursday, they were 28 dollars a month all together, its for the ops dashboards → Power BI Pro · 2 seats · 28.00 USD in all · monthly · bought 2026-11-19 · for “the ops dashboards”
    bougth visio plan 2 (1 licence) 15usd/month renewing 24 dec → Visio Plan 2 · 1 seats · 15.00 USD in all · monthly · renews 2026-12-24
    my team bought 7 teams premium seats on the 12th of November, cost centre 8812, £49 a month → Teams Premium · 7 seats · 49.00 GBP in all · monthly · bought 2026-11-12 · cost centre 8812
    Purchased: Power Apps Premium x 5, $100 per month, CC-2201 → Power Apps Premium · 5 seats · 100.00 USD in all · monthly · cost centre CC-2201
    I paid 360 EUR for a year of Project Plan 3 yesterday → Planner and Project Plan 3 · 360.00 EUR · yearly · bought 2026-11-24
    got myself a copilot licence for 30 bucks a month, microsoft 365 copilot that is → –
    Ordered 15 M365 Copilot seats @ $30 per user per month, annual commitment → Microsoft 365 Copilot · 15 seats · 30.00 USD each · monthly
    we bought four Visio P1 for the floor plans in the Basel office. Total CHF 20 per month. → Visio Plan 1 · 4 seats · 20.00 CHF in all · monthly · for “the floor plans in the Basel office”
    I have bought PPU for me and two colleagues at $24 each per month → Power BI Premium Per User · 3 seats · 24.00 USD each · monthly
    fyi bought adobe acrobat pro, 1 seat, 19.99 eur a month → adobe acrobat pro · 1 seats · 19.99 EUR in all · monthly
    Bought Miro Business for 10 users, $1,920 annually, for the product trio workshops → Miro Business · 10 seats · 1920.00 USD in all · yearly · for “the product trio workshops”
    I signed up for Zoom Pro on 2 November, it costs 13,99€ monthly and renews on 2 December → Zoom Pro · 13.99 EUR · monthly · bought 2026-11-02 · renews 2026-12-02
    We just purchased 100 Power BI Pro seats for our plant controllers; 1.400,00 € / month; cost center: DE-7710 → Power BI Pro · 100 seats · 1400.00 EUR in all · monthly · cost centre DE-7710 · for “our plant controllers”
    bought another Power Automate Premium bc the old one is full, 15$ → Power Automate Premium · 1 seats · 15.00 USD in all
    I bought Visio Plan 2 for Anna → Visio Plan 2 · for “Anna”
    yesterday evening we bought 3 planner plan 1 for 30$ a month → Planner Plan 1 · 3 seats · 30.00 USD in all · monthly · bought 2026-11-24
    Hello Sightline! I bought five licenses of Teams Premium two days ago. They cost 10 USD each per month. → Teams Premium · 5 seats · 10.00 USD each · monthly · bought 2026-11-23
    I bought 2 Visio Plan 2 in October → Visio Plan 2 · 2 seats
    I bought a license for Grammarly Business on Nov 3 2026 ($144/yr) → Grammarly Business · 1 seats · 144.00 USD in all · yearly · bought 2026-11-03
    I bought 3x Power Apps Premium, 20 p.m. each in USD → Power Apps Premium · 3 seats
    just bought GitHub Copilot Business, 4 seats, $19 per seat per month, paid with the corporate card ending 4421 → GitHub Copilot Business · 4 seats · 19.00 USD each · monthly
    Bought Visio Plan 2. Seats: 6. Price: $90/month. Bought on: 17/11/2026. Reason: network diagrams → Visio Plan 2 · 6 seats · 90.00 USD in all · monthly · bought 2026-11-17 · for “network diagrams”
    I bought Power BI Pro for 14 dollars per user, 9 users, starting 1 December → Power BI Pro · 9 seats · 14.00 USD each
    I bought 20 Power BI Pro; the budget holder is Miriam, she has 5000 EUR left → Power BI Pro · 20 seats
    i bought 1 visio plan 2 and my colleague bought 2 → Visio Plan 2 · 1 seats
    I bought Visio Plan 2 and Alex bought Visio Plan 1 for $5 → Visio Plan 2
    We have bought 3 Power BI Pro, 14 dollars per seat; 42 in all → Power BI Pro · 3 seats · 14.00 USD each
    I purchased Snagit 2026 (3 copies) for 189 EUR one-time → Snagit 2026 · 3 seats · 189.00 EUR in all · once
    Teams Premium bought yesterday, 3 seats → –
    picked up 2 more Power BI Pro on Monday. $28. → Power BI Pro · 2 seats · 28.00 USD in all · bought 2026-11-23
    [en-GB] morning! ive bought 2 x visio 2 for the new guys, 15 quid each pm → Visio Plan 2 · 2 seats · 15.00 GBP each · monthly · for “the new guys”
    Got Power Automate Premium (4 lics) today, comes to 60/month USD → Power Automate Premium · 4 seats · bought 2026-11-25
    we ordered 10 Microsoft 365 Copilot licenses on monday, 300 dollars a month in all → Microsoft 365 Copilot · 10 seats · 300.00 USD in all · monthly · bought 2026-11-23
    I purchased a 3-year subscription of Adobe Creative Cloud for €1,800 on 5 Nov → Adobe Creative Cloud · 1 seats · 1800.00 EUR in all · three-yearly · bought 2026-11-05
    bought teams premium⏎12 seats⏎$7 per user/month⏎cost centre 4711⏎for webinars → Teams Premium · 12 seats · 7.00 USD each · monthly · cost centre 4711 · for “webinars”
    I bought Power BI Pro for three of us, $42 monthly → Power BI Pro · 3 seats · 42.00 USD in all · monthly
    Purchased on 2026-11-10: 5 Planner Plan 1, 50 USD/month → Planner Plan 1 · 5 seats · 50.00 USD in all · monthly · bought 2026-11-10
    yday i bought visio 1 , its 5 bucks → Visio Plan 1 · 5.00 USD
    I just bought one Figma seat. $15 a month. renews dec 20 → Figma · 1 seats · 15.00 USD in all · monthly · renews 2026-12-20
    Bought 30 Power Apps Premium licences at a total of $600 a month because we need the inspection app → Power Apps Premium · 30 seats · 600.00 USD in all · monthly · for “we need the inspection app”
    My department purchased 25 Teams Premium for EUR 250,00/mo. CC: 8890 → Teams Premium · 25 seats · 250.00 EUR in all · monthly
    I bought 2 Project Plan 5 licences for the bridge project, 55 USD each per month, and 1 Visio Plan 1 at 5 USD per month → Project Plan 5 · 2 seats · 55.00 USD each · monthly + Visio Plan 1 · 1 seats · 5.00 USD in all · monthly
    i got 3 pbi pro for $14 pp → Power BI Pro · 3 seats · 14.00 USD each
    Bought Notion Plus (6 users) - $60/month - team wiki → Notion Plus · 6 seats · 60.00 USD in all · monthly
    I paid $168 yesterday for 12 months of Power BI Pro → Power BI Pro · 168.00 USD · yearly · bought 2026-11-24
    We bought 8 seats of Miro for $64 per month starting from 1 December → Miro · 8 seats · 64.00 USD in all · monthly
    Hi all, quick note: I bought 2 Visio Plan 2 on Nov. 18th, total cost thirty dollars per month, thx → Visio Plan 2 · 2 seats · 30.00 USD in all · monthly · bought 2026-11-18
    I bought Visio Plan 2 last Wednesday for the 3 new architects → Visio Plan 2 · bought 2026-11-18 · for “the 3 new architects”
    I bought a Power BI Pro licence for Alex, he needs it by Friday → Power BI Pro · 1 seats · for “Alex, he needs it by Friday”
    I bought 5 more Teams Premium, so now we have 17 → Teams Premium · 5 seats
    I bought 3 Power BI Pro and saved $12 compared to last year → Power BI Pro · 3 seats
    I bought ten Power BI Pro but only need 8 → Power BI Pro · 10 seats
    We bought 3 Visio Plan 2 at 20% off, $36 in total → Visio Plan 2 · 3 seats · 36.00 USD in all
    I bought 3 Power BI Pro for $42 plus tax → Power BI Pro · 3 seats · 42.00 USD in all
    [en-GB] I bought 3 Power BI Pro for 42 USD incl. VAT on 12/11/2026 → Power BI Pro · 3 seats · 42.00 USD in all · bought 2026-11-12
    Ive bought Canva Pro for 119.99€/yr, renewal on 15.10.2027 → Canva Pro · 119.99 EUR · yearly · renews 2027-10-15
    bought 1 powerapps premium licence @20$ pm, CC-77, renews 1st of Jan → Power Apps Premium · 1 seats · 20.00 USD in all · monthly · renews 2027-01-01 · cost centre CC-77
    We acquired 40 Teams Premium licences through the Microsoft store on 1 October for A$560 a month → Teams Premium · 40 seats · 560.00 AUD in all · monthly · bought 2026-10-01
    Bought 2 of the Visio Plan 2, paid with my own card, $30 → Visio Plan 2 · 2 seats · 30.00 USD in all
    I bought fifteen hundred Power BI Pro → Power BI Pro · 1500 seats
    I bought 2 Visio Plan 2 valued at $500 → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 for a client who paid $500 → Visio Plan 2 · 2 seats · for “a client who paid $500”
    I bought 2 Visio Plan 2 after a $20 discount for $30 → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2 for 30 Canadian → Visio Plan 2 · 2 seats · 30.00 CAD in all
    I bought 2 Visio Plan 2 for $30 Canadian a month → Visio Plan 2 · 2 seats · 30.00 CAD in all · monthly
    I bought Visio Plan 2 the day before yesterday → Visio Plan 2 · bought 2026-11-23
    I bought Visio Plan 2 two Fridays ago → Visio Plan 2
    I bought Visio Plan 2 a week last Friday → Visio Plan 2
    I bought Visio Plan 2 on Friday last week → Visio Plan 2
    I bought Visio Plan 2 last Friday the 13th → Visio Plan 2 · bought 2026-11-13
    I bought Visio Plan 2 on the 13th → Visio Plan 2
    I bought Visio Plan 2 on Tuesday, 3 November → Visio Plan 2 · bought 2026-11-03
    I bought Visio Plan 2 this Monday → Visio Plan 2 · bought 2026-11-23
    I bought Visio Plan 2 next Monday → Visio Plan 2
    I bought Visio Plan 2, expires on 25 December, no auto-renew → Visio Plan 2
    I bought Visio Plan 2, it renews on 25 December unless I stop it → Visio Plan 2 · renews 2026-12-25
    I bought Visio Plan 2 and will cancel it before it renews on 25 December → Visio Plan 2
    I bought Visio Plan 2, I'll cancel it in May → Visio Plan 2
    I bought Visio Plan 2 signed off by finance on Monday → Visio Plan 2
    I bought Visio Plan 2 and presented it on Monday → Visio Plan 2
    I bought Visio Plan 2, the kick-off was yesterday → Visio Plan 2
    I bought Visio Plan 2 as a trial → Visio Plan 2 · trial
    I bought an annual Power BI Pro licence for $168 → Power BI Pro · 1 seats · 168.00 USD in all · yearly
    I bought 3 months of Teams Premium for 5 users for $150 → Teams Premium · 5 seats · 150.00 USD in all · quarterly
    I bought Teams Premium for 24 months, $240 → Teams Premium · 240.00 USD · two-yearly
    I bought 4 Teams Premium at 120 USD every three months → Teams Premium · 4 seats · 120.00 USD · quarterly
    I bought 4 Teams Premium for 120 USD quarterly → Teams Premium · 4 seats · 120.00 USD in all · quarterly
    I bought 3 (no wait, 5) Power BI Pro → Power BI Pro · 5 seats
    I bought 3—sorry, 5—Power BI Pro → Power BI Pro · 5 seats
    I bought Visio Plan 2 — 3 seats — $45 → Visio Plan 2 · 3 seats · 45.00 USD in all
    I bought the Visio Plan 2 (5 people, $75, monthly) → Visio Plan 2 · 5 seats · 75.00 USD in all · monthly
    I bought Visio Plan 2 for my team (5 people) → Visio Plan 2 · 5 seats · for “my team (5 people)”
    I bought Power BI Pro for two people: Anna and Ben, $28/mo → Power BI Pro · 2 seats · 28.00 USD in all · monthly
    I bought 2 Power BI Pro: one for Anna, one for Ben → Power BI Pro · 2 seats · for “Anna, one for Ben”
    I bought a Power BI Pro for Anna and one for Ben → Power BI Pro · 2 seats · for “Anna and one for Ben”
    I bought 3 Power BI Pro at $14 per head per month → Power BI Pro · 3 seats · 14.00 USD each · monthly
    I bought 3 Power BI Pro for $14 a pop → Power BI Pro · 3 seats · 14.00 USD each
    I bought 3 Power BI Pro. They charged me $42. → Power BI Pro · 3 seats · 42.00 USD in all
    I bought 3 Power BI Pro. I paid $42 for them. → Power BI Pro · 3 seats · 42.00 USD in all
    I bought 3 Power BI Pro. The flight was $420. → Power BI Pro · 3 seats
    I bought 3 Power BI Pro. Alex owes me $14. → Power BI Pro · 3 seats
    I bought 3 Power BI Pro and a flight for $420 → Power BI Pro · 3 seats
    I bought Visio Plan 2 for 15,- € a month → Visio Plan 2 · 15.00 EUR · monthly
    [pt-BR] I bought 2 Visio Plan 2 for R$ 150 → Visio Plan 2 · 2 seats · 150.00 BRL in all
    [es-MX] I bought 2 Visio Plan 2 for $500 → Visio Plan 2 · 2 seats · 500.00 MXN in all
    I bought 2 Visio Plan 2 for 5k USD → Visio Plan 2 · 2 seats
    I bought 2 Visio Plan 2, price around $30 → Visio Plan 2 · 2 seats
    Hi, I purchased Power BI Pro (qty 2) from Microsoft on Nov 19, paying $28/month. Needed for the sales forecast. Cost centre 3310. → Power BI Pro · 2 seats · 28.00 USD in all · monthly · bought 2026-11-19 · cost centre 3310 · for “the sales forecast”
    i bought visio plan2 3 seats 45usd monthly → Visio Plan 2 · 3 seats · 45.00 USD in all · monthly
    [en-GB] Just purchased 1 Teams Premium, £8 pm, will renew 25/12/2026 → Teams Premium · 1 seats · 8.00 GBP in all · monthly · renews 2026-12-25
    We bought two Power Apps Premium last week (40 dollars monthly in total) to build the visitor app → Power Apps Premium · 2 seats · 40.00 USD in all · monthly · for “to build the visitor app”
    we purchased 60 x microsoft teams premium @ 7usd/user/month, po 99812, cc 7712 → Teams Premium · 60 seats · 7.00 USD each · monthly · cost centre cc 7712
    bought a planner plan 1 yesterday $10 → Planner Plan 1 · 1 seats · 10.00 USD in all · bought 2026-11-24
    I bought 3 licences of project plan 3 for 90€ / month, they renew on the 24th of December → Planner and Project Plan 3 · 3 seats · 90.00 EUR in all · monthly · renews 2026-12-24
    Bought: Power Automate Premium, 2 users, 30 USD/month, reason: invoice approval flow → Power Automate Premium · 2 seats · 30.00 USD in all · monthly · for “invoice approval flow”
    My colleague and I bought 2 Visio Plan 2 together, $30 → Visio Plan 2 · 2 seats · 30.00 USD in all
    Our team has bought Slack Pro for 12 people, $105 per month, billed annually → Slack Pro · 12 seats · 105.00 USD in all · monthly
    I bought ChatGPT Plus for $20 a month → ChatGPT Plus · 20.00 USD · monthly
    I bought chatgpt plus, 20$/mo, on the company card, 11/20/2026 → chatgpt plus · 20.00 USD · monthly · bought 2026-11-20
    I bought a lifetime licence of Affinity Designer for €75 → Affinity Designer · 1 seats · 75.00 EUR in all · once
    bought 2 jira licences 15.50 usd per user monthly → jira · 2 seats · 15.50 USD each · monthly
    I bought 4 Power BI Pro. Total $56. Monthly. For finance. → Power BI Pro · 4 seats · 56.00 USD in all · for “finance”
    I bought 4 Power BI Pro! $56 a month! For finance! → Power BI Pro · 4 seats · 56.00 USD in all · monthly · for “finance”
    bought 4 power bi pro... 56 usd a month... for finance → Power BI Pro · 4 seats · 56.00 USD in all · monthly · for “finance”
    I BOUGHT 4 POWER BI PRO FOR $56 A MONTH FOR FINANCE → Power BI Pro · 4 seats · 56.00 USD in all · monthly · for “FINANCE”
    I've purchased 1 Visio Plan 2 license yesterday evening; it's $15 monthly; please register it → Visio Plan 2 · 1 seats · 15.00 USD in all · monthly · bought 2026-11-24
    I bought 2 Teams Premium and 1 Visio Plan 1 yesterday: $20 and $5 → Teams Premium · 2 seats · bought 2026-11-24 + Visio Plan 1 · 1 seats · bought 2026-11-24
    I bought Power BI Pro on Monday and Visio Plan 2 on Tuesday → Power BI Pro + Visio Plan 2
    I ordered 2 Power BI Pro for €24.40 and got confirmation today → Power BI Pro · 2 seats · 24.40 EUR in all
    Bought 3 PBI Pro, one each for Ann, Bob and Cid, $14 apiece → Power BI Pro · 3 seats · 14.00 USD each · for “Ann, Bob and Cid”
    I bought Visio Plan 2 for $15 a month for 12 months → Visio Plan 2 · 15.00 USD · monthly
    I bought Visio Plan 2 with annual commitment, billed monthly at $15 → Visio Plan 2 · 15.00 USD · monthly
    I bought Visio Plan 2 at $15, 5 seats → Visio Plan 2 · 5 seats · 15.00 USD
    i got visio plan 2 yesterday, was $15 → Visio Plan 2 · 15.00 USD · bought 2026-11-24
    Thanks! I bought 2 Visio Plan 2 today. → Visio Plan 2 · 2 seats · bought 2026-11-25
    ok so i bought 5 teams premiums yesterday → Teams Premium · 5 seats · bought 2026-11-24
  `,
  'questions, complaints, forwarded mails, quotes': `
    Did I buy 3 Power BI Pro last week? → –
    Have I bought Visio Plan 2 already? → –
    who is the one that bought Power BI Pro → –
    The Visio Plan 2 I bought last week stopped working → –
    Why does Power BI Pro I bought not show up in my purchases → –
    I got an email that says I bought 3 Power BI Pro, is that you? → –
    FW: Your order⏎From: Microsoft⏎Sent: Monday⏎Thank you, you bought 3 Power BI Pro for $42 → –
    > I bought 3 Power BI Pro for $42⏎what does this mean → –
    Megan wrote: "I bought 2 Visio Plan 2 for $30 a month" → –
    Megan Bowen: I bought 2 Visio Plan 2 for $30 a month → –
    Alex says he bought Power BI Pro, I did not → –
    if we bought 10 Teams Premium, what would it cost? → –
    We should have bought Visio Plan 1 instead → –
    I was told that I bought something called Power Automate Premium → –
    I got a Teams Premium trial offer by mail for $5 → –
    I am thinking about getting 3 Visio Plan 2 for $45 → –
    Our department got 5 Power BI Pro licences reassigned from Sales → –
    I ordered the Visio Plan 2 training for $300 → –
    Since I bought Power BI Pro my reports are slower → –
    I paid $42 for parking → –
    we bought bananas and milk for $12 → –
    I got locked out of Power BI Pro → –
    I got an access request for Visio Plan 2 → –
    Power BI Pro got renewed for $14 → –
    I have not yet bought the 3 Teams Premium seats → –
    Which of the licences I bought renew in December? → –
    I bought the wrong plan, what now? → –
    I got your message about Power BI Pro, thanks → –
    When I bought Visio Plan 2, it was $15 a month → –
    My boss bought me a Power BI Pro licence → –
    so we ended up ordering 10 copilot m365 licenses on monday → –
    I got Power BI Pro from my last company → –
    can I get a refund for the Visio Plan 2 I bought on Monday → – (end wanted)
    the invoice says we bought 40 seats of Teams Premium for $400, that is not right → –
    I see I bought 3 Power BI Pro but I only remember 2? → –
    Where do I find the Power BI Pro that I bought? → –
    hi, what happens if I bought Visio Plan 2 twice → –
    I bought my daughter a bike for $200 → –
    we paid 4000 EUR for the offsite hotel → –
    I ordered new business cards, $35 → –
    Lee got a Visio licence for $15 a month → –
    Lee and Megan bought Power BI Pro → –
    Subject: Order confirmation⏎You bought 3 Power BI Pro for $42 → –
    Hi Sightline, see below.⏎⏎From: Lee Gu⏎Sent: Tuesday⏎I bought 5 Visio Plan 2 yesterday for $75 → –
    Lee: "hey I bought 2 Visio Plan 2 yesterday, is that ok?" → –
    I would have bought Power BI Pro if it was $10 → –
    nobody told me I bought Teams Premium → –
    we have never ordered 10 Power BI Pro → –
    I got 3 approvals for Visio Plan 2 → –
    I got asked to approve 3 Power BI Pro for $42 → –
    Our IT got us 20 Teams Premium licences → –
    I almost bought Visio Plan 2 for $15 → –
    my trial of Power BI Pro ended, I got nothing for it → –
    I got Visio Plan 2 preinstalled → –
    please stop the renewal of the Teams Premium we bought in May → – (end wanted)
    I signed up for the Power BI Pro newsletter → –
    I got a call about Teams Premium, they want $500 → –
    Did my team buy Visio Plan 2 or was it me who bought it → –
    I bought Power BI Pro last year but it ended in June → – (end done)
    I ordered Visio Plan 2 but the order was declined → – (end done)
    We got upgraded to Power BI Premium Per User by IT for free → –
    I bought a driving licence course for $500 → –
    I bought a gym subscription for $30 → –
    I got Visio Plan 2 back from Alex → –
    I bought Visio Plan 2 and they refunded me → – (end done)
    I bought Visio Plan 2 then changed my mind and cancelled → – (end done)
    I bought Visio Plan 2, since cancelled → – (end done)
    I bought Visio Plan 2 (cancelled) → – (end done)
    I purchased 2 Power BI Pro but the payment failed → – (end done)
    Cancel my order of 3 Power BI Pro → – (end wanted)
    please end the Visio Plan 2 subscription I bought in March → – (end wanted)
    I got 2 Power BI Pro licences allocated yesterday → –
    I received 3 Power BI Pro → –
    I got a credit note of $42 for Power BI Pro → –
    I got a deal on Power BI Pro, $10 → –
    I bought us some time, $0 → –
    I got reimbursed $42 for Power BI Pro → –
    I paid back $30 to Alex for Visio Plan 2 → –
    I ordered lunch and 3 coffees for $42 → –
    Example: I bought 3 Power BI Pro yesterday for $42 a month → –
    Should I say "I bought 3 Power BI Pro"? → –
    I bought Visio Plan 2 before, can I buy it again? → –
    we took out a subscription to Power BI Pro for 4 people → –
    Is there a cheaper plan than the Power BI Pro we bought? → –
    the 2 Visio Plan 2 we bought are not in your list → –
    how do i tell you that i bought something → –
    what if I bought it privately? → –
    you say I bought Power BI Pro but I did not → –
    I have no idea who bought Teams Premium → –
    Power BI Pro: who bought it? → –
    Maybe I bought it, maybe not → –
    our reseller sold us 20 Power BI Pro for $240 → –
    IT bought me a Visio Plan 2 → –
    I got it, thanks → –
    I got your card about 3 Power BI Pro → –
    I ordered a taxi for $20 → –
    I bought a present for Anna for $20 → –
    we bought some snacks for the Power BI workshop, $42 → –
    I got 3 new colleagues → –
    I paid for dinner, 3 people, $90 → –
    Microsoft charged me $42 for Power BI Pro → –
    Please refund $42 → –
    my Visio Plan 2 expired → –
    cancel → –
    I want to cancel → –
    Lee: I bought 2 Visio Plan 2⏎Megan: ok → –
    [10:14] Lee Gu: I bought 2 Visio Plan 2 → –
    On 20 Nov 2026, Lee Gu wrote:⏎> I bought 2 Visio Plan 2 for $30 → –
    I got the invoice for the Visio Plan 2, $30 → –
  `,
};

describe.each(Object.entries(kinds))('english, carelessly: %s', (_, table) => {
  it.each(casesOf(table))('given "$typed" ($locale), when read, then it is "$right"', ({ typed, locale, right }) => {
    expect(toldBy(typed, now, locale)).toBe(right);
  });
});
