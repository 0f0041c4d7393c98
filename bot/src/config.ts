import { z } from 'zod';
import {
  type ConfiguredSettings,
  longestPolicy,
  mostApprovers,
  mostOwners,
  mostReminderDays,
} from './domain/settings.ts';
import type { StorageAddress } from './register/storage.ts';

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

const Env = z.object({
  PORT: z.coerce.number(aPort).int(aPort).min(0, aPort).max(65_535, aPort).default(3978),
  PUBLIC_URL: endpoint.optional(),
  PRACTICE: z.literal('1', 'must be 1, or not be set').optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),

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
    .default('core.windows.net'),
  /** Prefix of tables and queues, so that several environments can share one account. */
  STORE_NAME: z
    .string()
    .regex(/^([a-z][a-z0-9]{2,30})?$/, 'must be 3 to 31 lower-case letters and digits')
    .default(''),

  BOT_ID: optional,
  BOT_TYPE: z
    .enum(['UserAssignedMSI', 'SingleTenant'], 'must be UserAssignedMSI or SingleTenant')
    .default('UserAssignedMSI'),
  BOT_PASSWORD: optional,
  BOT_TENANT_ID: guid.optional(),
  BOT_OPENID_METADATA_URL: endpoint.optional(),
  BOT_TOKEN_ISSUER: optional,

  AAD_APP_CLIENT_ID: guid.optional(),
  /** The organisation's directory. */
  AAD_APP_TENANT_ID: guid,
  AAD_APP_CLIENT_SECRET: optional,
  /** Of the user-assigned managed identity. */
  AZURE_CLIENT_ID: guid.optional(),
  LOGIN_ENDPOINT: endpoint.default('https://login.microsoftonline.com'),
  GRAPH_ENDPOINT: endpoint.default('https://graph.microsoft.com'),

  /** Set by App Service on its instances: learn.microsoft.com/azure/app-service/reference-app-settings */
  WEBSITE_INSTANCE_ID: optional,

  /** The app's id in the organisation's catalogue, for links that open the tab inside Teams. */
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

export type Config = {
  port: number;
  publicUrl: string;
  isPractice: boolean;
  /** Whether requests come through App Service's front end, which says where they are from. */
  isBehindFrontEnd: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  storage: StorageAddress;
  storeName: string;
  tenantId: string;
  bot: {
    id: string;
    type: 'UserAssignedMSI' | 'SingleTenant';
    password: string | null;
    tenantId: string;
    openIdMetadataUrl: string | null;
    tokenIssuer: string | null;
  };
  app: { clientId: string; clientSecret: string | null; teamsAppId: string | null };
  /** Client id of the managed identity that vouches for the app at Graph. */
  identityClientId: string | null;
  loginEndpoint: string;
  graphEndpoint: string;
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
  // Azure keeps a setting that is not used as an empty string: that is the same as not being there.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const parsed = Env.safeParse(given);
  const wrong = (parsed.error?.issues ?? []).map(({ path, message }) => ({ name: String(path[0]), message }));
  const named = new Set(wrong.map(({ name }) => name));
  const problems = [...wrong, ...problemsOf(validOf(given)).filter(({ name }) => !named.has(name))];
  if (!parsed.success || problems.length > 0) {
    const lines = problems.map(({ name, message }) => `  ${name}: ${message}`);
    throw new Error(['The configuration is not complete. README.md explains each setting.', ...lines].join('\n'));
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    isPractice: values.PRACTICE === '1',
    isBehindFrontEnd: values.WEBSITE_INSTANCE_ID !== null,
    logLevel: values.LOG_LEVEL,
    storage: values.STORAGE_CONNECTION_STRING
      ? { connectionString: values.STORAGE_CONNECTION_STRING }
      : { account: values.STORAGE_ACCOUNT ?? '', suffix: values.STORAGE_SUFFIX },
    storeName: values.STORE_NAME,
    tenantId: values.AAD_APP_TENANT_ID,
    bot: {
      id: values.BOT_ID ?? '',
      type: values.BOT_TYPE,
      password: values.BOT_PASSWORD,
      tenantId: values.BOT_TENANT_ID ?? values.AAD_APP_TENANT_ID,
      openIdMetadataUrl: values.BOT_OPENID_METADATA_URL ?? null,
      tokenIssuer: values.BOT_TOKEN_ISSUER,
    },
    app: {
      clientId: values.AAD_APP_CLIENT_ID ?? '',
      clientSecret: values.AAD_APP_CLIENT_SECRET,
      teamsAppId: values.TEAMS_APP_ID ?? null,
    },
    identityClientId: values.AZURE_CLIENT_ID ?? null,
    loginEndpoint: values.LOGIN_ENDPOINT,
    graphEndpoint: values.GRAPH_ENDPOINT,
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

type Problem = { name: string; message: string };

/** The settings that are right by themselves, so that the others hide nothing that can be said of these. */
function validOf(given: Record<string, string | undefined>): Partial<z.infer<typeof Env>> {
  const read = Object.entries(Env.shape).map(([name, shape]) => [name, shape.safeParse(given[name]).data] as const);
  return Object.fromEntries(read);
}

/** What no single setting shows: settings that belong together, and plain http or missing sign-in off loopback. */
function problemsOf(values: Partial<z.infer<typeof Env>>): Problem[] {
  const problems: Problem[] = [];
  const add = (name: keyof z.infer<typeof Env>, message: string) => problems.push({ name, message });
  const isPractice = values.PRACTICE === '1';
  if (!values.STORAGE_CONNECTION_STRING && !values.STORAGE_ACCOUNT) {
    add('STORAGE_ACCOUNT', 'name the storage account, or set STORAGE_CONNECTION_STRING');
  }
  if (!values.BOT_ID && !isPractice) add('BOT_ID', 'an empty bot id is accepted by the practice tenant only');
  if (!values.AAD_APP_CLIENT_ID) add('AAD_APP_CLIENT_ID', 'the app registration of the tab and the API');
  if (!values.PUBLIC_URL && !isPractice) {
    add('PUBLIC_URL', 'where people reach Sightline, such as https://sightline.contoso.com');
  }
  if (values.BOT_TYPE === 'SingleTenant' && values.BOT_ID && !values.BOT_PASSWORD) {
    add('BOT_PASSWORD', 'a SingleTenant bot signs in with one; UserAssignedMSI needs none');
  }
  if (values.BOT_TYPE === 'UserAssignedMSI' && values.BOT_PASSWORD) {
    add('BOT_PASSWORD', 'a UserAssignedMSI bot has none; remove it, or set BOT_TYPE to SingleTenant');
  }
  for (const name of ['PUBLIC_URL', 'LOGIN_ENDPOINT', 'GRAPH_ENDPOINT', 'BOT_OPENID_METADATA_URL'] as const) {
    if (isPlainOffLoopback(values[name])) add(name, plainHttp);
  }
  if (endpointsIn(values.STORAGE_CONNECTION_STRING).some(isPlainOffLoopback)) {
    add('STORAGE_CONNECTION_STRING', plainHttp);
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

/** The addresses that a storage connection string leads to, as far as it spells them out. */
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
