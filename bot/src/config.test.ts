import { describe, expect, it } from 'vitest';
import { isConnector, isLoopback, parseConfig, parseStoreConfig } from './config.ts';
import { mostApprovers, mostOwners } from './domain/settings.ts';

const id = (n: number) => `${String(n).repeat(8)}-0000-4000-8000-000000000000`;
/** What production needs, and no more. */
const production = {
  PUBLIC_URL: 'https://sightline.contoso.example',
  STORAGE_ACCOUNT: 'contosostore',
  BOT_ID: id(1),
  AAD_APP_CLIENT_ID: id(2),
  AAD_APP_TENANT_ID: id(3),
};
const practice = {
  PRACTICE: '1',
  STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  AAD_APP_CLIENT_ID: id(2),
  AAD_APP_TENANT_ID: id(3),
};

/** What is said about a configuration; nothing when it is right. */
function saidOf(env: Record<string, string | undefined>): string {
  try {
    parseConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** The settings that a configuration is told to be wrong about. */
function wrongIn(env: Record<string, string | undefined>): string[] {
  const [, ...lines] = saidOf(env).split('\n');
  return lines.map((line) => /^ {2}(\w+)/.exec(line)?.[1] ?? line);
}

describe('the configuration', () => {
  it('of production needs no secret', () => {
    const config = parseConfig(production);
    expect(config).toMatchObject({
      port: 3978,
      isPractice: false,
      publicUrl: 'https://sightline.contoso.example',
      storage: { account: 'contosostore', suffix: 'core.windows.net' },
      bot: {
        id: id(1),
        type: 'UserAssignedMSI',
        password: null,
        tenantId: id(3),
        openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
        tokenIssuer: 'https://api.botframework.com',
      },
      app: { clientId: id(2), clientSecret: null },
      graphEndpoint: 'https://graph.microsoft.com',
      loginEndpoint: 'https://login.microsoftonline.com',
      tokenServiceV1: 'https://sts.windows.net',
      connectorUrl: 'https://smba.trafficmanager.net/teams',
      discoveryIntervalMs: 300_000,
      deliveryPerSecond: 50,
      settings: {
        itamStaff: [],
        fallbackApprovers: [],
        productOwners: {},
        costCentreOwners: {},
        itamChannelId: null,
        reminderDays: [30, 7],
      },
      defaultLocale: 'en',
    });
    expect(config.settings.policy.text).not.toBe('');
  });

  it('of the practice tenant needs no bot and no public address', () => {
    const config = parseConfig(practice);
    expect(config).toMatchObject({ isPractice: true, publicUrl: 'http://localhost:3978', bot: { id: '' } });
  });

  it.each([
    ['60, 14', [60, 14]],
    ['0', [0]],
    ['none', []],
    ['', [30, 7]],
  ])('reads the days to remind at from "%s"', (text, days) => {
    expect(parseConfig({ ...production, REMINDER_DAYS: text }).settings.reminderDays).toEqual(days);
  });

  it.each(['soon', '30,', '-7', '7.5', '1000', '1,2,3,4,5,6'])('does not take "%s" for days to remind at', (text) => {
    expect(wrongIn({ ...production, REMINDER_DAYS: text })).toContain('REMINDER_DAYS');
  });

  it('reads the hosts that files may come from', () => {
    const text = 'Contoso.sharepoint.com, contoso-my.sharepoint.com';
    expect(parseConfig({ ...production, SHAREPOINT_HOSTS: text }).sharePointHosts).toEqual([
      'contoso.sharepoint.com',
      'contoso-my.sharepoint.com',
    ]);
    expect(parseConfig(production).sharePointHosts).toEqual([]);
  });

  it.each([
    '*.sharepoint.com',
    'https://contoso.sharepoint.com',
    'contoso.sharepoint.com/sites',
    'contoso.sharepoint.com:443',
    'a@contoso.sharepoint.com',
    '10.0.0.1',
    'localhost',
  ])('does not take "%s" for a host that files may come from', (text) => {
    expect(wrongIn({ ...production, SHAREPOINT_HOSTS: text })).toContain('SHAREPOINT_HOSTS');
  });

  const key = `InstrumentationKey=${id(5)}`;

  it('sends telemetry as the managed identity, to a stand-in without, and nowhere if not told', () => {
    const azure = `${key};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/;ApplicationId=${id(6)}`;
    const env = { ...production, AZURE_CLIENT_ID: id(4) };
    expect(parseConfig({ ...env, APPLICATIONINSIGHTS_CONNECTION_STRING: azure }).telemetry).toEqual({
      connectionString: azure,
      identityClientId: id(4),
      standIn: null,
    });
    const local = `${key};IngestionEndpoint=http://127.0.0.1:9/`;
    expect(parseConfig({ ...env, APPLICATIONINSIGHTS_CONNECTION_STRING: local }).telemetry).toEqual({
      connectionString: local,
      identityClientId: null,
      standIn: 'http://127.0.0.1:9',
    });
    expect(parseConfig(env).telemetry).toBeNull();
  });

  it.each(['nonsense', 'InstrumentationKey=short', `${key};IngestionEndpoint=http://collector.example/`])(
    'does not take "%s" for where telemetry goes',
    (text) => {
      expect(wrongIn({ ...production, APPLICATIONINSIGHTS_CONNECTION_STRING: text })).toEqual([
        'APPLICATIONINSIGHTS_CONNECTION_STRING',
      ]);
    },
  );

  it('names everything that is wrong or missing at once: single settings, and those that belong together', () => {
    const env = {
      PORT: 'abc',
      DISCOVERY_INTERVAL: '0',
      ITAM_STAFF: 'adele',
      BOT_TYPE: 'SingleTenant',
      BOT_ID: id(1),
      GRAPH_ENDPOINT: 'http://graph.contoso.example',
      LOGIN_ENDPOINT: 'login',
    };
    expect(wrongIn(env).sort()).toEqual([
      'AAD_APP_CLIENT_ID',
      'AAD_APP_TENANT_ID',
      'BOT_PASSWORD',
      'DISCOVERY_INTERVAL',
      'GRAPH_ENDPOINT',
      'ITAM_STAFF',
      'LOGIN_ENDPOINT',
      'PORT',
      'PUBLIC_URL',
      'STORAGE_ACCOUNT',
    ]);
    expect(wrongIn({}).sort()).toEqual([
      'AAD_APP_CLIENT_ID',
      'AAD_APP_TENANT_ID',
      'BOT_ID',
      'PUBLIC_URL',
      'STORAGE_ACCOUNT',
    ]);
  });

  it('names a setting once, by what is wrong with it and not as if it were missing', () => {
    const env = { ...production, STORAGE_ACCOUNT: 'Contoso!', AAD_APP_CLIENT_ID: 'x', PUBLIC_URL: 'x', BOT_TYPE: 'x' };
    expect(wrongIn(env).sort()).toEqual(['AAD_APP_CLIENT_ID', 'BOT_TYPE', 'PUBLIC_URL', 'STORAGE_ACCOUNT']);
    expect(saidOf(env)).toContain('STORAGE_ACCOUNT: must be the name');
  });

  it('repeats no value', () => {
    const secret = 'hunter2 HUNTER2';
    const names = [
      ...['PORT', 'PUBLIC_URL', 'PRACTICE', 'LOG_LEVEL', 'STORAGE_CONNECTION_STRING', 'STORAGE_ACCOUNT'],
      ...['STORAGE_SUFFIX', 'STORE_NAME', 'BOT_ID', 'BOT_TYPE', 'BOT_PASSWORD', 'BOT_TENANT_ID', 'ITAM_CHANNEL_ID'],
      ...['BOT_OPENID_METADATA_URL', 'BOT_TOKEN_ISSUER', 'AAD_APP_CLIENT_ID', 'AAD_APP_TENANT_ID', 'SHAREPOINT_HOSTS'],
      ...['AAD_APP_CLIENT_SECRET', 'AZURE_CLIENT_ID', 'LOGIN_ENDPOINT', 'GRAPH_ENDPOINT', 'DISCOVERY_INTERVAL'],
      ...['REMINDER_DAYS', 'DELIVERY_PER_SECOND', 'ITAM_STAFF', 'FALLBACK_APPROVERS', 'PRODUCT_OWNERS', 'TEAMS_APP_ID'],
      ...['COST_CENTRE_OWNERS', 'POLICY_VERSION', 'POLICY_TEXT', 'DEFAULT_LOCALE'],
    ];
    for (const env of [
      Object.fromEntries(names.map((name) => [name, secret])),
      { STORAGE_CONNECTION_STRING: secret },
    ]) {
      expect(wrongIn(env)).toContain('STORAGE_CONNECTION_STRING');
      expect(saidOf(env)).not.toMatch(/hunter2/i);
    }
  });

  it('takes an empty setting for one that is not there', () => {
    const empty = Object.fromEntries(
      ['PORT', 'PRODUCT_OWNERS', 'ITAM_STAFF', 'TEAMS_APP_ID', 'BOT_TENANT_ID', 'ITAM_CHANNEL_ID', 'POLICY_TEXT'].map(
        (name) => [name, '  '],
      ),
    );
    expect(parseConfig({ ...production, ...empty })).toEqual(parseConfig(production));
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PRACTICE', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['STORAGE_ACCOUNT', 'evil.example/x?'],
    ['STORAGE_ACCOUNT', 'Contoso'],
    ['STORAGE_SUFFIX', 'core.windows.net/@evil'],
    ['STORE_NAME', '9lives'],
    ['BOT_TYPE', 'MultiTenant'],
    ['AAD_APP_TENANT_ID', 'common'],
    ['TEAMS_APP_ID', 'x'],
    ['DISCOVERY_INTERVAL', '0'],
    ['DISCOVERY_INTERVAL', 'often'],
    ['DELIVERY_PER_SECOND', '0'],
    ['ITAM_STAFF', 'adele@contoso.example'],
    ['FALLBACK_APPROVERS', `${id(1)};${id(2)}`],
    ['PRODUCT_OWNERS', 'Power BI=adele'],
    ['PRODUCT_OWNERS', '{"Power BI":"adele"}'],
    ['PRODUCT_OWNERS', '{"Power BI":["adele@contoso.example"]}'],
    ['COST_CENTRE_OWNERS', '[]'],
    ['POLICY_TEXT', 'x'.repeat(4_001)],
    ['POLICY_VERSION', 'x'.repeat(21)],
    ['DEFAULT_LOCALE', 'not a language'],
    ['GRAPH_ENDPOINT', 'graph.microsoft.com'],
    ['GRAPH_ENDPOINT', 'ftp://graph.microsoft.com'],
    ['GRAPH_ENDPOINT', 'http://graph.contoso.example'],
    ['GRAPH_ENDPOINT', 'HTTP://graph.contoso.example'],
    ['LOGIN_ENDPOINT', 'http://127.0.0.1.contoso.example'],
    ['PUBLIC_URL', 'http://sightline.contoso.example'],
    ['BOT_OPENID_METADATA_URL', 'http://login.contoso.example/openid'],
    ['BOT_OPENID_METADATA_URL', 'openid'],
    ['BOT_PASSWORD', 'a secret that is not used'],
    ['STORAGE_CONNECTION_STRING', 'AccountName=a;AccountKey=a2V5;TableEndpoint=http://10.0.0.4:10002/a'],
    ['STORAGE_CONNECTION_STRING', 'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5'],
  ])('refuses %s=%s', (name, value) => {
    expect(wrongIn({ ...production, [name]: value })).toContain(name);
  });

  it('takes a certificate or a secret, not both', () => {
    const env = { ...production, AAD_APP_CERTIFICATE_PATH: '/etc/sightline/app.pem' };
    expect(parseConfig(env).app).toMatchObject({ certificatePath: '/etc/sightline/app.pem', clientSecret: null });
    expect(wrongIn({ ...env, AAD_APP_CLIENT_SECRET: 'x' })).toEqual(['AAD_APP_CLIENT_SECRET']);
  });

  it('takes an address of its own over the cloud’s', () => {
    const env = { ...production, CLOUD: 'us-dod', GRAPH_ENDPOINT: 'https://graph.contoso.example' };
    expect(parseConfig(env)).toMatchObject({
      graphEndpoint: 'https://graph.contoso.example',
      loginEndpoint: 'https://login.microsoftonline.us',
    });
  });

  it.each([
    ['ITAM_STAFF', ` ${id(4).toUpperCase()} , ${id(5)},`, { settings: { itamStaff: [id(4), id(5)] } }],
    ['PRODUCT_OWNERS', `{"Power BI":["${id(4)}"]}`, { settings: { productOwners: { 'Power BI': [id(4)] } } }],
    ['GRAPH_ENDPOINT', 'https://graph.microsoft.us/', { graphEndpoint: 'https://graph.microsoft.us' }],
    ['GRAPH_ENDPOINT', 'http://localhost:3979', { graphEndpoint: 'http://localhost:3979' }],
    ['LOGIN_ENDPOINT', 'http://[::1]:3979', { loginEndpoint: 'http://[::1]:3979' }],
    [
      'CLOUD',
      'china',
      {
        loginEndpoint: 'https://login.partner.microsoftonline.cn',
        tokenServiceV1: 'https://sts.chinacloudapi.cn',
        graphEndpoint: 'https://microsoftgraph.chinacloudapi.cn',
        bot: {
          openIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
          tokenIssuer: 'https://api.botframework.azure.cn',
        },
        connectorUrl: null,
        storage: { suffix: 'core.chinacloudapi.cn' },
      },
    ],
    ['STORE_NAME', 'staging', { storeName: 'staging' }],
    ['DEFAULT_LOCALE', 'de-CH', { defaultLocale: 'de-CH' }],
    ['DISCOVERY_INTERVAL', '0.5', { discoveryIntervalMs: 500 }],
    [
      'STORAGE_CONNECTION_STRING',
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:10002/a;',
      { storage: { connectionString: expect.stringContaining('127.0.0.1') } },
    ],
    [
      'STORAGE_CONNECTION_STRING',
      'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net',
      { storage: { connectionString: expect.any(String) } },
    ],
  ])('takes %s=%s', (name, value, expected) => {
    const { STORAGE_ACCOUNT, ...others } = production;
    const env = name === 'STORAGE_CONNECTION_STRING' ? others : { ...others, STORAGE_ACCOUNT };
    expect(parseConfig({ ...env, [name]: value })).toMatchObject(expected);
  });

  it('keeps a sixth of the time that App Service gives a server to stop', () => {
    expect(parseConfig(production).mostStoppingMs).toBe(25_000);
    const within = (seconds: string) => ({ ...production, WEBSITES_CONTAINER_STOP_TIME_LIMIT: seconds });
    expect(parseConfig(within('120')).mostStoppingMs).toBe(100_000);
    for (const seconds of ['0', '121', 'soon']) {
      expect(wrongIn(within(seconds))).toEqual(['WEBSITES_CONTAINER_STOP_TIME_LIMIT']);
    }
  });

  const ids = (count: number) =>
    Array.from({ length: count }, (_, n) => `${10_000_000 + n}-0000-4000-8000-000000000000`);
  it.each([
    ['FALLBACK_APPROVERS', ids(mostApprovers), ids(mostApprovers + 1)],
    ['PRODUCT_OWNERS', { 'Power BI': ids(mostOwners), Visio: ids(mostOwners) }, { 'Power BI': ids(mostOwners + 1) }],
    ['COST_CENTRE_OWNERS', { 'CC-1': ids(mostOwners) }, { 'CC-0': [], 'CC-1': ids(mostOwners + 1) }],
  ])('takes as many in %s as one change can tell, and says so of more', (name, most, more) => {
    const written = (value: unknown) => (Array.isArray(value) ? value.join(',') : JSON.stringify(value));
    expect(wrongIn({ ...production, [name]: written(most) })).toEqual([]);
    expect(wrongIn({ ...production, [name]: written(more) })).toEqual([name]);
    expect(() => parseConfig({ ...production, [name]: written(more) })).toThrow('names too many');
  });

  it('takes any number of ITAM staff', () => {
    expect(parseConfig({ ...production, ITAM_STAFF: ids(500).join(',') }).settings.itamStaff).toHaveLength(500);
  });

  it('lets no one but the practice tenant go without a bot id, and the practice tenant nowhere but on this machine', () => {
    const { BOT_ID: _, ...withoutBot } = production;
    expect(wrongIn(withoutBot)).toEqual(['BOT_ID']);
    expect(wrongIn({ ...withoutBot, BOT_ID: '  ' })).toEqual(['BOT_ID']);
    expect(wrongIn({ ...practice, PUBLIC_URL: 'https://sightline.contoso.example' })).toEqual(['PRACTICE']);
    expect(wrongIn({ ...practice, PUBLIC_URL: 'http://localhost:4000' })).toEqual([]);
  });

  it('of a SingleTenant bot needs its password', () => {
    expect(wrongIn({ ...production, BOT_TYPE: 'SingleTenant' })).toEqual(['BOT_PASSWORD']);
    expect(wrongIn({ ...production, BOT_TYPE: 'SingleTenant', BOT_PASSWORD: 'x' })).toEqual([]);
  });

  it('reads nothing but its own names', () => {
    expect(parseConfig({ ...production, PATH: '/bin', practice: '1' })).toEqual(parseConfig(production));
  });
});

describe('the configuration of the store', () => {
  const emulator = 'UseDevelopmentStorage=true';

  it('needs nothing but the store', () => {
    expect(parseStoreConfig({ STORAGE_ACCOUNT: 'contosostore' })).toEqual({
      storage: { account: 'contosostore', suffix: 'core.windows.net' },
      storeName: '',
    });
    expect(parseStoreConfig({ STORAGE_ACCOUNT: 'contosostore', CLOUD: 'china' })).toMatchObject({
      storage: { suffix: 'core.chinacloudapi.cn' },
    });
    expect(parseStoreConfig({ STORAGE_CONNECTION_STRING: emulator, STORE_NAME: 'staging' })).toEqual({
      storage: { connectionString: emulator },
      storeName: 'staging',
    });
  });

  it('is the one that the server has', () => {
    const { storage, storeName } = parseConfig({ ...production, STORE_NAME: 'staging' });
    expect(parseStoreConfig({ ...production, STORE_NAME: 'staging' })).toEqual({ storage, storeName });
  });

  it.each([
    ['no store', {}, 'STORAGE_ACCOUNT: name the storage account'],
    [
      'two stores',
      { STORAGE_ACCOUNT: 'contosostore', STORAGE_CONNECTION_STRING: emulator },
      'STORAGE_ACCOUNT: STORAGE_CONNECTION_STRING names another store',
    ],
    [
      'plain http off loopback',
      { STORAGE_CONNECTION_STRING: 'AccountName=a;AccountKey=a2V5;TableEndpoint=http://store.contoso.example/a' },
      'STORAGE_CONNECTION_STRING: plain http',
    ],
    ['a name that is none', { STORAGE_ACCOUNT: 'contoso/store' }, 'STORAGE_ACCOUNT: must be the name'],
  ])('with %s is refused, also by the server', (_what, env, said) => {
    expect(() => parseStoreConfig(env)).toThrow(said);
    expect(saidOf({ ...production, STORAGE_ACCOUNT: '', ...env })).toContain(said);
  });
});

describe('where the bot’s token may go', () => {
  it.each([
    ['public', 'https://smba.trafficmanager.net/emea/'],
    ['public', 'https://SMBA.trafficmanager.net:443/teams'],
    ['public', 'https://smba.infra.gcc.teams.microsoft.com/gcc'],
    ['us-gcc-high', 'https://smba.infra.gov.teams.microsoft.us/teams'],
    ['us-dod', 'https://smba.infra.dod.teams.microsoft.us/teams'],
    ['china', 'https://frontend.botapi.msg.infra.teams.microsoftonline.cn/x'],
  ])('in %s is %s', (CLOUD, url) => {
    expect(isConnector(url, parseConfig({ ...production, CLOUD }))).toBe(true);
  });
  it.each([
    ['public', 'https://smba.infra.gov.teams.microsoft.us/teams'],
    ['us-dod', 'https://smba.trafficmanager.net/teams'],
    ['public', 'http://smba.trafficmanager.net/emea/'],
    ['public', 'https://smba.trafficmanager.net:8443/emea/'],
    ['public', 'https://smba.trafficmanager.net.evil.example/'],
    ['public', 'https://evil.trafficmanager.net/'],
    ['public', 'https://smba.trafficmanager.net@evil.example/'],
    ['public', 'https://evil@smba.trafficmanager.net/'],
    ['public', 'http://127.0.0.1:1/'],
    ['public', 'nonsense'],
  ])('in %s is not %s', (CLOUD, url) => {
    expect(isConnector(url, parseConfig({ ...production, CLOUD }))).toBe(false);
  });
  it('is what CONNECTOR_URL names as well', () => {
    const config = parseConfig({ ...production, CONNECTOR_URL: 'https://smba.teams.sovcloud-core.fr/teams' });
    expect(isConnector('https://smba.teams.sovcloud-core.fr/fr/', config)).toBe(true);
    expect(isConnector('https://smba.trafficmanager.net/emea/', config)).toBe(true);
  });
  it('is this machine alone in the practice tenant', () => {
    const practice = { isPractice: true, connectorOrigins: [] };
    expect(isConnector('http://localhost:1/_connector', practice)).toBe(true);
    expect(isConnector('https://smba.trafficmanager.net/emea/', practice)).toBe(false);
  });
});

describe('loopback', () => {
  it.each([
    'http://localhost',
    'http://localhost:1/x',
    'http://127.0.0.1',
    'http://127.9.8.7',
    'http://[::1]:3',
    'http://0x7f.1',
  ])('is %s', (url) => {
    expect(isLoopback(url)).toBe(true);
  });
  it.each([
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://localhost@evil.example',
    'http://10.0.0.1',
    'http://0.0.0.0',
    'http://[::2]',
    'http://evil.example/localhost',
    'http://evil.example#localhost',
  ])('is not %s', (url) => {
    expect(isLoopback(url)).toBe(false);
  });
});
