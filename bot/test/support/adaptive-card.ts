import { createRequire } from 'node:module';
import { z } from 'zod';

// What the package's `main` names imports without file endings, which Node does not follow; this file is the same, in one.
const {
  AdaptiveCard: OfficialCard,
  SerializationContext,
  Versions,
} = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.min.js') as typeof import('adaptivecards');

/*
 * The part of the Adaptive Cards 1.5 schema that Sightline's cards use, strict: an unknown element, property or value is
 * an error, as are what Teams asks for beyond the schema (labels, error messages, fallbacks).
 * Source: adaptivecards.io/explorer, and learn.microsoft.com/microsoftteams/platform/task-modules-and-cards.
 */

const spacing = z.enum(['None', 'Small', 'Medium', 'Large', 'ExtraLarge', 'Padding']).optional();
const anyElement = { spacing, separator: z.boolean().optional() };
const textLook = {
  size: z.enum(['Small', 'Medium', 'Large']).optional(),
  weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
  color: z.enum(['Accent', 'Good', 'Warning', 'Attention']).optional(),
  isSubtle: z.boolean().optional(),
};

const TextRun = z.strictObject({ type: z.literal('TextRun'), text: z.string(), ...textLook });
const TextBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: z.string().min(1),
  style: z.enum(['default', 'heading']).optional(),
  wrap: z.literal(true),
  ...textLook,
  ...anyElement,
});
const RichTextBlock = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(TextRun).min(1),
  ...anyElement,
});

/** Every input is labelled, and says what it expects where something else is put in. */
const input = {
  id: z.string().min(1),
  label: z.string().min(1),
  isRequired: z.literal(true).optional(),
  errorMessage: z.string().min(1),
  ...anyElement,
};

const InputText = z.strictObject({
  type: z.literal('Input.Text'),
  value: z.string(),
  isMultiline: z.boolean().optional(),
  placeholder: z.string().optional(),
  maxLength: z.int().positive(),
  ...input,
});
const InputDate = z.strictObject({
  type: z.literal('Input.Date'),
  value: z.union([z.literal(''), z.iso.date()]),
  ...input,
});
const InputToggle = z.strictObject({
  type: z.literal('Input.Toggle'),
  title: z.string().min(1),
  value: z.string(),
  valueOn: z.string(),
  valueOff: z.string(),
  ...input,
});
const InputChoiceSet = z
  .strictObject({
    type: z.literal('Input.ChoiceSet'),
    style: z.enum(['compact', 'expanded', 'filtered']).optional(),
    placeholder: z.string().optional(),
    value: z.string(),
    choices: z.array(z.strictObject({ title: z.string().min(1), value: z.string().min(1) })).min(1),
    ...input,
  })
  .refine(
    ({ value, choices }) => value === '' || choices.some((choice) => choice.value === value),
    'its value is a choice',
  );

const actionStyle = z.enum(['default', 'positive', 'destructive']).optional();
const Data = z.record(z.string(), z.unknown());
const ActionExecute = z
  .strictObject({
    type: z.literal('Action.Execute'),
    title: z.string().min(1),
    verb: z.string().min(1),
    data: Data,
    style: actionStyle,
    fallback: z.strictObject({ type: z.literal('Action.Submit'), title: z.string().min(1), data: Data }),
  })
  .refine(({ title, fallback }) => fallback.title === title, 'the fallback is the same button')
  .refine(
    ({ verb, data, fallback }) => JSON.stringify(fallback.data) === JSON.stringify({ ...data, verb }),
    'the fallback sends the same data, and the verb',
  );
const ActionOpenUrl = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
});
const ActionShowCard = z.strictObject({
  type: z.literal('Action.ShowCard'),
  title: z.string().min(1),
  get card() {
    return z.strictObject({ type: z.literal('AdaptiveCard'), body: z.array(Element).min(1) });
  },
});
const Action = z.union([ActionExecute, ActionOpenUrl, ActionShowCard]);

/** Teams shows six actions of a set at most. */
const ActionSet = z.strictObject({
  type: z.literal('ActionSet'),
  get actions() {
    return z.array(Action).min(1).max(6);
  },
  ...anyElement,
});
const Container = z.strictObject({
  type: z.literal('Container'),
  style: z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']).optional(),
  bleed: z.boolean().optional(),
  get items() {
    return z.array(Element).min(1);
  },
  ...anyElement,
});
const Column = z.strictObject({
  type: z.literal('Column'),
  width: z.enum(['auto', 'stretch']),
  get items() {
    return z.array(Element).min(1);
  },
});
const ColumnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  get columns() {
    return z.array(Column).min(1);
  },
  ...anyElement,
});
const Element: z.ZodType = z.union([
  TextBlock,
  RichTextBlock,
  InputText,
  InputDate,
  InputToggle,
  InputChoiceSet,
  Container,
  ColumnSet,
  ActionSet,
]);

/** A whole card. It has no `actions` of its own: older clients honour an action's fallback in an ActionSet only. */
const AdaptiveCard = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  lang: z.string().regex(/^[a-z]{2}$/),
  speak: z.string().min(1),
  fallbackText: z.string().min(1),
  body: z.array(Element).min(1),
});

/** What is wrong with a card, in words; nothing for a valid one. */
export function faultsOf(card: unknown): string[] {
  const parsed = AdaptiveCard.safeParse(card);
  const faults = parsed.success ? [] : [z.prettifyError(parsed.error)];
  const ids = partsOf(card).flatMap(({ part }) => (String(part.type).startsWith('Input.') ? [String(part.id)] : []));
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...faults, ...officialFaultsOf(card), ...repeated.map((id) => `two inputs are called ${id}`)];
}

/** What Microsoft's own parser, which Teams' client is built on, passes over or puts in place of what it reads. */
function officialFaultsOf(card: unknown): string[] {
  const official = new OfficialCard();
  const context = new SerializationContext(Versions.v1_5);
  // Its pattern for languages remembers where it stopped, and would find nothing in every other card.
  if (OfficialCard.langProperty.regEx) OfficialCard.langProperty.regEx.lastIndex = 0;
  official.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const failures = official.validateProperties().validationEvents.map(({ message }) => message);
  return [...events, ...failures].map((message) => `Adaptive Cards: ${message}`);
}

export type Part = { type?: unknown } & Record<string, unknown>;

/** Every object in a card, with where it stands. What an action sends is data and no part of the card. */
export function partsOf(card: unknown): { path: string; part: Part }[] {
  const parts: { path: string; part: Part }[] = [];
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => void walk(item, `${path}.${index}`));
    else if (value !== null && typeof value === 'object') {
      parts.push({ path, part: value as Part });
      for (const [key, item] of Object.entries(value)) if (key !== 'data') walk(item, `${path}.${key}`);
    }
  };
  walk(card, '');
  return parts;
}

/** Where a text stands in a card, as `Type.property`, each place once. */
export function placesOf(card: unknown, text: string): string[] {
  const places = partsOf(card).flatMap(({ part }) =>
    Object.entries(part).flatMap(([key, value]) => {
      const isHere =
        typeof value === 'string' ? value.includes(text) : key === 'data' && JSON.stringify(value).includes(text);
      return isHere ? [`${String(part.type)}.${key}`] : [];
    }),
  );
  return [...new Set(places)].sort();
}
