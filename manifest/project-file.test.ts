import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readToolkitSchema } from './toolkit-schema.ts';

const project = join(import.meta.dirname, '..');
const read = (file: string) => readFile(join(project, file), 'utf8');
const placeholders = (text: string) => [...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');

const schema = await readToolkitSchema('v1.11');

describe("the project files and the toolkit's own schema", () => {
  // Offline there is nothing to check against; in CI that is a failure and not a reason to skip.
  const check = test.skipIf(!schema && !process.env.CI);

  let validate: (content: unknown) => boolean = () => false;
  beforeAll(() => {
    if (schema) validate = new Ajv({ strict: false }).compile(schema);
  });

  check.each(['teamsapp.yml', 'teamsapp.local.yml', 'teamsapp.playground.yml'])(
    'given %s, then it is valid',
    async (file) => {
      expect(validate(parse(await read(file)))).toBe(true);
    },
  );

  check.each([
    ['an action that does not exist', 'arm/deploy', 'arm/deploi'],
    ['an action without what it needs', 'deploymentName: sightline', ''],
    ['a parameter that does not exist', 'dryRun: true', 'dryRan: true'],
    ['another version of the schema', 'version: v1.11', 'version: v1.1'],
  ])('given %s, then it is refused', async (_, from, to) => {
    const text = await read('teamsapp.yml');
    expect(text).toContain(from);
    expect(validate(parse(text.replace(from, to)))).toBe(false);
  });
});

describe('the environment', () => {
  test('given what the project files ask for, then env/.env.dev names all of it', async () => {
    const asked = await Promise.all(
      ['teamsapp.yml', 'manifest/manifest.json', 'aad.manifest.json', 'infra/azure.parameters.json'].map(read),
    );
    const named = Object.keys(parseEnv(await read('env/.env.dev')));
    expect(named).toEqual(expect.arrayContaining(asked.flatMap(placeholders)));
  });

  test('given what the template gives, then env/.env.dev has a place for it', async () => {
    const { outputs, parameters } = JSON.parse(await read('infra/azure.json'));
    const named = Object.keys(parseEnv(await read('env/.env.dev')));
    expect(named).toEqual(expect.arrayContaining(Object.keys(outputs)));
    const given = JSON.parse(await read('infra/azure.parameters.json')).parameters;
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining(Object.keys(given)));
  });

  test.each(['env/.env.dev', 'env/.env.playground'])('given %s, then it holds no secret', async (file) => {
    const names = Object.keys(parseEnv(await read(file)));
    expect(names.filter((name) => /secret|password|key$/i.test(name))).toEqual([]);
  });

  test('given provisioning for production, then no app gets a secret', async () => {
    const { provision } = parse(await read('teamsapp.yml')) as { provision: { uses: string; with: object }[] };
    const apps = provision.filter(({ uses }) => uses === 'aadApp/create');
    expect(apps.map((app) => app.with)).toEqual([expect.objectContaining({ generateClientSecret: false })]);
  });
});

describe('the Entra app', () => {
  const app = async () => JSON.parse(await read('aad.manifest.json'));

  test('given its roles, then ITAM staff and auditors can be told apart', async () => {
    const roles: { value: string; id: string; allowedMemberTypes: string[] }[] = (await app()).appRoles;
    expect(roles.map(({ value }) => value)).toEqual(['Itam.Manage', 'Itam.Read']);
    expect(new Set(roles.map(({ id }) => id)).size).toBe(2);
    expect(roles.flatMap(({ allowedMemberTypes }) => allowedMemberTypes)).toEqual(['User', 'User']);
  });

  test('given its permissions, then they are the three that the server needs, each explained', async () => {
    const { requiredResourceAccess, notes } = await app();
    expect(requiredResourceAccess).toEqual([
      {
        resourceAppId: 'Microsoft Graph',
        resourceAccess: ['Organization.Read.All', 'User.Read.All', 'TeamsAppInstallation.ReadWriteSelfForUser.All'].map(
          (id) => ({ id, type: 'Role' }),
        ),
      },
    ]);
    for (const { id } of requiredResourceAccess[0].resourceAccess) expect(notes).toContain(`${id}:`);
  });

  test('given its API, then Teams and Microsoft 365 may call it for one tenant, with v2 tokens', async () => {
    const { api, signInAudience, identifierUris } = await app();
    expect(signInAudience).toBe('AzureADMyOrg');
    expect(api.requestedAccessTokenVersion).toBe(2);
    expect(api.oauth2PermissionScopes.map(({ value }: { value: string }) => value)).toEqual(['access_as_user']);
    // Teams (2), Microsoft 365 (3) and Outlook (2): learn.microsoft.com, "Configure your tab app in Microsoft Entra ID".
    expect(api.preAuthorizedApplications.map(({ appId }: { appId: string }) => appId)).toEqual([
      '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
      '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
      '4765445b-32c6-49b0-83e6-1d93765276ca',
      '0ec893e0-5785-4de6-99da-4ed124e5296c',
      'd3590ed6-52b3-4102-aeff-aad2292ab01c',
      'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
      '27922004-5251-4030-b22d-91ecd9a37ea4',
    ]);
    const { webApplicationInfo } = JSON.parse(await read('manifest/manifest.json'));
    expect(identifierUris).toEqual([webApplicationInfo.resource]);
  });
});
