import { Refusal } from '../domain/errors.ts';
import type { Log } from '../log.ts';

/** What the directory answers, where nothing can go on without it. @throws {Refusal} `directory.unreachable` */
export async function fromDirectory<T>(ask: () => Promise<T>, log: Log): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    log.warn({ err: error }, 'directory out of reach');
    throw new Refusal('unavailable', 'directory.unreachable');
  }
}
