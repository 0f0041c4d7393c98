import { at, type Resource, type Template } from './infrastructure.ts';

export type Infrastructure = { resources: Resource[]; template: Template };

type Rule = { says: string; holds: (infrastructure: Infrastructure) => boolean };

const provider = {
  account: 'Microsoft.Storage/storageAccounts',
  containers: 'Microsoft.Storage/storageAccounts/blobServices/containers',
  site: 'Microsoft.Web/sites',
  slot: 'Microsoft.Web/sites/slots',
  roles: 'Microsoft.Authorization/roleAssignments',
  diagnostics: 'Microsoft.Insights/diagnosticSettings',
};

const ofType = (resources: Resource[], ...types: string[]) => resources.filter(({ type }) => types.includes(type));

/** True when there is at least one resource of the types and every one has these values. */
const all = (resources: Resource[], types: string[], expected: Record<string, unknown>): boolean => {
  const found = ofType(resources, ...types);
  return (
    types.every((type) => found.some((resource) => resource.type === type)) &&
    found.every((resource) => Object.entries(expected).every(([path, value]) => at(resource, path) === value))
  );
};

const number = (value: unknown): number => (typeof value === 'number' ? value : Number(value ?? Number.NaN));
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What the server reads in production, and what App Service itself reads. */
const settingNames = [
  ...['NODE_ENV', 'PORT', 'PUBLIC_URL', 'STORAGE_ACCOUNT', 'AZURE_CLIENT_ID', 'APPLICATIONINSIGHTS_CONNECTION_STRING'],
  ...['BOT_ID', 'BOT_TYPE', 'BOT_TENANT_ID', 'CLOUD', 'TEAMS_APP_ID'],
  ...['AAD_APP_CLIENT_ID', 'AAD_APP_TENANT_ID', 'DISCOVERY_INTERVAL'],
  ...[
    'ITAM_STAFF',
    'ITAM_CHANNEL_ID',
    'FALLBACK_APPROVERS',
    'PRODUCT_OWNERS',
    'COST_CENTRE_OWNERS',
    'REMINDER_DAYS',
    'SHAREPOINT_HOSTS',
    'POLICY_VERSION',
    'POLICY_TEXT',
  ],
  ...['SCM_DO_BUILD_DURING_DEPLOYMENT', 'WEBSITE_RUN_FROM_PACKAGE', 'WEBSITES_CONTAINER_STOP_TIME_LIMIT'],
  ...['WEBSITE_SWAP_WARMUP_PING_PATH', 'WEBSITE_SWAP_WARMUP_PING_STATUSES'],
];

const settingsOf = (resources: Resource[]): Record<string, unknown>[] =>
  ofType(resources, 'Microsoft.Web/sites/config', 'Microsoft.Web/sites/slots/config').map((r) => r.properties ?? {});

/** The only things the identity may do, as `where it ends: role`. */
const grants = [
  '/tables/register: 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', // Storage Table Data Contributor
  '/queues/notices: 974c5e8b-45b9-4653-ba55-5f855dd0fb88', // Storage Queue Data Contributor
  '/containers/evidence: ba92f5b4-2d11-453d-a403-e96b0029c9fe', // Storage Blob Data Contributor
  '/containers/seals: ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  '/components/appi: 3913510d-42f4-4e42-8a64-420c390055eb', // Monitoring Metrics Publisher
];

const grantOf = ({ id, properties }: Resource): string => {
  const scope = id.split('/providers/Microsoft.Authorization/')[0] ?? '';
  const [kind = '', name = ''] = scope.split('/').slice(-2);
  const role = String(properties?.roleDefinitionId).split('/').at(-1);
  return `/${kind}/${kind === 'components' ? name.split('-')[0] : name}: ${role}`;
};

const alertNames = [
  'discovery-stale',
  'discovery-held-back',
  'queue-age',
  'poison-notices',
  'store-unavailable',
  'verify-failed',
  'server-errors',
  'unhealthy',
];

const watched = [
  provider.site,
  provider.slot,
  'Microsoft.Storage/storageAccounts/tableServices',
  'Microsoft.Storage/storageAccounts/blobServices',
  'Microsoft.Storage/storageAccounts/queueServices',
  'Microsoft.BotService/botServices',
];

