import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { type AppPackage, fill, manifestFile, readAppPackage, zipAppPackage } from './app-package.ts';
import { checkPackage } from './check-package.ts';

const folder = import.meta.dirname;
const practice = async () => parseEnv(await readFile(join(folder, '../env/.env.playground'), 'utf8'));
const sound = async () => readAppPackage(folder, await practice());

const codes = async (files: AppPackage) => [...new Set((await checkPackage(files)).map(({ code }) => code))];
const placeholder = (name: string) => `$\{{${name}}}`;
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (files: AppPackage, name: string) => new TextDecoder().decode(files[name]);

/** The sound package with one text in one of its files replaced. */
const replaced = async (file: string, from: string | RegExp, to: string): Promise<AppPackage> => {
  const files = await sound();
  const text = decode(files, file);
  expect(text).toMatch(from);
  return { ...files, [file]: encode(text.replace(from, to)) };
};

const icon = (size: number, pixel: [number, number, number, number]): Uint8Array => {
  const png = new PNG({ width: size, height: size });
  for (let i = 0; i < size * size; i += 1) png.data.set(pixel, 4 * i);
  return PNG.sync.write(png);
};

describe('the app package', () => {
  test('given the manifest filled for the practice tenant, when checked, then nothing is found', async () => {
    expect(await checkPackage(await sound())).toEqual([]);
  });

  test('given the manifest, then it has what the product needs and the version of the product', async () => {
    const manifest = JSON.parse(decode(await sound(), manifestFile));
    const { version } = JSON.parse(await readFile(join(folder, '../package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      version,
      bots: [{ scopes: ['personal', 'team'], supportsFiles: true }],
      staticTabs: [{}, { entityId: 'register', contentUrl: 'https://sightline.contoso.example/tab/' }, {}],
    });
    const titles = manifest.bots[0].commandLists.map(
      ({ scopes, commands }: { scopes: string[]; commands: { title: string }[] }) => [
        ...scopes,
        commands.map(({ title }) => title),
      ],
    );
    expect(titles).toEqual([
      ['personal', ['declare', 'my purchases', 'help']],
      ['team', ['notify here', 'help']],
    ]);
  });

  test.each([
    ['no value for a name', 'not-filled', 'sightline.contoso.example', placeholder('PUBLIC_HOST')],
    ['an id that is not one', 'schema', '"5a1e0000-0000-4000-8000-000000000001"', '"sightline"'],
    ['a name that is too long', 'schema', '"short": "Sightline"', `"short": "${'Sightline '.repeat(4)}"`],
    ['a property that does not exist', 'schema', '"supportsFiles"', '"supportFiles"'],
    ['a scope that does not exist', 'schema', '["personal", "team"]', '["personal", "groupchat"]'],
    ['no accent colour', 'schema', /"accentColor": "#\w+",/, ''],
    ['an older schema', 'schema-version', '/v1.30/MicrosoftTeams', '/v1.29/MicrosoftTeams'],
    ['a schema from elsewhere', 'schema-version', 'https://developer.microsoft.com/json', 'https://example.org/json'],
    ['no tab sign-in', 'part-missing', /,\s*"webApplicationInfo": \{[^}]*\}/, ''],
    ['no command lists', 'part-missing', /,\s*"commandLists": \[[\s\S]*?\]\s*\}\s*\]/, ''],
    ['a domain with a wildcard', 'valid-domains', /"validDomains": \["/, '"validDomains": ["*.'],
    ['a domain with a scheme', 'valid-domains', /"validDomains": \["/, '"validDomains": ["https://'],
    ['a tab from elsewhere', 'tab-host', '"websiteUrl": "https://sightline.', '"websiteUrl": "https://elsewhere.'],
    ['a tab without https', 'tab-host', '"contentUrl": "https://', '"contentUrl": "http://'],
    ['a resource of another host', 'resource', '"api://sightline.', '"api://elsewhere.'],
    ['the tab signing in to the bot', 'identities', '8000-000000000002', '8000-000000000003'],
    ['a permission too few', 'permissions', '["identity", "messageTeamMembers"]', '["identity"]'],
    [
      'a permission that nothing uses',
      'permissions',
      '"permissions":',
      '"authorization": {"permissions": {"resourceSpecific": [{"name": "TeamsActivity.Send.User", "type": "Application"}]}}, "permissions":',
    ],
    ['a link without https', 'links', '"privacyUrl": "https:', '"privacyUrl": "http:'],
    ['an icon that is not there', 'file-missing', '"color.png"', '"colour.png"'],
    ['a language that is not there', 'file-missing', '"de.json"', '"it.json"'],
  ])('given %s, when checked, then it is %s', async (_, code, from, to) => {
    expect(await codes(await replaced(manifestFile, from, to))).toContain(code);
  });

  test.each([
    ['de.json', 'lacks a text', '"name.full": "Sightline für Softwarelizenzen",', ''],
    ['fr.json', 'has an empty text', '"Registre"', '""'],
    ['es.json', 'says something that the manifest does not', '"staticTabs[1].name"', '"staticTabs[2].name"'],
    ['de.json', 'says more than fits', '"name.short": "Sightline"', `"name.short": "${'Sichtlinie'.repeat(4)}"`],
  ])('given %s that %s, when checked, then that language is refused', async (file, _, from, to) => {
    expect(await codes(await replaced(file, from, to))).toEqual(['language']);
  });

  test.each([
    ['a colour icon of the wrong size', 'icon-color', 'color.png', icon(96, [91, 95, 199, 255])],
    ['a colour icon with a hole', 'icon-color', 'color.png', icon(192, [91, 95, 199, 0])],
    ['an outline icon of the wrong size', 'icon-outline', 'outline.png', icon(64, [255, 255, 255, 128])],
    ['an outline icon in colour', 'icon-outline', 'outline.png', icon(32, [91, 95, 199, 128])],
    ['an outline icon without a clear ground', 'icon-outline', 'outline.png', icon(32, [255, 255, 255, 255])],
  ])('given %s, when checked, then it is %s', async (_, code, name, png) => {
    expect(await codes({ ...(await sound()), [name]: png })).toEqual([code]);
  });

  test('given values that would break JSON, when filled, then they stay text', () => {
    expect(JSON.parse(fill(`{"name": "${placeholder('NAME')}"}`, { NAME: 'A "quoted"\nname' }))).toEqual({
      name: 'A "quoted"\nname',
    });
  });

  test('given an empty value, when filled, then the name stays', () => {
    expect(fill(placeholder('NAME'), { NAME: '' })).toBe(placeholder('NAME'));
  });

  test('given the same files twice, when packed, then the bytes are the same and hold every file at the root', async () => {
    const [first, second] = [zipAppPackage(await sound()), zipAppPackage(await sound())];
    expect(first).toEqual(second);
    expect(Object.keys(unzipSync(first)).sort()).toEqual([
      'color.png',
      'de.json',
      'es.json',
      'fr.json',
      'manifest.json',
      'outline.png',
    ]);
  });
});
