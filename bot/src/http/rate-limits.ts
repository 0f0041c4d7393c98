import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../domain/errors.ts';

/** What a request counts as. One that changes many assets counts once: its own size is limited where it is parsed. */
export type Budget = 'read' | 'write' | 'file';

/**
 * What one person may ask of this instance, seconds and requests in them. A tab asks for what it shows every two seconds,
 * page by page; several of them and quick scrolling stay far below.
 */
const budgets: Record<Budget, { points: number; duration: number }> = {
  read: { points: 1_000, duration: 10 },
  write: { points: 200, duration: 20 },
  file: { points: 200, duration: 60 },
};
/** Sign-ins that fail, by address. Everyone in an office may share one. */
const failures = { points: 1_000, duration: 60 };
const mostKnown = 10_000;

/** How much is asked by whom, kept in this process alone. Each function throws {@link Refusal} `request.too-many`. */
export type RateLimits = {
  /** One more request of a person. */
  spend(personId: string, budget: Budget): Promise<void>;
  /** Turns away what comes from an address with too many failed sign-ins, unless its token was found good before. */
  checkAddress(address: string, authorization: string | undefined): Promise<void>;
  /** One more sign-in that failed. */
  failed(address: string): Promise<void>;
  /** This token was good: whoever has it is not turned away for what others at their address do. */
  succeeded(authorization: string | undefined): void;
};

export function createRateLimits(): RateLimits {
  const spent = {
    read: new RateLimiterMemory(budgets.read),
    write: new RateLimiterMemory(budgets.write),
    file: new RateLimiterMemory(budgets.file),
  };
  const failed = new RateLimiterMemory(failures);
  const known = new Set<string>();

  return {
    async spend(personId, budget) {
      try {
        await spent[budget].consume(personId);
      } catch (error) {
        throw error instanceof RateLimiterRes ? tooMany(error.msBeforeNext) : error;
      }
    },
    async checkAddress(address, authorization) {
      const held = await failed.get(address);
      if (held === null || held.consumedPoints < failures.points || known.has(digestOf(authorization))) return;
      throw tooMany(held.msBeforeNext);
    },
    async failed(address) {
      await failed.penalty(address);
    },
    succeeded(authorization) {
      known.add(digestOf(authorization));
      const [oldest] = known;
      if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    },
  };
}

function tooMany(waitMs: number): Refusal {
  return new Refusal('too-many', 'request.too-many', { seconds: Math.max(1, Math.ceil(waitMs / 1_000)) });
}

/** Tokens themselves are not kept. */
function digestOf(authorization: string | undefined): string {
  return createHash('sha256')
    .update(authorization ?? '')
    .digest('base64');
}
