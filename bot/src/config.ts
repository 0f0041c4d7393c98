import { z } from 'zod';
import { type Cloud, clouds } from './clouds.ts';
import {
  type ConfiguredSettings,
  longestPolicy,
  mostApprovers,
  mostOwners,
  mostReminderDays,
} from './domain/settings.ts';
import type { StorageAddress } from './register/storage.ts';
import type { TelemetryAddress } from './telemetry/start-telemetry.ts';

const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const guid = z.string('is missing').regex(guidShape, 'must be a GUID').toLowerCase();
/** People by directory id: nobody is ever recognised by a name or an address that may change. */
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(guidShape, 'must be directory ids (GUIDs), separated by commas').toLowerCase()));
const owners = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      const parsed = z.record(z.string(), z.array(guid)).safeParse(JSON.parse(text));
      if (parsed.success) return parsed.data;
    } catch {
      // Told below, with what is expected.
    }
    context.addIssue('must be JSON such as {"Power BI":["<object id>"]}');
    return z.NEVER;
  })
  .refine(
    (areas) => Object.values(areas).every((ids) => ids.length <= mostOwners),
    `names too many: at most ${mostOwners} for each product, family or cost centre`,
  );
/** Days before a renewal at which people are reminded of it. */
const reminderDays = z
  .string()
  .default('30,7')
  .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((part) => part.trim())))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(/^\d{1,3}$/, 'must be whole numbers of days such as 30,7, or none')
          .transform(Number),
      )
      .max(mostReminderDays, `names too many: at most ${mostReminderDays}`),
  );
const locale = z.string().refine((text) => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}, 'must be a language tag such as en or de-CH');
/** Names of hosts, each in full: a wildcard would let in whoever can have a name below it. */
const hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter(Boolean),
  )
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.[a-z]{2,}$/,
          'must be host names such as contoso.sharepoint.com,contoso-my.sharepoint.com',
        ),
    ),
  );
/** Of Application Insights: learn.microsoft.com/azure/azure-monitor/app/connection-strings */
const insights = z
  .string()
  .refine((text) => /(^|;)\s*InstrumentationKey=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*(;|$)/i.test(text), {
    message: 'must be the connection string of Application Insights, with its InstrumentationKey',
  })
  .optional();
const optional = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null);
const endpoint = z
  .url({ protocol: /^https?$/i, error: 'must be an address such as https://sightline.contoso.com' })
  .transform((text) => text.replace(/\/+$/, ''));

const aPort = 'must be a port: a whole number from 0 to 65535';
const defaultPolicy =
  'Buy for work only what your team does not have already. Declare every purchase with its reason and cost centre. ' +
  'Your manager decides whether it stays. Cancel what you no longer need before it renews.';

/** What it takes to reach the store, which is all that operators' commands need. */
const StoreEnv = z.object({
  STORAGE_CONNECTION_STRING: optional.refine(
    (text) => text === null || /^UseDevelopmentStorage=true|\b(AccountName|SharedAccessSignature)=./i.test(text),
    'must be a connection string of Azure Storage, such as AccountName=…;AccountKey=…',
  ),
  STORAGE_ACCOUNT: z
    .string()
    .trim()
    .regex(/^[a-z0-9]{3,24}$/, 'must be the name of a storage account: 3 to 24 lower-case letters and digits')
    .optional(),
  STORAGE_SUFFIX: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'must be a domain such as core.windows.net')
    .optional(),
  /** Prefix of tables and queues, so that several environments can share one account. */
  STORE_NAME: z
    .string()
    .regex(/^([a-z][a-z0-9]{2,30})?$/, 'must be 3 to 31 lower-case letters and digits')
    .default(''),
  /** Which of Microsoft's clouds all of this is in; each single address can still be another. */
  CLOUD: z.enum(Object.keys(clouds) as (keyof typeof clouds)[]).default('public'),
});

