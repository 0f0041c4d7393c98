import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import ajvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { PNG } from 'pngjs';
import { z } from 'zod';
import { type AppPackage, manifestFile } from './app-package.ts';

/** The newest schema that Teams supports generally; its text comes in Microsoft's package, so nothing is fetched. */
const manifestSchema = 'https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json';
const schemaFile = '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json';

const manifestShape = z.object({
  developer: z.object({ websiteUrl: z.string(), privacyUrl: z.string(), termsOfUseUrl: z.string() }),
  name: z.record(z.string(), z.string()),
  description: z.record(z.string(), z.string()),
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ file: z.string() })) }),
  bots: z.array(
    z.object({
      botId: z.string(),
      commandLists: z.array(z.object({ commands: z.array(z.object({ description: z.string() })) })),
    }),
  ),
  staticTabs: z.array(
    z.object({ name: z.string().optional(), contentUrl: z.string().optional(), websiteUrl: z.string().optional() }),
  ),
  permissions: z.array(z.string()),
  authorization: z.unknown().optional(),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
});
type Manifest = z.infer<typeof manifestShape>;

export type PackageFinding = { code: string; says: string };

const found = (broken: boolean, code: string, says: string): PackageFinding[] => (broken ? [{ code, says }] : []);

const textOf = (files: AppPackage, name: string): string => new TextDecoder().decode(files[name]);

/** By Microsoft's schema, with the options of Microsoft's validator, which would compile it anew for each manifest. */
const compileSchema = async (): Promise<ValidateFunction> => {
  const text = await readFile(fileURLToPath(import.meta.resolve(schemaFile)), 'utf8');
  // Escapes that JavaScript's expressions don't have: github.com/OfficeDev/microsoft-teams-app-schema/issues/190
  const schema = JSON.parse(text.replaceAll('\\a', '\\u0007').replaceAll('\\v', '\\u000b'));
  const ajv = new ajvDraft04.default({ allErrors: true, strictTypes: false });
  ajvFormats.default(ajv, ['uri', 'email', 'regex']);
  return ajv.compile(schema);
};
let compiled: Promise<ValidateFunction> | null = null;

/** Validates a manifest against the schema that it has to name. */
const checkSchema = async (manifest: string): Promise<PackageFinding[]> => {
  const content = JSON.parse(manifest);
  if (content.$schema !== manifestSchema)
    return [{ code: 'schema-version', says: `$schema has to be ${manifestSchema}` }];
  compiled ??= compileSchema();
  const validate = await compiled;
  if (validate(content)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    code: 'schema',
    says: `${instancePath} ${message}: ${JSON.stringify(params)}`,
  }));
};

/** What people read in the manifest, by its key in a language file. Command titles stay: the bot knows those words. */
const translatable = ({ name, description, bots, staticTabs }: Manifest): string[] => [
  ...Object.keys(name).map((key) => `name.${key}`),
  ...Object.keys(description).map((key) => `description.${key}`),
  ...bots.flatMap(({ commandLists }, bot) =>
    commandLists.flatMap(({ commands }, list) =>
      commands.map((_, command) => `bots[${bot}].commandLists[${list}].commands[${command}].description`),
    ),
  ),
  ...staticTabs.flatMap((tab, index) => (tab.name ? [`staticTabs[${index}].name`] : [])),
];

/** The manifest as people of another language see it: `a[0].b` names what a string replaces. */
const translate = (manifest: string, strings: Record<string, string>): string => {
  const translated = JSON.parse(manifest);
  for (const [key, text] of Object.entries(strings)) {
    const path = key.split(/[.[\]]+/).filter(Boolean);
    const last = path.pop() ?? '';
    path.reduce((part, step) => part[step], translated)[last] = text;
  }
  return JSON.stringify(translated);
};

/** A language has to say all that the manifest says, no more, and within the same lengths. */
const checkLanguage = async (files: AppPackage, manifest: Manifest, name: string): Promise<PackageFinding[]> => {
  const { $schema, ...strings } = z.record(z.string(), z.string()).parse(JSON.parse(textOf(files, name)));
  const wanted = translatable(manifest);
  const missing = wanted.filter((key) => !strings[key]);
  const stale = Object.keys(strings).filter((key) => !wanted.includes(key));
  if (missing.length + stale.length > 0) {
    return [{ code: 'language', says: `${name} lacks [${missing}] and has [${stale}] too many` }];
  }
  const findings = await checkSchema(translate(textOf(files, manifestFile), strings));
  return findings.map(({ says }) => ({ code: 'language', says: `${name}: ${says}` }));
};

