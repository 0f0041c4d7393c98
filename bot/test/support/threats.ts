/** A row of the tables in docs/security.md. */
export type Threat = { row: string; guards: string[]; tests: NamedTest[] };

/** A test as the page names it. */
export type NamedTest = { file: string; title: string };

const cell = /(?<!\\)\|/;

/** The rows of all tables of the page whose cells are: who, what they try, what stops them, what shows it. */
export function threatsIn(page: string): Threat[] {
  return page.split('\n').flatMap((line) => {
    const [, who = '', what = '', guards = '', tests = ''] = line.split(cell).map((text) => text.trim());
    if (!line.startsWith('| ') || who === 'who' || /^-+$/.test(who)) return [];
    const row = `${who}: ${what}`;
    return [{ row, guards: filesIn(guards), tests: tests.split('<br>').map((text) => testIn(text, row)) }];
  });
}

function filesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
}

function testIn(text: string, row: string): NamedTest {
  const [, file, title] = /^`([^`]+)` › (.+)$/.exec(text) ?? [];
  if (!file || !title) throw new Error(`“${row}” names a test in words of its own: ${text}`);
  return { file, title };
}

/** A text in quotes that is followed by a function: the title of a test, or of a group of tests. */
const titled =
  /\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`),\s*(?:\{[^{}]*\},\s*)?(?:async\s*)?\(/g;
const placeholder = /%[sdijo]|\$\w+/;

/**
 * Whether a test file has a test of this title. A title for each row of a table is filled in as vitest does; what fills it
 * has to stand in the file too.
 */
export function hasTest(source: string, title: string): boolean {
  return [...source.matchAll(titled)]
    .map(([, single, double, back]) => (single ?? double ?? back ?? '').replace(/\\(.)/g, '$1'))
    .some((template) => isFilledIn(template, title, source));
}

function isFilledIn(template: string, title: string, source: string): boolean {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = template.split(placeholder).map(literal).join('(.+)');
  const [found, ...values] = new RegExp(`^${pattern}$`).exec(title) ?? [];
  return found !== undefined && values.every((value) => /^\d+$/.test(value) || isWritten(value, source));
}

/** Whether a value stands in a source as a text of its own, or as the name of a property. */
function isWritten(value: string, source: string): boolean {
  const plain = value.replace(/^"(.*)"$/, '$1');
  return [`'${plain}'`, `"${plain}"`, `\`${plain}\``, `  ${plain}:`].some((written) => source.includes(written));
}
