import { posix } from 'node:path';

/*
 * Which part of Sightline may import which: one direction, from the edges to the domain.
 *   domain ← register ← projection, directory ← features ← notices, teams, http ← sightline.ts ← main.ts
 */

/** What a part may import. `types`: only by `import type`, so that nothing of it runs there. Packages: all but those that belong to another part. */
type Part = {
  may: readonly string[];
  types?: readonly string[];
  packages?: readonly string[];
  why: string;
  mend: string;
};

const inTime = 'bot/src/in-time.ts';
const impatience = 'bot/src/impatient-credential.ts';
/** Configuration, log, telemetry, and how long is waited for what; every part but the domain may use them. */
const base = ['bot/src/config.ts', 'bot/src/log.ts', 'bot/src/telemetry', 'bot/src/waits.ts', inTime, impatience];
/** What both edges check tokens with. */
const tokens = 'bot/src/signed-token.ts';

/** Each part, by the folder or file that it is; the longest that fits a file is its part. */
export const parts: Record<string, Part> = {
  'bot/src/domain': {
    may: [],
    packages: ['chrono-node', 'minisearch'],
    why: 'The domain is pure and runs in the browser too: no I/O, no clock, no package that needs Node.',
    mend: 'Pass what is needed in as a value, or move the code to the part that does the I/O.',
  },
  'bot/src/clouds.ts': { may: [], why: 'It only holds addresses.', mend: 'Work it out in config.ts.' },
  [tokens]: {
    may: ['bot/src/domain', 'bot/src/places.ts', ...base],
    packages: ['jose', 'zod', 'node:crypto'],
    why: 'A token is right or wrong whoever is asked; what follows from its claims, each edge decides.',
    mend: 'Return the claims, and decide in the edge.',
  },
  'bot/src/config.ts': {
    may: ['bot/src/domain', 'bot/src/clouds.ts'],
    types: ['bot/src/register', 'bot/src/telemetry'],
    why: 'Everything may read configuration, so configuration can rest on nothing but the domain, which rests on nothing.',
    mend: 'Keep the type where it is used and parse into it here.',
  },
  'bot/src/telemetry': {
    may: ['bot/src/domain'],
    why: 'Every edge may trace and count, so telemetry rests on nothing but the domain.',
    mend: 'Pass ids, codes and counts in; what is traced or counted where is for the edge to say.',
  },
  'bot/src/log.ts': {
    may: ['bot/src/telemetry'],
    types: ['bot/src/config.ts'],
    why: 'Everything may log, so the log rests on nothing but the trace that goes on.',
    mend: 'Pass what is to be logged in.',
  },
  'bot/src/under-way.ts': { may: [], why: 'It only keeps count.', mend: 'Pass the work in as a function.' },
  'bot/src/places.ts': { may: [], why: 'It only keeps count.', mend: 'Pass the work in as a function.' },
  'bot/src/waits.ts': { may: [], why: 'It only holds figures.', mend: 'Pass the figures to whoever keeps time.' },
  [inTime]: { may: ['bot/src/log.ts'], why: 'It only keeps time.', mend: 'Pass the work in.' },
  [impatience]: { may: [], why: 'It only keeps time.', mend: 'Pass the credential in.' },
  'bot/src/sign-of-life.ts': { may: [], why: 'It only keeps time.', mend: 'Pass the question in as a function.' },
  'bot/src/plain-reason.ts': {
    may: ['bot/src/domain'],
    why: 'Whatever a process ends of is told with it, the store’s commands included.',
    mend: 'Make an error with a sentence of it where it comes from.',
  },
  'bot/src/repeat.ts': { may: [], why: 'It only keeps time.', mend: 'Pass the work in as a function.' },
  'bot/src/register': {
    may: ['bot/src/domain', 'bot/src/places.ts', ...base],
    why: 'The register is the system of record; it must not depend on what reads or uses it.',
    mend: 'Pass a function in where the register is opened, as is done with noticesFor.',
  },
  'bot/src/projection': {
    may: ['bot/src/domain', 'bot/src/register', ...base],
    why: 'The replica follows the journal, and knows nothing of why it is asked.',
    mend: 'Put the question into the query, or the rule into the domain.',
  },
  'bot/src/directory': {
    may: ['bot/src/domain', 'bot/src/clouds.ts', ...base],
    why: 'The directory says what Microsoft Graph says; what follows from it is decided elsewhere.',
    mend: 'Return what was read, and decide in the use case or the domain.',
  },
  'bot/src/features': {
    may: [
      'bot/src/domain',
      'bot/src/register',
      'bot/src/projection',
      'bot/src/directory',
      'bot/src/places.ts',
      ...base,
    ],
    why: 'A use case serves chat, tab and clock alike, so it knows none of them.',
    mend: 'Take what the edge knows as input, or return what the edge needs to answer.',
  },
  'bot/src/notices': {
    may: ['bot/src/domain', 'bot/src/register', 'bot/src/projection', 'bot/src/features', ...base],
    types: ['bot/src/directory'],
    why: 'Delivery knows that messages are sent, not how Teams renders or takes them.',
    mend: 'Describe what is needed in notices/ports.ts, and let teams supply it.',
  },
  'bot/src/teams': {
    may: ['bot/src/domain', 'bot/src/features', tokens, ...base],
    types: [
      'bot/src/register',
      'bot/src/notices/ports.ts',
      'bot/src/notices/conversations.ts',
      'bot/src/notices/matter-cards.ts',
    ],
    why: 'The chat edge turns activities into use cases; the rest of the server must survive its replacement.',
    mend: 'Call a use case, or take the function through TeamsApp, where it is wired in sightline.ts.',
  },
  'bot/src/export': {
    may: ['bot/src/domain', 'bot/src/places.ts'],
    why: 'Writing a file takes assets and words; which assets, and who asked, is settled before.',
    mend: 'Put what the file needs to know into ExportSpec, or the rule into the domain.',
  },
  'bot/src/http': {
    may: [
      'bot/src/domain',
      'bot/src/features',
      'bot/src/export',
      'bot/src/places.ts',
      'bot/src/under-way.ts',
      tokens,
      ...base,
    ],
    types: ['bot/src/register', 'bot/src/projection'],
    why: 'The HTTP edge turns requests into use cases and their results into answers.',
    mend: 'Call a use case, or take the function in through HttpDeps.',
  },
  'bot/src/practice': {
    may: ['bot/src/domain', 'bot/src/register', ...base],
    why: 'The practice tenant stands in for Microsoft 365, beside the product, and meets it over HTTP; only its fixtures are written through the register.',
    mend: 'Talk to the server over HTTP, or pass it settings by its environment.',
  },
  'bot/src/sightline.ts': {
    may: [
      'bot/src/domain',
      'bot/src/register',
      'bot/src/projection',
      'bot/src/directory',
      'bot/src/features',
      'bot/src/notices',
      'bot/src/teams',
      'bot/src/http',
      'bot/src/repeat.ts',
      'bot/src/sign-of-life.ts',
      'bot/src/under-way.ts',
      ...base,
    ],
    why: 'The composition root wires all parts together, but never the practice tenant: that is no part of the product.',
    mend: 'Take it in as configuration; each stand-in of the practice tenant is an address.',
  },
  'bot/src/main.ts': {
    may: ['bot/src/sightline.ts', 'bot/src/plain-reason.ts', 'tab/dist', ...base],
    why: 'The entry of the server reads the environment, starts Sightline and stops it.',
    mend: 'Wire it in sightline.ts.',
  },
  'bot/src/operate': {
    may: ['bot/src/register', 'bot/src/plain-reason.ts', ...base],
    why: 'What operators run on the store must need nothing but the store.',
    mend: 'Put what it does into the register, and only read the arguments and print here.',
  },
  'tab/src': {
    may: ['bot/src/domain'],
    types: ['bot/src/http/contract.ts'],
    why: 'The tab shares the rules and the shapes of the API with the server, and nothing that runs there.',
    mend: 'Ask the API for it, or move the rule to the domain.',
  },
};

