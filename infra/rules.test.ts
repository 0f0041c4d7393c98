import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, parseSnapshot, parseTemplate } from './infrastructure.ts';
import { brokenRules, type Infrastructure, type RuleCode, rules } from './rules.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');

const sound = (): Infrastructure => ({
  resources: parseSnapshot(read('example.snapshot.json')),
  template: parseTemplate(read('azure.json')),
});

type Weakening = (infrastructure: Infrastructure) => void;

/** Sets a value on every resource of a type whose id contains `named`; refuses to weaken nothing. */
const set =
  (type: string, path: string, value: unknown, named = ''): Weakening =>
  ({ resources }) => {
    const chosen = resources.filter((resource) => resource.type.endsWith(type) && resource.id.includes(named));
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    for (const resource of chosen) {
      const parent = keys.length === 0 ? resource : at(resource, keys.join('.'));
      if (typeof parent !== 'object' || parent === null) throw new Error(`${resource.id} has no ${keys.join('.')}`);
      Reflect.set(parent, last, value);
    }
    expect(chosen).not.toEqual([]);
  };

const remove =
  (type: string, named = ''): Weakening =>
  (infrastructure) => {
    const kept = infrastructure.resources.filter(({ type: its, id }) => !(its.endsWith(type) && id.includes(named)));
    expect(kept.length).toBeLessThan(infrastructure.resources.length);
    infrastructure.resources = kept;
  };

const add =
  (type: string, id: string, properties: Record<string, unknown>): Weakening =>
  ({ resources }) => {
    resources.push({ id, type, name: id.split('/').at(-1) ?? '', properties });
  };

const group = '/subscriptions/33333333-3333-4333-8333-333333333333/resourceGroups/sightline';
const roles = 'Microsoft.Authorization/roleAssignments';
const scale = 'properties.profiles.0';

