import { describe, expect, it } from 'vitest';
import { assertWithinLimits, bytesOf, isKey, payloadBytesOf, type Row, tableLimits } from './limits.ts';

const aRow = (values: Record<string, string | number | boolean> = {}, key = 'row'): Row => ({
  partitionKey: 's0',
  rowKey: key,
  ...values,
});
const many = (count: number, value: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, value]));

describe('a row', () => {
  it('passes at the very limits', () => {
    expect(() => assertWithinLimits(aRow({ text: 'x'.repeat(32_768) }))).not.toThrow();
    expect(() => assertWithinLimits(aRow(many(252, 'x')))).not.toThrow();
    expect(() => assertWithinLimits(aRow({}, 'k'.repeat(512)))).not.toThrow();
    expect(() => assertWithinLimits(aRow(many(15, 'x'.repeat(32_768))))).not.toThrow();
  });

  it.each<[string, Row]>([
    ['a property longer than 64 KiB', aRow({ text: 'x'.repeat(32_769) })],
    ['too many properties', aRow(many(253, 'x'))],
    ['a key longer than 512 characters', aRow({}, 'k'.repeat(513))],
    ['a partition key longer than 512 characters', { partitionKey: 'k'.repeat(513), rowKey: 'row' }],
    ['more than 1 MiB', aRow(many(17, 'x'.repeat(32_000)))],
  ])('is refused with %s', (_, row) => {
    expect(() => assertWithinLimits(row)).toThrow();
  });

  it.each(['/', '\\', '#', '?', '\t', '\n', '\r', '\u0000', '\u001f', '\u007f', '\u009f'])(
    'is refused with %j in a key',
    (character) => {
      expect(isKey(`a${character}b`)).toBe(false);
      expect(() => assertWithinLimits(aRow({}, `a${character}b`))).toThrow('forbids');
      expect(() => assertWithinLimits({ partitionKey: `a${character}b`, rowKey: 'row' })).toThrow('forbids');
    },
  );

  it.each(['asset|dec-1', "o'neil", 'a b', 'é', '許', '🙂', '%', '\u00a0'])('may have %j in a key', (key) => {
    expect(isKey(key)).toBe(true);
    expect(() => assertWithinLimits(aRow({}, key))).not.toThrow();
  });

  it('counts in UTF-16 as it is stored, and in UTF-8 as it is sent', () => {
    const [plain, broad] = [aRow({ text: 'x'.repeat(1_000) }), aRow({ text: '許'.repeat(1_000) })];
    expect(bytesOf(broad)).toBe(bytesOf(plain));
    expect(payloadBytesOf(broad) - payloadBytesOf(plain)).toBe(2_000);
    expect(payloadBytesOf(aRow({ text: '"'.repeat(1_000) })) - payloadBytesOf(plain)).toBe(1_000);
    expect(tableLimits.bytesPerTransaction).toBeLessThan(4 * 1024 * 1024);
  });
});
