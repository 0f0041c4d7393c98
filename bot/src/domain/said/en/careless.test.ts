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
  `,
};

describe.each(Object.entries(kinds))('english, carelessly: %s', (_, table) => {
  it.each(casesOf(table))('given "$typed" ($locale), when read, then it is "$right"', ({ typed, locale, right }) => {
    expect(toldBy(typed, now, locale)).toBe(right);
  });
});