const Env = StoreEnv.extend({
  PORT: z.coerce.number(aPort).int(aPort).min(0, aPort).max(65_535, aPort).default(3978),
  PUBLIC_URL: endpoint.optional(),
  PRACTICE: z.literal('1', 'must be 1, or not be set').optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),

  BOT_ID: optional,
  BOT_TYPE: z
    .enum(['UserAssignedMSI', 'SingleTenant'], 'must be UserAssignedMSI or SingleTenant')
    .default('UserAssignedMSI'),
  BOT_PASSWORD: optional,
  BOT_TENANT_ID: guid.optional(),
  BOT_OPENID_METADATA_URL: endpoint.optional(),
  BOT_TOKEN_ISSUER: optional,
  CONNECTOR_URL: endpoint.optional(),

  AAD_APP_CLIENT_ID: guid.optional(),
  /** The organisation's directory. */
  AAD_APP_TENANT_ID: guid,
  AAD_APP_CLIENT_SECRET: optional,
  AAD_APP_CERTIFICATE_PATH: optional,
  /** Of the user-assigned managed identity. */
  AZURE_CLIENT_ID: guid.optional(),
  LOGIN_ENDPOINT: endpoint.optional(),
  GRAPH_ENDPOINT: endpoint.optional(),
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights,

  /** Set by App Service on its instances: learn.microsoft.com/azure/app-service/reference-app-settings */
  WEBSITE_INSTANCE_ID: optional,
  /** Seconds from telling the server to stop to ending it by force. App Service reads it too: the same page. */
  WEBSITES_CONTAINER_STOP_TIME_LIMIT: z.coerce
    .number('must be a number of seconds')
    .min(1, 'must be 1 second at least')
    .max(120, 'must be 120 seconds at most')
    .default(30),

  /** The app's id in the organisation's catalogue, for links into Teams and for installing it. */
  TEAMS_APP_ID: guid.optional(),
  DISCOVERY_INTERVAL: z.coerce
    .number('must be a number of seconds')
    .min(0.1, 'must be 0.1 seconds at least')
    .default(300),
  REMINDER_DAYS: reminderDays,
  DELIVERY_PER_SECOND: z.coerce.number('must be a number').min(1, 'must be 1 at least').default(50),
  ITAM_STAFF: list,
  FALLBACK_APPROVERS: list.refine(
    (ids) => ids.length <= mostApprovers,
    `names too many: at most ${mostApprovers}, since all of them are asked at once`,
  ),
  PRODUCT_OWNERS: owners,
  COST_CENTRE_OWNERS: owners,
  ITAM_CHANNEL_ID: optional,
  SHAREPOINT_HOSTS: hosts,
  POLICY_VERSION: z.string().max(20, 'must be at most 20 characters').default('1'),
  POLICY_TEXT: z.string().max(longestPolicy, `must be at most ${longestPolicy} characters`).default(defaultPolicy),
  DEFAULT_LOCALE: locale.default('en'),
});

export type BotIdentity = {
  /** Empty in the practice tenant only, whose connectors have no tokens. */
  id: string;
  type: 'UserAssignedMSI' | 'SingleTenant';
  password: string | null;
  tenantId: string;
  openIdMetadataUrl: string;
  tokenIssuer: string;
};

/** Where the store is. */
export type StoreConfig = {
  storage: StorageAddress;
  /** Prefix of its tables, queues and containers. */
  storeName: string;
};

export type Config = StoreConfig & {
  port: number;
  publicUrl: string;
  isPractice: boolean;
  /** Whether requests come through App Service's front end, which says where they are from. */
  isBehindFrontEnd: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** How long a server that stops may take, before it is ended by force. */
  mostStoppingMs: number;
  tenantId: string;
  bot: BotIdentity;
  app: {
    clientId: string;
    clientSecret: string | null;
    /** A file with certificate and private key (PEM). */
    certificatePath: string | null;
    teamsAppId: string | null;
  };
  /** Client id of the managed identity that vouches for the app at Graph. */
  identityClientId: string | null;
  loginEndpoint: string;
  tokenServiceV1: string;
  graphEndpoint: string;
  /** Where people are reached who never wrote to the bot; null where only what was learnt counts. */
  connectorUrl: string | null;
  /** Origins that the bot's token may go to: Teams' own, and that of a connector that was configured. */
  connectorOrigins: readonly string[];
  teamsUrl: string;
  /** Where metrics and traces go; null for nowhere. */
  telemetry: TelemetryAddress | null;
  discoveryIntervalMs: number;
  deliveryPerSecond: number;
  /** Where files that people drop into their chat may be fetched from. */
  sharePointHosts: readonly string[];
  /** What holds until somebody changes it in the register. */
  settings: ConfiguredSettings;
  defaultLocale: string;
};

/**
 * Reads the whole environment once and names every problem at once, without printing a value.
 *
 * @throws {Error} listing what is missing or wrong
 */
