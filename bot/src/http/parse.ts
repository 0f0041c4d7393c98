import type { z } from 'zod';
import { Refusal } from '../domain/errors.ts';

/** What a request says, as the contract has it. @throws {Refusal} `request.unreadable` naming the first field that is wrong */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.');
  throw new Refusal('invalid', 'request.unreadable', { detail: [where, issue?.message].filter(Boolean).join(': ') });
}
