import type { TodayAnswer } from '../../../bot/src/http/contract.ts';
import { useLive } from './use-live.ts';

/** What needs doing now, live. */
export const useToday = () => useLive<TodayAnswer>(['today'], '/api/today');
