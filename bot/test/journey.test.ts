import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryAnswer, ListAnswer } from '../src/http/contract.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { textsOf } from './support/fake-connector.ts';
import { channelId, startTenant, type Tenant } from './support/tenant.ts';

/** The main job, end to end: a purchase is seen, told, declared, asked about, decided and on the register. */
describe('a self-service purchase', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant();
    for (const name of ['Alex', 'Megan', 'Adele']) await tenant.install(name);
    await tenant.installChannel('Adele');
    // The first look may still be under way; the practice tenant's own first purchase follows it.
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  const cardIn = (conversationId: string, words: string) =>
    tenant.connector.until(() =>
      tenant.connector.shown(conversationId).find(({ card }) => card && textsOf(card).includes(words)),
    );

  it('travels from Graph to the purchaser, the manager, the channel and the register', async () => {
    await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'PBI_PREMIUM_PER_USER',
      quantity: 2,
    });
    await tenant.poll();

    const notice = await cardIn(tenant.chatOf('Alex'), 'We noticed you bought 2 × Power BI Premium Per User');
    await cardIn(channelId, 'Alex Wilber (Finance) bought 2 × Power BI Premium Per User');

    const form = await tenant.press('Alex', notice, 'purchase.declare');
    expect(textsOf(form.card)).toContain('Declare 2 × Power BI Premium Per User');
    const declared = await tenant.press('Alex', { ...notice, card: form.card }, 'purchase.submit', {
      price: '24',
      currency: 'USD',
      billingTerm: 'monthly',
      costCentre: 'CC-4410',
      reason: 'Board dashboards, every Monday',
      acceptsPolicy: 'true',
    });
    expect(textsOf(declared.card)).toContain('Thank you. 2 × Power BI Premium Per User is declared');

    const approval = await cardIn(
      tenant.chatOf('Megan'),
      'Alex Wilber asks you to approve 2 × Power BI Premium Per User',
    );
    expect(textsOf(approval.card)).toContain('48.00 USD a month, 576.00 USD a year');
    const asked = await tenant.press('Megan', approval, 'purchase.ask', { question: 'Why not our shared seats?' });
    expect(textsOf(asked.card)).toContain('Megan Bowen asked: “Why not our shared seats?”');

    const question = await cardIn(tenant.chatOf('Alex'), 'Megan Bowen asks about 2 × Power BI Premium Per User');
    expect(question.id).toBe(notice.id);
    await tenant.press('Alex', question, 'purchase.answer', { answer: 'They are all taken' });

    const answered = await cardIn(tenant.chatOf('Megan'), 'They are all taken');
    expect(answered.id).toBe(approval.id);
    const decided = await tenant.press('Megan', answered, 'purchase.approve', { comment: 'OK for the quarter' });
    expect(textsOf(decided.card)).toContain('Approved by Megan Bowen: 2 × Power BI Premium Per User');

    await cardIn(tenant.chatOf('Alex'), 'Approved by Megan Bowen');
    await cardIn(channelId, 'Approved by Megan Bowen: 2 × Power BI Premium Per User');
    expect(
      tenant.connector.shown(tenant.chatOf('Megan')).filter(({ card }) => textsOf(card).includes('Premium Per User')),
    ).toHaveLength(1);

    const list = (await (
      await tenant.api('Adele', '/api/register?search=premium+per+user&status=approved')
    ).json()) as ListAnswer;
    expect(list.items).toMatchObject([
      { status: 'approved', product: 'Power BI Premium Per User', quantity: 2, costCentre: 'CC-4410' },
    ]);
    const history = (await (
      await tenant.api('Adele', `/api/register/${list.items[0]?.id}/history`)
    ).json()) as HistoryAnswer;
    expect(history.isIntact).toBe(true);
    expect(history.entries.map(({ type }) => type)).toEqual([
      'approved',
      'answered',
      'asked-back',
      'declared',
      'detected',
    ]);
    expect((await verifyRegister(tenant.table)).faults).toEqual([]);
  });
});
