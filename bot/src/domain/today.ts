/** What needs doing, in the order of how soon it gets worse. */
export const todayGroups = [
  'awaiting',
  'beyond',
  'undeclared',
  'trials',
  'renewing',
  'owner-gone',
  'duplicates',
] as const;
export type TodayGroupKey = (typeof todayGroups)[number];
