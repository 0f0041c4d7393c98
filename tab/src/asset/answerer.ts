import type { Detail, PersonRef } from '../../../bot/src/http/contract.ts';

/** Who answers for a purchase and is asked about it: its owner or, where nobody owns it, whoever bought it. */
export function answererOf({ owner, purchaser }: Pick<Detail, 'owner' | 'purchaser'>): PersonRef | null {
  return owner ?? purchaser;
}
