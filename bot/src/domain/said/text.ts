/** A stretch of a text, from `start` up to but not including `end`. */
export type Span = { start: number; end: number };

const longestText = 2_000;

/** Stands where something has been understood already: a private-use character, which tidying takes out of what was typed. */
export const understood = '\ue000';

/**
 * What a person typed, made fit for reading: cut at 2,000 characters, without mentions, Markdown marks, control and
 * direction-changing characters; one space between words, a line break where a new line began. A star between figures is
 * a multiplication, not a mark.
 */
export function tidy(text: string): string {
  return text
    .slice(0, longestText)
    .toWellFormed()
    .replace(/<at\b[^<>]{0,200}>[^<>]{0,200}<\/at>/gi, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/(\d ?)\*(?= ?[\d$€£¥])/g, '$1×')
    .replace(/[\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ue000\ufeff*`~]/g, '')
    .replace(/[‘’´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[^\S\n]*\n\s*/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** The text with the spans covered, at the same length, so that later readers pass over them. */
export function cover(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (covered, { start, end }) => covered.slice(0, start) + understood.repeat(end - start) + covered.slice(end),
    text,
  );
}

/** The text with all but one stretch covered. */
export function only(text: string, { start, end }: Span): string {
  return understood.repeat(start) + text.slice(start, end) + understood.repeat(text.length - end);
}

/** The spans of what was found. */
export function spansOf(found: readonly { span: Span }[]): Span[] {
  return found.map(({ span }) => span);
}