const weakenings: Record<RuleCode, Weakening[]> = {
  'storage-without-keys': [
    set('/storageAccounts', 'properties.allowSharedKeyAccess', true),
    set('/storageAccounts', 'properties.allowSharedKeyAccess', undefined),
  ],
  'storage-private-blobs': [
    set('/storageAccounts', 'properties.allowBlobPublicAccess', true),
    set('/storageAccounts', 'properties.allowCrossTenantReplication', true),
    set('/containers', 'properties.publicAccess', 'Blob', 'evidence'),
  ],
  'storage-tls': [
    set('/storageAccounts', 'properties.minimumTlsVersion', 'TLS1_0'),
    set('/storageAccounts', 'properties.supportsHttpsTrafficOnly', false),
  ],
  'storage-kept': [
    set('/blobServices', 'properties.isVersioningEnabled', false),
    set('/blobServices', 'properties.deleteRetentionPolicy.enabled', false),
    set('/blobServices', 'properties.containerDeleteRetentionPolicy.enabled', false),
    set('/locks', 'properties.level', 'None'),
    remove('/locks'),
  ],
  'evidence-immutable': [
    remove('/immutabilityPolicies', 'seals'),
    remove('/immutabilityPolicies', 'evidence'),
    set('/immutabilityPolicies', 'properties.immutabilityPeriodSinceCreationInDays', 1),
    set('/immutabilityPolicies', 'properties.allowProtectedAppendWrites', true),
  ],
  'node-24': [
    set('/sites', 'properties.siteConfig.linuxFxVersion', 'NODE|20-lts'),
    set('/slots', 'properties.siteConfig.linuxFxVersion', 'NODE|20-lts'),
    set('/serverfarms', 'properties.reserved', false),
  ],
  'two-instances': [
    set('/serverfarms', 'sku.capacity', 1),
    set('/autoscalesettings', 'properties.enabled', false),
    set('/autoscalesettings', `${scale}.capacity.minimum`, '1'),
    set('/autoscalesettings', `${scale}.capacity.maximum`, '2'),
    set('/autoscalesettings', `${scale}.rules`, []),
    remove('/autoscalesettings'),
  ],
  'health-checked': [
    set('/sites', 'properties.siteConfig.healthCheckPath', undefined),
    set('/sites', 'properties.siteConfig.alwaysOn', false),
  ],
  'warm-slot': [
    set('/sites/slots/config', 'properties.DISCOVERY_INTERVAL', '60'),
    set('/config', 'properties.WEBSITE_SWAP_WARMUP_PING_PATH', '/'),
    set('/config', 'properties.WEBSITE_SWAP_WARMUP_PING_STATUSES', '200,503'),
  ],
  'time-to-stop': [
    set('/config', 'properties.WEBSITES_CONTAINER_STOP_TIME_LIMIT', '5'),
    set('/config', 'properties.WEBSITES_CONTAINER_STOP_TIME_LIMIT', undefined),
  ],
  'site-https': [
    set('/sites', 'properties.httpsOnly', false),
    set('/slots', 'properties.httpsOnly', false),
    set('/sites', 'properties.siteConfig.minTlsVersion', '1.0'),
    set('/sites', 'properties.siteConfig.scmMinTlsVersion', '1.0'),
  ],
  'publishing-by-identity': [
    set('/basicPublishingCredentialsPolicies', 'properties.allow', true, 'staging'),
    remove('/basicPublishingCredentialsPolicies', 'scm'),
    set('/sites', 'properties.siteConfig.ftpsState', 'AllAllowed'),
    set('/sites', 'properties.siteConfig.remoteDebuggingEnabled', true),
  ],
  'one-identity': [
    set('/sites', 'identity.type', 'SystemAssigned'),
    set('/slots', 'identity.userAssignedIdentities', { another: {} }),
    set('/botServices', 'properties.msaAppType', 'MultiTenant'),
    set('/botServices', 'properties.msaAppMSIResourceId', 'another'),
  ],
  'least-scope': [
    add(roles, `${group}/providers/${roles}/wide`, { roleDefinitionId: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' }),
    set('/roleAssignments', 'properties.roleDefinitionId', 'b24988ac-6180-42a0-ab88-20f7382dd24c', 'tables'), // Contributor
    set(
      '/roleAssignments',
      'id',
      `${group}/providers/Microsoft.Storage/storageAccounts/st/providers/${roles}/a`,
      'tables',
    ),
  ],
  'teams-only': [
    add('Microsoft.BotService/botServices/channels', 'bot/DirectLineChannel', { channelName: 'DirectLineChannel' }),
    set('/botServices/channels', 'properties.channelName', 'WebChatChannel'),
    set('/botServices', 'properties.disableLocalAuth', false),
    set('/botServices', 'properties.endpoint', 'http://example.org/api/messages'),
  ],
  'telemetry-by-identity': [
    set('/components', 'properties.DisableLocalAuth', false),
    set('/components', 'properties.WorkspaceResourceId', 'another'),
    set('/workspaces', 'properties.features.disableLocalAuth', false),
  ],
  diagnosed: [
    remove('/diagnosticSettings', 'tableServices'),
    remove('/diagnosticSettings', 'blobServices'),
    remove('/diagnosticSettings', 'queueServices'),
    remove('/diagnosticSettings', 'botServices'),
    remove('/diagnosticSettings', 'sites'),
    set('/diagnosticSettings', 'properties.workspaceId', 'another', 'blobServices'),
    set('/diagnosticSettings', 'properties.logs', [{ category: 'BotRequest', enabled: false }], 'botServices'),
  ],
  alerted: [
    ...[
      'discovery-stale',
      'discovery-held-back',
      'queue-age',
      'poison-notices',
      'store-unavailable',
      'verify-failed',
    ].map((name) => remove('/scheduledQueryRules', name)),
    ...['server-errors', 'unhealthy'].map((name) => remove('/metricAlerts', name)),
    set('/scheduledQueryRules', 'properties.enabled', false, 'queue-age'),
    set('/scheduledQueryRules', 'properties.actions.actionGroups', [], 'queue-age'),
    set('/metricAlerts', 'properties.actions', [], 'server-errors'),
    remove('/actionGroups'),
  ],
  tagged: [set('/storageAccounts', 'tags', undefined), set('/serverfarms', 'tags', { owner: 'itam' })],
  'settings-known': [
    set('/config', 'properties.STORAGE_ACCOUNT', undefined),
    set('/config', 'properties.PRACTICE', 'true'),
  ],
  'no-secret': [
    ({ template }) => template.parameters.push({ name: 'botKey', type: 'secureString' }),
    ({ template }) => template.parameters.push({ name: 'botPassword', type: 'string' }),
    ({ template }) => {
      template.text += "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'st'), '2026-06-01')]";
    },
    set('/config', 'properties.AAD_APP_CLIENT_SECRET', 'x'),
    set('/config', 'properties.STORAGE_ACCOUNT', "[listAccountSas('st', '2026-06-01').accountSasToken]"),
  ],
};

describe('the infrastructure', () => {
  test('given the evaluated template, when checked, then every rule holds', () => {
    expect(brokenRules(sound())).toEqual([]);
  });

  const cases = (Object.keys(rules) as RuleCode[]).flatMap((code) =>
    weakenings[code].map((weaken, index) => ({ code, number: index + 1, weaken })),
  );
  test.each(cases)('given weakening $number of $code, when checked, then that rule is broken', ({ code, weaken }) => {
    const infrastructure = sound();
    weaken(infrastructure);
    // Undefined stands for "left out", as it is in JSON.
    infrastructure.resources = JSON.parse(JSON.stringify(infrastructure.resources));
    expect(brokenRules(infrastructure)).toContain(code);
  });

  test('given no resources at all, when checked, then no rule about one of them holds by default', () => {
    expect(brokenRules({ ...sound(), resources: [] })).toEqual(
      Object.keys(rules).filter((code) => !['tagged', 'no-secret'].includes(code)),
    );
  });
});
