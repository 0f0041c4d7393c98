import { languageFor } from '../../domain/words/words.ts';
import type { Verb } from '../verbs.ts';

/** An element or action of an Adaptive Card, as JSON. */
export type Element = { type: string } & Record<string, unknown>;

/** What every card is made for: its reader's language and the addresses it links to. */
export type CardContext = {
  locale: string;
  today: string;
  /** The address of an asset in the tab. */
  linkTo: (assetId: string) => string;
};

export type Card = { type: 'AdaptiveCard' } & Record<string, unknown>;

/**
 * A whole card, version 1.5, which is what Teams renders. `speak` is read aloud and stands for the card in previews. `lang`
 * is the language of its words, without a country: Adaptive Cards takes no other.
 */
export function card(context: CardContext, parts: { speak: string; fallback: string; body: Element[] }): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: languageFor(context.locale),
    speak: shorten(parts.speak, mostOfTitle),
    fallbackText: parts.fallback,
    body: parts.body,
  };
}

/** A heading of our own words; never for text that a person wrote, since a TextBlock reads Markdown. */
export function heading(text: string): Element {
  return { type: 'TextBlock', text, style: 'heading', size: 'Small', weight: 'Bolder', color: 'Accent', wrap: true };
}

/** A line of text. Runs show what they are given: no Markdown, no HTML, no mentions, whoever wrote it. */
export function line(
  text: string,
  options: {
    isBold?: boolean;
    isSubtle?: boolean;
    size?: 'Medium' | 'Large';
    color?: 'Warning';
  } = {},
): Element {
  return { type: 'RichTextBlock', spacing: 'Small', inlines: [run(text, options)] };
}

function run(text: string, options: { isBold?: boolean; isSubtle?: boolean; size?: string; color?: string }): Element {
  return {
    type: 'TextRun',
    text,
    ...(options.isBold && { weight: 'Bolder' }),
    ...(options.isSubtle && { isSubtle: true }),
    ...(options.size && { size: options.size }),
    ...(options.color && { color: options.color }),
  };
}

/** The sentence that a card is about. */
export function title(text: string): Element {
  return line(shorten(text, mostOfTitle), { isBold: true, size: 'Medium' });
}

/** Facts, one a line: a subtle label and its value. Facts without a value are left out. */
export function facts(rows: readonly (readonly [label: string, value: string | null])[]): Element {
  const items = rows.flatMap(([label, value]) =>
    value === null || value === ''
      ? []
      : [
          {
            type: 'RichTextBlock',
            spacing: 'None',
            inlines: [run(`${label}: `, { isSubtle: true }), run(shorten(value, mostOfFact), {})],
          },
        ],
  );
  return { type: 'Container', spacing: 'Medium', items };
}

/** A person's own words, set off. */
export function quote(text: string): Element {
  return { type: 'Container', spacing: 'Small', style: 'emphasis', items: [line(`“${shorten(text)}”`)] };
}

/** Why something was not done, at the top of the card that it is about. */
export function problem(lead: string, sentence: string): Element {
  return {
    type: 'Container',
    style: 'attention',
    bleed: true,
    items: [line(lead === '' ? sentence : `${lead} ${sentence}`, { isBold: true })],
  };
}

/** The same card with a problem told at its top. */
export function withProblem(shown: Card, sentence: string): Card {
  const body = Array.isArray(shown.body) ? shown.body : [];
  return { ...shown, speak: sentence, body: [problem('', sentence), ...body] };
}

/** A button that Sightline answers. Clients that don't know Action.Execute send the same as Action.Submit. */
export function execute(
  titleText: string,
  verb: Verb,
  data: Record<string, unknown>,
  style?: 'positive' | 'destructive',
): Element {
  return {
    type: 'Action.Execute',
    title: titleText,
    verb,
    data,
    ...(style && { style }),
    fallback: { type: 'Action.Submit', title: titleText, data: { ...data, verb } },
  };
}

/** A button that opens a few inputs in place. */
export function reveal(titleText: string, body: Element[], action: Element): Element {
  return {
    type: 'Action.ShowCard',
    title: titleText,
    card: { type: 'AdaptiveCard', body: [...body, actions([action])] },
  };
}

export function openLink(titleText: string, url: string): Element {
  return { type: 'Action.OpenUrl', title: titleText, url };
}

/** Buttons stand in an ActionSet, since older clients honour an action's fallback only there. */
export function actions(items: readonly Element[]): Element {
  return { type: 'ActionSet', spacing: 'Medium', actions: items };
}

/** A text input with its label. `expects` is what it says where that is not what was typed; required ones want something. */
export function textInput(
  id: string,
  label: string,
  options: {
    expects: string;
    maxLength: number;
    value?: string;
    isRequired?: boolean;
    isMultiline?: boolean;
    placeholder?: string;
  },
): Element {
  const { expects, value = '', ...rest } = options;
  return { type: 'Input.Text', id, label, value, errorMessage: expects, ...rest };
}

/** The longest free text that the rules let pass, with a name and some words of ours around it. */
const mostOfText = 1_400;
const mostOfTitle = 400;
const mostOfFact = 300;

/** Cuts a text that is longer than any card needs, since cards have a size limit; the register keeps all of it. */
export function shorten(text: string, most = mostOfText): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most).join('')}…`;
}