/** Sizes and colours that Teams asks for: a full square of 192, and white on nothing at 32. */
const checkIcons = (files: AppPackage, { icons }: Manifest): PackageFinding[] => {
  const [color, outline] = [icons.color, icons.outline].map((name) => PNG.sync.read(Buffer.from(files[name] ?? [])));
  if (!color || !outline) return [];
  const pixels = ({ data }: PNG) =>
    Array.from({ length: data.length / 4 }, (_, i) => [...data.subarray(4 * i, 4 * i + 4)]);
  const isClear = ([, , , alpha]: number[]) => alpha === 0;
  const isWhite = ([red, green, blue]: number[]) => red === 255 && green === 255 && blue === 255;
  return [
    ...found(color.width !== 192 || color.height !== 192, 'icon-color', 'the colour icon has to be 192 x 192'),
    ...found(pixels(color).some(isClear), 'icon-color', 'the colour icon has to fill its square'),
    ...found(outline.width !== 32 || outline.height !== 32, 'icon-outline', 'the outline icon has to be 32 x 32'),
    ...found(
      !pixels(outline).some(isClear) || !pixels(outline).every((pixel) => isClear(pixel) || isWhite(pixel)),
      'icon-outline',
      'the outline icon has to be white on a transparent ground',
    ),
  ];
};

/** What the schema can't say: the parts of the manifest have to fit each other. */
const checkParts = (manifest: Manifest): PackageFinding[] => {
  const { developer, bots, staticTabs, validDomains, webApplicationInfo } = manifest;
  const [host = ''] = validDomains;
  const tabUrls = staticTabs.flatMap(({ contentUrl, websiteUrl }) => [contentUrl, websiteUrl]).filter((url) => !!url);
  return [
    ...found(
      validDomains.length !== 1 || !/^[a-z0-9.-]+$/.test(host),
      'valid-domains',
      'exactly the one host that serves the tab, in lower case, without wildcard or scheme',
    ),
    ...found(
      tabUrls.some((url) => !url?.startsWith(`https://${host}/`)),
      'tab-host',
      `every tab has to be served from https://${host}/`,
    ),
    ...found(
      webApplicationInfo.resource !== `api://${host}/${webApplicationInfo.id}`,
      'resource',
      `the resource has to be api://${host}/${webApplicationInfo.id}, as in Entra`,
    ),
    ...found(
      bots.some(({ botId }) => botId === webApplicationInfo.id),
      'identities',
      'the bot is a managed identity, the tab signs in to an app registration: the ids differ',
    ),
    ...found(
      manifest.permissions.join() !== 'identity,messageTeamMembers' || manifest.authorization !== undefined,
      'permissions',
      'the manifest asks for identity and messages to members, and for nothing else',
    ),
    ...found(
      Object.values(developer).some((url) => url.startsWith('http:')),
      'links',
      'the links of the organisation have to be https',
    ),
  ];
};

/** Everything wrong with a package, checked without a network. Each stage needs the one before it to be clean. */
export const checkPackage = async (files: AppPackage): Promise<PackageFinding[]> => {
  const placeholders = new Set(textOf(files, manifestFile).match(/\$\{\{.*?\}\}/g));
  if (placeholders.size > 0) {
    return [...placeholders].map((name) => ({ code: 'not-filled', says: `${name} has no value` }));
  }
  const inManifest = await checkSchema(textOf(files, manifestFile));
  if (inManifest.length > 0) return inManifest;
  const { data: manifest, error } = manifestShape.safeParse(JSON.parse(textOf(files, manifestFile)));
  if (error) {
    return error.issues.map(({ path, message }) => ({ code: 'part-missing', says: `${path.join('.')}: ${message}` }));
  }
  const languages = manifest.localizationInfo.additionalLanguages.map(({ file }) => file);
  const absent = [...Object.values(manifest.icons), ...languages].filter((name) => !files[name]);
  if (absent.length > 0)
    return absent.map((name) => ({ code: 'file-missing', says: `${name} is named and not there` }));
  const inLanguages = await Promise.all(languages.map((name) => checkLanguage(files, manifest, name)));
  return [...inLanguages.flat(), ...checkIcons(files, manifest), ...checkParts(manifest)];
};
