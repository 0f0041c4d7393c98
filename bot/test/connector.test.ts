import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnector } from '../src/teams/connector.ts';
import { type FakeConnector, startFakeConnector } from './support/fake-connector.ts';

describe('the connector', () => {
  let connector: FakeConnector;
  beforeAll(async () => {
    connector = await startFakeConnector();
  });
  afterAll(() => connector.close());

  const chat = (conversationId: string) => ({
    conversationId,
    serviceUrl: connector.serviceUrl,
    tenantId: null,
    botId: '28:sightline',
    locale: 'en' as const,
  });

  it('given ids that no address can hold, when a message is sent or edited there, then there is an answer and no throw', async () => {
    const { send, update } = createConnector({ getToken: null, isConnector: () => true });
    expect(await send(chat('19:half\ud83d'), { text: 'Hello' })).toMatchObject({ kind: 'sent' });
    expect(connector.requests.at(-1)?.conversationId).toBe('19:half\ufffd');
    expect(await update(chat('19:whole'), 'half\ude00', { text: 'Hello' })).toMatchObject({ kind: 'gone' });
  });

  it('given an address that is not Teams’ own, when something is sent there, then no token is asked for and nothing leaves', async () => {
    let asked = 0;
    const getToken = async () => `token ${++asked}`;
    const before = connector.requests.length;
    const { send, update } = createConnector({ getToken, isConnector: () => false });
    expect(await send(chat('19:x'), { text: 'Hello' })).toMatchObject({ kind: 'refused', fate: 'waits-for-person' });
    expect(await update(chat('19:x'), 'activity', { text: 'Hello' })).toMatchObject({ kind: 'refused' });
    expect([asked, connector.requests.length]).toEqual([0, before]);
  });
});
