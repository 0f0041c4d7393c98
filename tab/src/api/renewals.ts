import type { RenewalsAnswer } from '../../../bot/src/http/contract.ts';
import { useLive } from './use-live.ts';

/** What renews in the next twelve months, live. */
export const useRenewals = () => useLive<RenewalsAnswer>(['renewals'], '/api/renewals');