/** Packages that belong to one part, with everything whose name begins so. */
const owners: readonly { package: string; part: string; why: string }[] = [
  {
    package: 'botbuilder',
    part: 'bot/src/teams',
    why: 'it is out of support upstream: a move must touch that folder alone',
  },
  { package: 'botframework-', part: 'bot/src/teams', why: 'it comes with botbuilder' },
  { package: 'restify', part: 'bot/src/http', why: 'the rest of the server must not depend on how it is reached' },
  { package: '@types/restify', part: 'bot/src/http', why: 'types of it count too' },
  { package: '@microsoft/microsoft-graph-client', part: 'bot/src/directory', why: 'only the directory speaks Graph' },
  { package: 'node:sqlite', part: 'bot/src/projection', why: 'only the replica is a database' },
  {
    package: '@cj-tech-master/excelts',
    part: 'bot/src/export',
    why: 'another writer of workbooks must be able to take its place',
  },
  { package: 'csv-stringify', part: 'bot/src/export', why: 'only exports are CSV' },
  {
    package: '@azure/monitor-opentelemetry-exporter',
    part: 'bot/src/telemetry',
    why: 'what is exported, and whither, is settled in one place',
  },
  { package: '@opentelemetry/sdk-', part: 'bot/src/telemetry', why: 'edges know the API alone' },
  { package: 'azurite', part: 'bot/src/practice', why: 'it is a development dependency' },
];

