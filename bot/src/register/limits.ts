/**
 * Azure Table Storage's limits, kept by us because the emulator does not keep them:
 * https://learn.microsoft.com/azure/storage/tables/scalability-targets
 */
export const tableLimits = {
  operationsPerTransaction: 100,
  /** 4 MiB, with room for what the multipart format puts around each operation. */
  bytesPerTransaction: 3_500_000,
  bytesPerEntity: 1_048_576,
  bytesPerProperty: 65_536,
  /** 64 KiB in UTF-16. */
  charactersPerProperty: 32_768,
  propertiesPerEntity: 252,
  charactersPerKey: 512,
} as const;

export type Row = { partitionKey: string; rowKey: string } & Record<string, string | number | boolean | Uint8Array>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that Table Storage forbids in keys
const forbiddenInKeys = /[/\\#?\u0000-\u001f\u007f-\u009f]/;

/** Rough size of a row as Table Storage counts it: names and strings in UTF-16, numbers at eight bytes. */
export function bytesOf(row: Row): number {
  let bytes = 4;
  for (const [name, value] of Object.entries(row)) {
    bytes += 8 + name.length * 2 + valueBytes(value);
  }
  return bytes;
}

function valueBytes(value: Row[string]): number {
  if (typeof value === 'string') return value.length * 2 + 4;
  return value instanceof Uint8Array ? value.length + 4 : 8;
}

/** Bytes of a row in the body of a transaction: its JSON in UTF-8, binary values in base64 with their type beside them. */
export function payloadBytesOf(row: Row): number {
  let bytes = 0;
  const isBinary = (value: unknown) => value instanceof Uint8Array;
  for (const value of Object.values(row).filter(isBinary))
    bytes += 60 + Math.ceil((value as Uint8Array).length / 3) * 4;
  return bytes + Buffer.byteLength(JSON.stringify(row, (_, value) => (isBinary(value) ? '' : value)));
}

/** Whether a row can have this key. */
export function isKey(key: string): boolean {
  return key.length <= tableLimits.charactersPerKey && !forbiddenInKeys.test(key);
}

/**
 * Refuses a row that Azure would refuse, before it is sent.
 *
 * @throws {Error} naming the limit; rows are made by us, so this is a bug or an asset with an absurd history.
 */
export function assertWithinLimits(row: Row): void {
  for (const key of [row.partitionKey, row.rowKey]) {
    if (key.length > tableLimits.charactersPerKey)
      throw new Error(`Key longer than 512 characters: ${key.slice(0, 40)}…`);
    if (forbiddenInKeys.test(key))
      throw new Error(`Key with a character that Table Storage forbids: ${JSON.stringify(key)}`);
  }
  const values = Object.entries(row);
  if (values.length - 2 > tableLimits.propertiesPerEntity) throw new Error(`Row ${row.rowKey} has too many properties`);
  for (const [name, value] of values) {
    const isTooLong =
      (typeof value === 'string' && value.length > tableLimits.charactersPerProperty) ||
      (value instanceof Uint8Array && value.length > tableLimits.bytesPerProperty);
    if (isTooLong) {
      throw new Error(`Property ${name} of row ${row.rowKey} is longer than 64 KiB`);
    }
  }
  if (bytesOf(row) > tableLimits.bytesPerEntity) throw new Error(`Row ${row.rowKey} is larger than 1 MiB`);
}
