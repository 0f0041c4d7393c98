import type { IncomingMessage } from 'node:http';
import { Refusal } from '../domain/errors.ts';
import type { Actor } from '../domain/person.ts';
import type { Authenticate } from './authenticate.ts';
import type { Budget, RateLimits } from './rate-limits.ts';

/** Lets a request of the API in, and says whose it is. */
export type Admit = (request: IncomingMessage, budget: Budget) => Promise<Actor>;

/**
 * Who asks, if they may: by their token, and by how much they have asked for lately. How often sign-ins from an address have
 * failed counts for what fails from there, and for nobody whose token is good, or was: that it has run out they are to hear,
 * since that has them fetch another. The returned function throws what {@link Authenticate} throws, and {@link Refusal}
 * `request.too-many`.
 */
export function admitWith(deps: { authenticate: Authenticate; limits: RateLimits; isBehindFrontEnd: boolean }): Admit {
  const { authenticate, limits, isBehindFrontEnd } = deps;
  return async (request, budget) => {
    const actor = await authenticate(request.headers).catch(async (error: unknown) => {
      if (isFailure(error)) await limits.failed(addressOf(request, isBehindFrontEnd));
      throw error;
    });
    await limits.spend(actor.id, budget);
    return actor;
  };
}

function isFailure(error: unknown): boolean {
  return error instanceof Refusal && error.kind === 'unauthenticated' && error.code !== 'token.expired';
}

/**
 * Where a request comes from. App Service's front end appends the address that called it to `x-forwarded-for`, as
 * `address:port`; what stands before that is the caller's own claim, and without a front end all of it is.
 */
export function addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, isBehindFrontEnd: boolean): string {
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const last = isBehindFrontEnd ? (hops.at(-1) ?? '').trim() : '';
  const { 1: v6, 2: v4 } = /^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/.exec(last) ?? [];
  return v6 ?? v4 ?? (last || (request.socket.remoteAddress ?? ''));
}