export function parseConfig(env: NodeJS.ProcessEnv): Config {
  const values = parsed(Env, env, problemsOf);
  const cloud: Cloud = clouds[values.CLOUD];
  return {
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    isPractice: values.PRACTICE === '1',
    isBehindFrontEnd: values.WEBSITE_INSTANCE_ID !== null,
    logLevel: values.LOG_LEVEL,
    // A sixth is left for ending it.
    mostStoppingMs: (values.WEBSITES_CONTAINER_STOP_TIME_LIMIT * 1000 * 5) / 6,
    ...storeOf(values),
    tenantId: values.AAD_APP_TENANT_ID,
    bot: {
      id: values.BOT_ID ?? '',
      type: values.BOT_TYPE,
      password: values.BOT_PASSWORD,
      tenantId: values.BOT_TENANT_ID ?? values.AAD_APP_TENANT_ID,
      openIdMetadataUrl: values.BOT_OPENID_METADATA_URL ?? cloud.botMetadata,
      tokenIssuer: values.BOT_TOKEN_ISSUER ?? cloud.botService,
    },
    app: {
      clientId: values.AAD_APP_CLIENT_ID ?? '',
      clientSecret: values.AAD_APP_CLIENT_SECRET,
      certificatePath: values.AAD_APP_CERTIFICATE_PATH,
      teamsAppId: values.TEAMS_APP_ID ?? null,
    },
    identityClientId: values.AZURE_CLIENT_ID ?? null,
    loginEndpoint: values.LOGIN_ENDPOINT ?? cloud.login,
    tokenServiceV1: cloud.tokenServiceV1,
    graphEndpoint: values.GRAPH_ENDPOINT ?? cloud.graph,
    connectorUrl: values.CONNECTOR_URL ?? cloud.connector,
    connectorOrigins: [
      ...cloud.connectorHosts.map((host) => `https://${host}`),
      ...(values.CONNECTOR_URL ? [new URL(values.CONNECTOR_URL).origin] : []),
    ],
    teamsUrl: cloud.teams,
    telemetry: telemetryOf(values),
    discoveryIntervalMs: values.DISCOVERY_INTERVAL * 1000,
    deliveryPerSecond: values.DELIVERY_PER_SECOND,
    settings: {
      itamStaff: values.ITAM_STAFF,
      fallbackApprovers: values.FALLBACK_APPROVERS,
      productOwners: values.PRODUCT_OWNERS,
      costCentreOwners: values.COST_CENTRE_OWNERS,
      itamChannelId: values.ITAM_CHANNEL_ID,
      policy: { version: values.POLICY_VERSION, text: values.POLICY_TEXT },
      reminderDays: values.REMINDER_DAYS,
    },
    sharePointHosts: values.SHAREPOINT_HOSTS,
    defaultLocale: values.DEFAULT_LOCALE,
  };
}

/**
 * Reads the settings that lead to the store, and no others.
 *
 * @throws {Error} listing what is missing or wrong among them
 */
export function parseStoreConfig(env: NodeJS.ProcessEnv): StoreConfig {
  return storeOf(parsed(StoreEnv, env, storeProblemsOf));
}

function storeOf(values: z.infer<typeof StoreEnv>): StoreConfig {
  const suffix = values.STORAGE_SUFFIX ?? clouds[values.CLOUD].storageSuffix;
  const storage = values.STORAGE_CONNECTION_STRING
    ? { connectionString: values.STORAGE_CONNECTION_STRING }
    : { account: values.STORAGE_ACCOUNT ?? '', suffix };
  return { storage, storeName: values.STORE_NAME };
}

/** The environment by a shape. Throws one error that names all that is missing or wrong, and no value. */
function parsed<Shape extends z.ZodObject>(
  shape: Shape,
  env: NodeJS.ProcessEnv,
  problemsAmong: (values: Partial<z.infer<Shape>>) => Problem[],
): z.infer<Shape> {
  // Azure keeps a setting that is not used as an empty string: that is the same as not being there.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const result = shape.safeParse(given);
  const wrong = (result.error?.issues ?? []).map(({ path, message }) => ({ name: String(path[0]), message }));
  const named = new Set(wrong.map(({ name }) => name));
  const problems = [...wrong, ...problemsAmong(validOf(shape, given)).filter(({ name }) => !named.has(name))];
  if (!result.success || problems.length > 0) {
    const lines = problems.map(({ name, message }) => `  ${name}: ${message}`);
    throw new Error(['The configuration is not complete. README.md explains each setting.', ...lines].join('\n'));
  }
  return result.data;
}

/** Azure takes telemetry from the managed identity; a stand-in on loopback is sent no token. */
function telemetryOf(values: z.infer<typeof Env>): Config['telemetry'] {
  const connectionString = values.APPLICATIONINSIGHTS_CONNECTION_STRING;
  if (connectionString === undefined) return null;
  const standIn = endpointsIn(connectionString)
    .find((url) => URL.canParse(url) && isLoopback(url))
    ?.replace(/\/+$/, '');
  const identityClientId = values.AZURE_CLIENT_ID ?? null;
  return { connectionString, identityClientId: standIn ? null : identityClientId, standIn: standIn ?? null };
}

type Problem = { name: string; message: string };

/** The settings that are right by themselves, so that the others hide nothing that can be said of these. */
function validOf<Shape extends z.ZodObject>(
  { shape }: Shape,
  given: Record<string, string | undefined>,
): Partial<z.infer<Shape>> {
  const read = Object.entries(shape).map(([name, one]) => [name, z.safeParse(one, given[name]).data] as const);
  return Object.fromEntries(read) as Partial<z.infer<Shape>>;
}