export type Crossing = { file: string; imports: string; problem: string };

/**
 * Every import that goes against the arrows, in sources given by their path from the project's root. Tests may import
 * anything, and are not looked at.
 */
export function crossingsIn(sources: ReadonlyMap<string, string>): Crossing[] {
  return [...sources].flatMap(([file, text]) => {
    if (/\.test\.tsx?$/.test(file)) return [];
    const name = partOf(file);
    return importsOf(file, text).flatMap(({ target, isType }): Crossing[] => {
      const problem = name === null ? unplaced(file) : problemWith(name, target, isType);
      return problem === null ? [] : [{ file, imports: target, problem }];
    });
  });
}

function unplaced(file: string): string | null {
  return file.startsWith('bot/src/') ? 'It belongs to no part: name the part in bot/test/support/arrows.ts.' : null;
}

function partOf(file: string): string | null {
  const names = Object.keys(parts).filter((name) => file === name || file.startsWith(`${name}/`));
  return names.toSorted((one, other) => other.length - one.length)[0] ?? null;
}

function problemWith(name: string, target: string, isType: boolean): string | null {
  const part = parts[name];
  if (!part) return null;
  const rule = `${part.why} ${part.mend}`;
  const isFile = target.startsWith('bot/') || target.startsWith('tab/');
  if (!isFile) {
    const owner = owners.find((one) => target.startsWith(one.package));
    if (owner && owner.part !== name) return `Only ${owner.part} may import ${owner.package}, since ${owner.why}.`;
    const isAllowed = !part.packages || part.packages.some((one) => target === one || target.startsWith(`${one}/`));
    return isAllowed ? null : rule;
  }
  if (isUnder(target, [name, ...part.may])) return null;
  if (isUnder(target, part.types ?? [])) return isType ? null : `Only its types may be imported. ${rule}`;
  return rule;
}

function isUnder(target: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => target === one || target.startsWith(`${one}/`));
}

type Import = { target: string; isType: boolean };

const commentLine = /^\s*(?:\/\/|\/\*|\*).*$/gm;
const statement = /\b(import|export)\b\s+((?:type\s+)?(?:[\w$*{}\s,]|\bas\b)*?)\s*from\s*['"]([^'"]+)['"]/g;
const bare = /\bimport\s*['"]([^'"]+)['"]/g;
const called = /\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g;
const address = /\bnew\s+URL\(\s*['"`]([^'"`]+)['"`]\s*,\s*import\.meta\.url/g;

/** What a source imports, in any of the ways there are; its own files by their path from the project's root. */
function importsOf(file: string, source: string): Import[] {
  const text = source.replace(commentLine, '');
  const resolved = (target: string) => (target.startsWith('.') ? posix.join(posix.dirname(file), target) : target);
  const statements = [...text.matchAll(statement)].map(([, , names = '', target = '']) => ({
    target: resolved(target),
    isType: isTypeOnly(names.trim()),
  }));
  const others = [bare, called, address].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, target = '']) => ({ target: resolved(target), isType: false })),
  );
  return [...statements, ...others];
}

/** `type A`, `type { A, B }`, and `{ type A, type B }` import nothing that runs. */
function isTypeOnly(names: string): boolean {
  if (/^type\s/.test(names)) return true;
  const listed = /^\{([^}]*)\}$/.exec(names)?.[1];
  const each =
    listed
      ?.split(',')
      .map((one) => one.trim())
      .filter(Boolean) ?? [];
  return each.length > 0 && each.every((one) => one.startsWith('type '));
}
