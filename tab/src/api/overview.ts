import type { OverviewAnswer } from '../../../bot/src/http/contract.ts';
import { useLive } from './use-live.ts';

/** What the register comes to, live. */
export const useOverview = () => useLive<OverviewAnswer>(['overview'], '/api/overview');