/** What must hold of the infrastructure, each told by a stable code. */
export const rules = {
  'storage-without-keys': {
    says: 'Storage accepts Entra identities only, never a shared key.',
    holds: ({ resources }) => all(resources, [provider.account], { 'properties.allowSharedKeyAccess': false }),
  },
  'storage-private-blobs': {
    says: 'No blob can be read without signing in, and none is replicated to another tenant.',
    holds: ({ resources }) =>
      all(resources, [provider.account], {
        'properties.allowBlobPublicAccess': false,
        'properties.allowCrossTenantReplication': false,
      }) && all(resources, [provider.containers], { 'properties.publicAccess': 'None' }),
  },
  'storage-tls': {
    says: 'Storage speaks TLS 1.2 or newer, and nothing else.',
    holds: ({ resources }) =>
      all(resources, [provider.account], {
        'properties.minimumTlsVersion': 'TLS1_2',
        'properties.supportsHttpsTrafficOnly': true,
      }),
  },
  'storage-kept': {
    says: 'What is deleted or overwritten by mistake can be had back, and the account is locked against deletion.',
    holds: ({ resources }) =>
      all(resources, ['Microsoft.Storage/storageAccounts/blobServices'], {
        'properties.isVersioningEnabled': true,
        'properties.deleteRetentionPolicy.enabled': true,
        'properties.containerDeleteRetentionPolicy.enabled': true,
      }) && all(resources, ['Microsoft.Authorization/locks'], { 'properties.level': 'CanNotDelete' }),
  },
  'evidence-immutable': {
    says: 'Evidence and seals are written once and kept unchanged for at least 30 days.',
    holds: ({ resources }) => {
      const policies = ofType(resources, `${provider.containers}/immutabilityPolicies`);
      return (
        ['evidence', 'seals'].every((name) => policies.some(({ id }) => id.includes(`/containers/${name}/`))) &&
        policies.every(
          ({ properties }) =>
            number(properties?.immutabilityPeriodSinceCreationInDays) >= 30 &&
            properties?.allowProtectedAppendWrites === false,
        )
      );
    },
  },
  'node-24': {
    says: 'The server runs on Node 24 on Linux.',
    holds: ({ resources }) =>
      all(resources, [provider.site, provider.slot], { 'properties.siteConfig.linuxFxVersion': 'NODE|24-lts' }) &&
      all(resources, ['Microsoft.Web/serverfarms'], { 'properties.reserved': true }),
  },
  'two-instances': {
    says: 'At least two instances run at any time, and autoscale may add more.',
    holds: ({ resources }) => {
      const profiles = ofType(resources, 'Microsoft.Insights/autoscalesettings').flatMap((setting) =>
        at(setting, 'properties.enabled') === true ? list(at(setting, 'properties.profiles')) : [],
      );
      const directions = (profile: unknown) =>
        list(at(profile, 'rules')).map((rule) => at(rule, 'scaleAction.direction'));
      return (
        ofType(resources, 'Microsoft.Web/serverfarms').every((plan) => number(at(plan, 'sku.capacity')) >= 2) &&
        profiles.length > 0 &&
        profiles.every(
          (profile) =>
            number(at(profile, 'capacity.minimum')) >= 2 &&
            number(at(profile, 'capacity.maximum')) > number(at(profile, 'capacity.minimum')) &&
            ['Increase', 'Decrease'].every((direction) => directions(profile).includes(direction)),
        )
      );
    },
  },
  'health-checked': {
    says: 'An instance that is not ready gets no requests.',
    holds: ({ resources }) =>
      all(resources, [provider.site, provider.slot], {
        'properties.siteConfig.healthCheckPath': '/readyz',
        'properties.siteConfig.alwaysOn': true,
      }),
  },
  'warm-slot': {
    says: 'A new version is swapped in from a slot with the same settings, once it answers that it is ready.',
    holds: ({ resources }) => {
      const [inProduction, inStaging, ...others] = settingsOf(resources).map((settings) => JSON.stringify(settings));
      return (
        ofType(resources, provider.slot).length > 0 &&
        others.length === 0 &&
        inProduction === inStaging &&
        settingsOf(resources).every(
          (settings) =>
            settings.WEBSITE_SWAP_WARMUP_PING_PATH === '/readyz' &&
            settings.WEBSITE_SWAP_WARMUP_PING_STATUSES === '200',
        )
      );
    },
  },
  'time-to-stop': {
    says: 'A server that is told to stop is waited for at least 30 seconds.',
    holds: ({ resources }) =>
      settingsOf(resources).length > 0 &&
      settingsOf(resources).every((settings) => number(settings.WEBSITES_CONTAINER_STOP_TIME_LIMIT) >= 30),
  },
  'site-https': {
    says: 'The server is reached by https with TLS 1.2 or newer only.',
    holds: ({ resources }) =>
      all(resources, [provider.site, provider.slot], {
        'properties.httpsOnly': true,
        'properties.siteConfig.minTlsVersion': '1.2',
        'properties.siteConfig.scmMinTlsVersion': '1.2',
      }),
  },
  'publishing-by-identity': {
    says: 'Nothing is published with a user name and password, and nobody debugs from afar.',
    holds: ({ resources }) => {
      const types = [provider.site, provider.slot].map((type) => `${type}/basicPublishingCredentialsPolicies`);
      return (
        ofType(resources, ...types).length === 4 &&
        all(resources, types, { 'properties.allow': false }) &&
        all(resources, [provider.site, provider.slot], {
          'properties.siteConfig.ftpsState': 'Disabled',
          'properties.siteConfig.remoteDebuggingEnabled': false,
        })
      );
    },
  },
  'one-identity': {
    says: 'Server and bot act as one user-assigned identity.',
    holds: ({ resources }) => {
      const [identity] = ofType(resources, 'Microsoft.ManagedIdentity/userAssignedIdentities').map(({ id }) => id);
      const sites = ofType(resources, provider.site, provider.slot);
      return (
        identity !== undefined &&
        all(resources, [provider.site, provider.slot], { 'identity.type': 'UserAssigned' }) &&
        sites.every((site) => Object.keys(at(site, 'identity.userAssignedIdentities') ?? {}).join() === identity) &&
        all(resources, ['Microsoft.BotService/botServices'], {
          'properties.msaAppType': 'UserAssignedMSI',
          'properties.msaAppMSIResourceId': identity,
        })
      );
    },
  },
  'least-scope': {
    says: 'The identity may use the table, the queue, the two containers and telemetry, and nothing wider.',
    holds: ({ resources }) =>
      JSON.stringify(ofType(resources, provider.roles).map(grantOf).sort()) === JSON.stringify(grants.toSorted()),
  },
  'teams-only': {
    says: 'Teams is the only channel of the bot, and no key opens another.',
    holds: ({ resources }) =>
      ofType(resources, 'Microsoft.BotService/botServices/channels').length === 1 &&
      all(resources, ['Microsoft.BotService/botServices/channels'], {
        'properties.channelName': 'MsTeamsChannel',
      }) &&
      all(resources, ['Microsoft.BotService/botServices'], { 'properties.disableLocalAuth': true }) &&
      ofType(resources, 'Microsoft.BotService/botServices').every((bot) =>
        /^\[?(format\(')?https:\/\/.*\/api\/messages/.test(String(bot.properties?.endpoint)),
      ),
  },
  'telemetry-by-identity': {
    says: 'Telemetry goes to one workspace and is accepted from identities only.',
    holds: ({ resources }) => {
      const [workspace] = ofType(resources, 'Microsoft.OperationalInsights/workspaces').map(({ id }) => id);
      return (
        all(resources, ['Microsoft.Insights/components'], {
          'properties.DisableLocalAuth': true,
          'properties.WorkspaceResourceId': workspace,
        }) &&
        all(resources, ['Microsoft.OperationalInsights/workspaces'], { 'properties.features.disableLocalAuth': true })
      );
    },
  },
  diagnosed: {
    says: 'Server, register, evidence, queue and bot send their logs or metrics to the workspace.',
    holds: ({ resources }) => {
      const [workspace] = ofType(resources, 'Microsoft.OperationalInsights/workspaces').map(({ id }) => id);
      const settings = ofType(resources, provider.diagnostics).filter(
        ({ properties }) =>
          properties?.workspaceId === workspace &&
          [...list(properties?.logs), ...list(properties?.metrics)].some((part) => at(part, 'enabled')),
      );
      const isWatched = ({ id }: Resource) =>
        settings.some((setting) => setting.id.startsWith(`${id}/providers/${provider.diagnostics}/`));
      return watched.every((type) => {
        const found = ofType(resources, type);
        return found.length > 0 && found.every(isWatched);
      });
    },
  },
  alerted: {
    says: 'Stale discovery, old or given-up notices, a broken journal, 5xx and ill health reach the operators.',
    holds: ({ resources }) => {
      const [operators] = ofType(resources, 'Microsoft.Insights/actionGroups').map(({ id }) => id);
      const alerts = ofType(resources, 'Microsoft.Insights/scheduledQueryRules', 'Microsoft.Insights/metricAlerts');
      return (
        operators !== undefined &&
        alertNames.every((name) => alerts.some((alert) => alert.name.startsWith(`alert-${name}-`))) &&
        alerts.every(
          (alert) =>
            at(alert, 'properties.enabled') === true &&
            JSON.stringify(at(alert, 'properties.actions') ?? null).includes(operators) &&
            list(at(alert, 'properties.scopes')).length === 1,
        )
      );
    },
  },
  tagged: {
    says: 'Every resource that can carry tags says what it belongs to.',
    holds: ({ resources }) =>
      resources
        .filter((resource) => 'location' in resource && !resource.type.endsWith('/channels'))
        .every((resource) => at(resource, 'tags.application') === 'Sightline'),
  },
  'settings-known': {
    says: 'The settings are those that the server and App Service read, no more and no fewer.',
    holds: ({ resources }) =>
      settingsOf(resources).length === 2 &&
      settingsOf(resources).every(
        (settings) => JSON.stringify(Object.keys(settings).sort()) === JSON.stringify(settingNames.toSorted()),
      ),
  },
  'no-secret': {
    says: 'No parameter, setting or expression takes or makes a secret.',
    holds: ({ resources, template }) =>
      template.parameters.every(({ type }) => !type.toLowerCase().startsWith('secure')) &&
      [...template.parameters.map(({ name }) => name), ...settingsOf(resources).flatMap(Object.keys)].every(
        (name) => !/password|secret|credential|account_?key/i.test(name),
      ) &&
      !/\blist[a-z]*(keys|secrets|credentials|sas)\w*\(/i.test(template.text + JSON.stringify(resources)),
  },
} satisfies Record<string, Rule>;

export type RuleCode = keyof typeof rules;

/** The codes of the rules that the infrastructure breaks. */
export const brokenRules = (infrastructure: Infrastructure): RuleCode[] =>
  (Object.keys(rules) as RuleCode[]).filter((code) => !rules[code].holds(infrastructure));
