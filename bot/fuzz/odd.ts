import fc from 'fast-check';
import { formulas, oddTexts } from '../test/support/hostile-texts.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Keys that mean something to JavaScript's objects. */
export const prototypeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
] as const;

/** Texts that people type by mistake, or on purpose. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom(...oddTexts, ...formulas, ...prototypeKeys) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '',
        ' ',
        '\u0000',
        'a\u0000b',
        '\ud800',
        'x\udfff',
        '\ufffe\uffff',
        '\u202eevil\u202c',
        'one\u2028two\u2029',
        '\u200d',
      ],
      ...['NaN', 'Infinity', '-0', '1e309', '0x10', '1_000', '١٢', '１２', '1,5', '1.234.567,89', '½', '-1', '1e3'],
      ...['2026-02-30', '0000-00-00', '9999-12-31', '+275760-09-13', '-000001-01-01', '2026-11-24T25:00:00Z'],
      ...['24.11.2569', '令和8年11月24日', '1447-06-03 AH', '28 Heshvan 5787', 'tomorrow', '31/31/2026', '1969-12-31'],
      ...[
        '../../etc',
        '..\\..\\x',
        '%2e%2e%2f',
        '%00',
        "' OR 1=1 --",
        '"*" NEAR(',
        '<script>',
        '[x](javascript:1)',
        '{{x}}',
      ],
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('x', 'é', '😀', ' ', '\n', '=', '"'), fc.constantFrom(41, 201, 401, 1_001, 20_001, 90_000))
      .map(([letter, times]) => letter.repeat(times)),
  },
);

/** Values of every kind that JSON has, and numbers that only JSON has. */
export const oddValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: oddText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Json[]>(
      ...[
        null,
        true,
        false,
        0,
        -1,
        0.1,
        1e21,
        2 ** 53,
        -(2 ** 31),
        1e-7,
        [],
        {},
        [[]],
        '⟦#huge⟧',
        '⟦#tiny⟧',
        '⟦#long⟧',
      ],
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 80 }).map((depth) => nested(depth)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(60, 600, 6_000).map((count): Json => Array.from({ length: count }, () => 'x')),
  },
);

function nested(depth: number): Json {
  let value: Json = 'x';
  for (let at = 0; at < depth; at++) value = at % 2 ? [value] : { a: value };
  return value;
}

type Mutation = { place: number; how: 'drop' | 'odd' | 'type' | 'list' | 'key' | 'nest'; value: Json; key: string };

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(200),
  how: fc.constantFrom('drop', 'odd', 'odd', 'odd', 'type', 'list', 'key', 'nest'),
  value: oddValue,
  key: fc.oneof(fc.constantFrom(...prototypeKeys), oddText),
});

/** A valid value with something in it that is not. */
export function mutated(valid: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc
    .tuple(valid, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([value, mutations]) => mutations.reduce(mutate, value));
}

function mutate(whole: Json, { place, how, value, key }: Mutation): Json {
  const copy = JSON.parse(JSON.stringify({ whole })) as { whole: Json };
  const places = placesIn(copy);
  const [holder, name] = places[place % places.length] ?? [copy, 'whole'];
  const now = Reflect.get(holder, name) as Json;
  if (how === 'drop') Reflect.deleteProperty(holder, name);
  // An own property of that name, which an assignment would not make of `__proto__`.
  else if (how === 'key') define(typeof now === 'object' && now !== null ? now : holder, key, value);
  else define(holder, name, { odd: value, type: otherType(now), list: [now, now], nest: { [key]: now } }[how]);
  return copy.whole ?? null;
}

function define(holder: object, name: string | number, value: Json): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(value: object): [holder: object, name: string][] {
  return Object.entries(value).flatMap(([name, child]): [object, string][] => [
    [value, name],
    ...(typeof child === 'object' && child !== null ? placesIn(child) : []),
  ]);
}

function otherType(value: Json): Json {
  if (typeof value === 'string') return value === '' || Number.isNaN(Number(value)) ? [value] : Number(value);
  if (typeof value === 'number') return String(value);
  return typeof value === 'boolean' ? (value ? 'yes' : 0) : JSON.stringify(value);
}
