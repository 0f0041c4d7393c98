import { z } from 'zod';
import { Refusal } from '../domain/errors.ts';

const RegisterCursor = z.strictObject({
  sort: z.string().max(40),
  value: z.union([z.string().max(400), z.number(), z.null()]),
  id: z.string().max(80),
});
const HistoryCursor = z.strictObject({ until: z.int().min(1) });
const NoticeCursor = z.strictObject({ at: z.iso.datetime(), id: z.string().max(80) });

export type RegisterCursor = z.infer<typeof RegisterCursor>;
export type HistoryCursor = z.infer<typeof HistoryCursor>;
export type NoticeCursor = z.infer<typeof NoticeCursor>;

/** A page mark as the opaque text that a client sends back. It grants nothing: what may be seen is decided anew. */
export function cursorText(mark: RegisterCursor | HistoryCursor | NoticeCursor): string {
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
}

/** @throws {Refusal} `cursor.unreadable`, also for a cursor of another order */
export function registerCursor(text: string, sort: string): RegisterCursor {
  const cursor = parse(RegisterCursor, text);
  if (cursor.sort !== sort) throw new Refusal('invalid', 'cursor.unreadable');
  return cursor;
}

/** @throws {Refusal} `cursor.unreadable` */
export function historyCursor(text: string): HistoryCursor {
  return parse(HistoryCursor, text);
}

/** @throws {Refusal} `cursor.unreadable` */
export function noticeCursor(text: string): NoticeCursor {
  return parse(NoticeCursor, text);
}

function parse<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new Refusal('invalid', 'cursor.unreadable');
  }
}
