/** What needs doing, in the order of how soon it gets worse. */
export const todayGroups = ['awaiting', 'undeclared', 'trials', 'renewing', 'owner-gone', 'duplicates'] as const;
export type TodayGroupKey = (typeof todayGroups)[number];
