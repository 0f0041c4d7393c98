import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config.ts';
import { filledIn, practiceEnvironment } from './server-environment.ts';
import { readSettings } from './settings.ts';

const parts = { storage: 'UseDevelopmentStorage=true', graph: 'http://127.0.0.1:3979' };

describe('the environment of the server', () => {
  it('is a configuration that the server accepts, when nothing is configured', () => {
    const config = parseConfig(filledIn({}, practiceEnvironment(readSettings({}), parts)));
    expect(config).toMatchObject({
      isPractice: true,
      port: 3978,
      publicUrl: 'http://localhost:3978',
      graphEndpoint: parts.graph,
      loginEndpoint: parts.graph,
      discoveryIntervalMs: 5_000,
      bot: { id: '' },
    });
    expect(config.settings.itamStaff).toEqual(config.settings.fallbackApprovers);
  });

  it('gives way to what is configured, and fills in what is empty', () => {
    const env = { STORAGE_CONNECTION_STRING: 'theirs', DISCOVERY_INTERVAL: '60', ITAM_STAFF: ' ', PORT: '4000' };
    const settings = readSettings(env);
    const filled = filledIn(env, practiceEnvironment(settings, { ...parts, storage: null }));
    expect(filled).toMatchObject({
      STORAGE_CONNECTION_STRING: 'theirs',
      DISCOVERY_INTERVAL: '60',
      PUBLIC_URL: 'http://localhost:4000',
    });
    expect(filled.ITAM_STAFF).not.toBe(' ');
  });

  it('takes the tenant of the configuration for the bot as well', () => {
    const tenant = '11111111-2222-3333-4444-555555555555';
    const env = { AAD_APP_TENANT_ID: tenant };
    expect(filledIn(env, practiceEnvironment(readSettings(env), parts))).toMatchObject({
      AAD_APP_TENANT_ID: tenant,
      BOT_TENANT_ID: tenant,
    });
  });

  it.each([
    ['PORT', 'abc'],
    ['GRAPH_PORT', '0'],
    ['PLAYGROUND_PORT', '65535'],
  ])('is refused with %s=%s, by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});
