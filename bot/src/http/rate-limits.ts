import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../domain/errors.ts';

/** What a request counts as. One that changes many assets counts once: its own size is limited where it is parsed. */
export type Budget = 'read' | 'write' | 'file';

/** How many requests in how many seconds. */
type Rate = { points: number; duration: number };
export type Rates = Record<Budget, Rate> & {
  /** Sign-ins that fail, by address. Everyone in an office may share one, so it counts for nothing else. */
  failure: Rate;
};

/**
 * What one person may ask of this instance. A tab asks for what it shows every two seconds, page by page; several of them
 * and quick scrolling stay far below.
 */
export const usualRates: Rates = {
  read: { points: 1_000, duration: 10 },
  write: { points: 200, duration: 20 },
  file: { points: 200, duration: 60 },
  failure: { points: 1_000, duration: 60 },
};

/** How much is asked by whom, kept in this process alone. Each function throws {@link Refusal} `request.too-many`. */
export type RateLimits = {
  /** One more request of a person. */
  spend(personId: string, budget: Budget): Promise<void>;
  /** One more sign-in that failed. */
  failed(address: string): Promise<void>;
};

export function createRateLimits(rates: Rates = usualRates): RateLimits {
  const spent = {
    read: new RateLimiterMemory(rates.read),
    write: new RateLimiterMemory(rates.write),
    file: new RateLimiterMemory(rates.file),
  };
  const failed = new RateLimiterMemory(rates.failure);

  return {
    spend: (personId, budget) => consume(spent[budget], personId),
    failed: (address) => consume(failed, address),
  };
}

async function consume(limiter: RateLimiterMemory, by: string): Promise<void> {
  try {
    await limiter.consume(by);
  } catch (error) {
    throw error instanceof RateLimiterRes ? tooMany(error.msBeforeNext) : error;
  }
}

function tooMany(waitMs: number): Refusal {
  return new Refusal('too-many', 'request.too-many', { seconds: Math.max(1, Math.ceil(waitMs / 1_000)) });
}
