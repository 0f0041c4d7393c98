import { isDay } from '../../../bot/src/domain/day.ts';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Formats } from './formats.ts';
import { wordOf } from './word-of.ts';

type Fields = Record<string, unknown>;

/** A field's name as the history's changes carry it, in words; one that has none is shown as it is. */
export function fieldWord(field: string, words: Words): string {
  return wordOf(words.field, field);
}

/** A value of a change in words. Values come from the journal and may be anything JSON can hold. */
export function valueWord(field: string, value: unknown, words: Words, formats: Formats): string {
  const history = words.tab.history;
  if (value === null || value === undefined || value === '') return history.nothing;
  if (typeof value === 'boolean') return value ? history.yes : history.no;
  if (typeof value === 'number') return formats.count(value);
  if (typeof value === 'string') return textWord(field, value, words, formats);
  if (Array.isArray(value)) return formats.list(value.map((one) => valueWord(field, one, words, formats)));
  return objectWord(value as Fields, words, formats);
}

function textWord(field: string, value: string, words: Words, formats: Formats): string {
  if (field === 'status') return wordOf(words.status, value);
  if (field === 'billingTerm') return wordOf(words.termChoice, value);
  if (field === 'commerceStatus') return wordOf(words.commerceStatus, value);
  return isDay(value) ? formats.day(value) : value;
}

function objectWord(value: Fields, words: Words, formats: Formats): string {
  const { minor, currency, name, displayName, quantity, price, per } = value;
  if (typeof minor === 'number' && typeof currency === 'string') return formats.money({ minor, currency });
  if (typeof quantity === 'number' && isRecord(price)) {
    const seats = words.tab.asset.seats(formats.count(quantity), quantity === 1);
    return words.tab.history[per === 'all' ? 'seatsFor' : 'seatsAt'](seats, objectWord(price, words, formats));
  }
  const called = displayName ?? name;
  return typeof called === 'string' ? called : JSON.stringify(value);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
