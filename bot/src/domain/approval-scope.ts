import type { Asset, Decided, Scope, Surplus } from './asset.ts';
import type { Happening } from './evolve.ts';
import { currencyOfPrice, dearestSeat, isPriceIncomplete, priceOfSeats } from './lots.ts';
import { type Money, times } from './money.ts';
import { isRunning } from './running.ts';

/*
 * An approval covers what was approved: seats, price, term, paid or trial. What goes beyond it later, whoever made it so, waits
 * for a decision of its own; what was approved stays approved all the while.
 */

/** By how many percent a price may rise above the approved one, as long as no setting says so. */
export const usualTolerance = 10;

/** What an approval says of its tolerance: the usual one goes without saying, as in what earlier versions wrote. */
export function toldWith(tolerance: number): { tolerance?: number } {
  return tolerance === usualTolerance ? {} : { tolerance };
}

/** What goes beyond a scope: so many seats, a trial that is paid for now, a higher price, another billing term. */
export type Beyond = { seats: number; isPaidNow: boolean; isDearer: boolean; isOtherTerm: boolean };

/** What an asset comes to beyond a scope; null where that covers it. */
export function beyond(asset: Asset, scope: Scope): Beyond | null {
  const isPaidNow = scope.isTrial && !asset.isTrial;
  const found = {
    seats: Math.max(0, asset.quantity - scope.quantity),
    isPaidNow,
    // What a trial was said to cost is no price to hold another one against.
    isDearer: !isPaidNow && isDearer(dearestSeat(asset), scope),
    isOtherTerm: !isPaidNow && scope.billingTerm !== null && isOther(asset.billingTerm, scope.billingTerm),
  };
  return found.seats > 0 || found.isPaidNow || found.isDearer || found.isOtherTerm ? found : null;
}

function isOther<T>(now: T | null, then: T): boolean {
  return now !== null && now !== then;
}

/** Of another currency it can't be told. Prices for another term are not compared: the term goes beyond by itself. */
function isDearer(now: Money | null, scope: Scope): boolean {
  const then = dearestSeat(scope);
  if (now === null || then === null) return false;
  return now.currency !== then.currency || now.minor > (then.minor * (100 + scope.tolerance)) / 100;
}

/** What is approved now: the last scope that somebody said yes to; null where nothing is. */
export function approvalOf(asset: Pick<Asset, 'decisions'>): Decided | null {
  return asset.decisions.findLast(({ outcome }) => outcome === 'approved') ?? null;
}

/** What goes beyond the approval now, decided or not; null where nothing does. */
export function surplusOf(asset: Asset): Beyond | null {
  const approval = asset.surplus && approvalOf(asset);
  return approval && beyond(asset, approval);
}

/** Whether it goes beyond its approval and nobody has decided about that. */
export function isUndecided({ surplus }: Asset): boolean {
  return surplus !== null && surplus.rejected === null;
}

/** Whether a trial turned paid, and nobody has said yet what it costs: until then there is nothing to decide. */
export function awaitsPrice(asset: Asset): boolean {
  return isUndecided(asset) && currencyOfPrice(asset) === null;
}

/** Whether its owner may say anew what it is and costs: a trial turned paid, and nobody has decided about that. */
export function isDeclaredAnew(asset: Asset): boolean {
  return isUndecided(asset) && surplusOf(asset)?.isPaidNow === true;
}

/** Whether somebody has to decide about it: about all of it, or about what goes beyond its approval. */
export function awaitsDecision(asset: Asset): boolean {
  return asset.status === 'declared' || awaitsSurplus(asset);
}

/** Whether somebody has to decide about what goes beyond its approval. */
export function awaitsSurplus(asset: Asset): boolean {
  return isUndecided(asset) && !awaitsPrice(asset);
}

/** The question about what waits now; one about what was decided since is none. */
export function openQuestion(asset: Asset): Asset['question'] {
  const { question, surplus } = asset;
  return surplus !== null && question !== null && question.at < surplus.at ? null : question;
}

/**
 * What goes beyond the approval for one billing term: the seats that do, or all of it where more than seats does. Null when
 * nothing does, or the price is not known.
 */
export function surplusPerTerm(asset: Asset): Money | null {
  const found = surplusOf(asset);
  if (!found || isPriceIncomplete(asset)) return null;
  const isOfSeatsAlone = !found.isPaidNow && !found.isDearer && !found.isOtherTerm;
  if (!isOfSeatsAlone) return priceOfSeats(asset);
  return asset.unitPrice ? times(asset.unitPrice, found.seats) : addedPrice(asset);
}

/** By how much a price of several lots lies above the approved one; null where that can't be told. */
function addedPrice(asset: Asset): Money | null {
  const now = priceOfSeats(asset);
  const approval = approvalOf(asset);
  const then = approval && priceOfSeats(approval);
  if (!now || !then || now.currency !== then.currency || now.minor < then.minor) return null;
  return { ...now, minor: now.minor - then.minor };
}

/** What the decision of a matter was about: of the first one, or of what went beyond from an entry on; null where there is none. */
export function decidedIn({ decisions }: Pick<Asset, 'decisions'>, round: number | null): Decided | null {
  return decisions.findLast((one) => one.round === round) ?? null;
}

/** The asset as it stood when it was first decided about, for whoever is shown that decision. */
export function asFirstDecided(asset: Asset): Asset {
  const decided = decidedIn(asset, null);
  return decided ? { ...asset, ...partsOf(decided) } : asset;
}

function partsOf({ quantity, unitPrice, lots, billingTerm, isTrial }: Omit<Scope, 'tolerance'>) {
  return { quantity, unitPrice, lots, billingTerm, isTrial };
}

/** What a decision of now is about. */
export function scopeOf(asset: Asset, tolerance: number = usualTolerance): Scope {
  return { ...partsOf(asset), tolerance };
}

/** How what goes beyond the approval stands, after something has happened. Of what has ended nothing is charged any more. */
export function surplusAfter(asset: Asset, { seq, at }: Happening): Surplus | null {
  const approval = asset.status === 'approved' && isRunning(asset) ? approvalOf(asset) : null;
  if (!approval || !beyond(asset, approval)) return null;
  const begun = { since: seq, at, rejected: null };
  if (asset.surplus === null) return begun;
  const { rejected } = asset.surplus;
  if (rejected === null) return asset.surplus;
  // What was rejected is not asked again, but what is added to it is, also after some of it was given back.
  if (beyond(asset, rejected)) return begun;
  const quantity = Math.min(rejected.quantity, asset.quantity);
  return quantity === rejected.quantity ? asset.surplus : { ...asset.surplus, rejected: { ...rejected, quantity } };
}