/** What no single setting of the store shows. */
function storeProblemsOf(values: Partial<z.infer<typeof StoreEnv>>): Problem[] {
  const { STORAGE_ACCOUNT: account, STORAGE_CONNECTION_STRING: connectionString } = values;
  const problems: Problem[] = [];
  if (!connectionString && !account) {
    problems.push({ name: 'STORAGE_ACCOUNT', message: 'name the storage account, or set STORAGE_CONNECTION_STRING' });
  }
  if (connectionString && account) {
    const message = 'STORAGE_CONNECTION_STRING names another store; leave one of the two empty';
    problems.push({ name: 'STORAGE_ACCOUNT', message });
  }
  if (endpointsIn(connectionString).some(isPlainOffLoopback)) {
    problems.push({ name: 'STORAGE_CONNECTION_STRING', message: plainHttp });
  }
  return problems;
}

/** What no single setting shows: settings that belong together, and plain http or missing sign-in off loopback. */
function problemsOf(values: Partial<z.infer<typeof Env>>): Problem[] {
  const problems = storeProblemsOf(values);
  const add = (name: keyof z.infer<typeof Env>, message: string) => problems.push({ name, message });
  const isPractice = values.PRACTICE === '1';
  if (!values.BOT_ID && !isPractice) add('BOT_ID', 'an empty bot id is accepted by the practice tenant only');
  if (!values.AAD_APP_CLIENT_ID) add('AAD_APP_CLIENT_ID', 'the app registration of the tab and the API');
  if (!values.PUBLIC_URL && !isPractice) {
    add('PUBLIC_URL', 'where people reach Sightline, such as https://sightline.contoso.com');
  }
  if (values.AAD_APP_CERTIFICATE_PATH && values.AAD_APP_CLIENT_SECRET) {
    add('AAD_APP_CLIENT_SECRET', 'the certificate vouches for the app already; remove one of the two');
  }
  if (values.BOT_TYPE === 'SingleTenant' && values.BOT_ID && !values.BOT_PASSWORD) {
    add('BOT_PASSWORD', 'a SingleTenant bot signs in with one; UserAssignedMSI needs none');
  }
  if (values.BOT_TYPE === 'UserAssignedMSI' && values.BOT_PASSWORD) {
    add('BOT_PASSWORD', 'a UserAssignedMSI bot has none; remove it, or set BOT_TYPE to SingleTenant');
  }
  const urls = ['PUBLIC_URL', 'LOGIN_ENDPOINT', 'GRAPH_ENDPOINT', 'BOT_OPENID_METADATA_URL', 'CONNECTOR_URL'] as const;
  for (const name of urls) {
    if (isPlainOffLoopback(values[name])) add(name, plainHttp);
  }
  if (endpointsIn(values.APPLICATIONINSIGHTS_CONNECTION_STRING).some(isPlainOffLoopback)) {
    add('APPLICATIONINSIGHTS_CONNECTION_STRING', plainHttp);
  }
  if (isPractice && values.PUBLIC_URL && !isLoopback(values.PUBLIC_URL)) {
    add('PRACTICE', 'the practice tenant listens on loopback only, so PUBLIC_URL must be a loopback address');
  }
  return problems;
}

const plainHttp = 'plain http is accepted on loopback only';

function isPlainOffLoopback(url: string | undefined): boolean {
  return url !== undefined && URL.parse(url)?.protocol === 'http:' && !isLoopback(url);
}

/** The addresses that a connection string leads to, as far as it spells them out. */
function endpointsIn(connectionString: string | null | undefined): string[] {
  const parts = (connectionString ?? '').split(';').map((part) => part.trim());
  const named = parts.flatMap((part) => /^\w+Endpoint=(.+)$/i.exec(part)?.[1] ?? []);
  // Without endpoints, they are the account's in the cloud, by the protocol that the string names.
  const isPlain = parts.some((part) => /^DefaultEndpointsProtocol=http$/i.test(part));
  return named.length === 0 && isPlain ? ['http://account.core.windows.net'] : named;
}

/** Whether an address names this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether an activity's service address is one that Sightline answers: one of Teams, or on this machine for the practice tenant. */
export function isConnector(
  url: string,
  { isPractice, connectorOrigins }: Pick<Config, 'isPractice' | 'connectorOrigins'>,
): boolean {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username || parsed.password) return false;
  return isPractice ? isLoopback(url) : connectorOrigins.includes(parsed.origin);
}

/** Whether an address is plain http: of a stand-in on this machine, since none other is accepted. No secret is sent there. */
export function isStandIn(url: string): boolean {
  return new URL(url).protocol === 'http:';
}
