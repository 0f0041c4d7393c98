import { limits } from '../../declare.ts';
import type { Span } from '../text.ts';

/** "cost centre CC-4410", "cost center is 4410": what follows must hold a digit, since "cost centre owner" is talk. */
const labelled =
  /\bcost[ -]?cent(?:re|er)(?: (?:is|no\.?|number|code))?[ :=#]{1,3}((?=[\w./-]{0,39}\d)[\w./-]{1,40})/gi;
/** "cost centre: Marketing". */
const named = /\bcost[ -]?cent(?:re|er) ?[:=] ?([^,;.\n]{1,40})/gi;
/** "CC-4410" by itself. */
const coded = /(?<![\w-])(CC[-_ ]?\d[\w./-]{0,36})/gi;

const unknown = /^(?:unknown|none|not |n\/?a\b|tbd|tbc|\?|-|i )/i;

/** The one cost centre that a text names; null when it names several. */
export function costCentreIn(text: string): { costCentre: string | null; spans: Span[] } {
  for (const pattern of [labelled, named, coded]) {
    const found = [...text.matchAll(pattern)].filter(([, name = '']) => !unknown.test(name));
    if (found.length === 0) continue;
    const names = new Set(found.map(([, name = '']) => name.replace(/[\s./-]+$/, '').slice(0, limits.costCentre)));
    const [costCentre = null] = names;
    const spans = found.map(({ 0: whole, index }) => ({ start: index, end: index + whole.length }));
    return { costCentre: names.size === 1 ? costCentre : null, spans };
  }
  return { costCentre: null, spans: [] };
}
