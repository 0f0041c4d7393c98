import type { FluentIcon } from '@fluentui/react-icons';
import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { CalendarClock20Regular } from '@fluentui/react-icons/svg/calendar-clock';
import { Cart20Regular } from '@fluentui/react-icons/svg/cart';
import { DataTrending20Regular } from '@fluentui/react-icons/svg/data-trending';
import { Gavel20Regular } from '@fluentui/react-icons/svg/gavel';
import { Home20Regular } from '@fluentui/react-icons/svg/home';
import { Settings20Regular } from '@fluentui/react-icons/svg/settings';
import { Table20Regular } from '@fluentui/react-icons/svg/table';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { GeneralAction, Me } from '../../../bot/src/http/contract.ts';

/** Someone who looks at the tab. `decides`: purchases wait for their decision, or did since they came. */
export type Reader = { me: Me; decides: boolean };

export type Destination = {
  path: string;
  icon: FluentIcon;
  word: (words: Words) => string;
  isFor: (reader: Reader) => boolean;
  /** Says how many decisions wait for them. */
  isCounted?: true;
};

const can =
  (action: GeneralAction) =>
  ({ me }: Reader) =>
    me.may.includes(action);

const purchases = {
  path: '/purchases',
  icon: Cart20Regular,
  word: (words: Words) => words.tab.purchases,
};

/** Where one can go, in order; the first that is for someone is where they start. */
const destinations: readonly Destination[] = [
  { path: '/today', icon: Home20Regular, word: (words) => words.tab.today, isFor: can('today.read') },
  { path: '/register', icon: Table20Regular, word: (words) => words.tab.register, isFor: can('register.list-all') },
  {
    path: '/renewals',
    icon: CalendarClock20Regular,
    word: (words) => words.tab.renewals,
    isFor: can('register.list-all'),
  },
  {
    path: '/overview',
    icon: DataTrending20Regular,
    word: (words) => words.tab.overview,
    isFor: can('register.list-all'),
  },
  // Whoever sees nothing of the others starts with what is their own.
  { ...purchases, isFor: ({ me }) => !me.seesAll },
  {
    path: '/decisions',
    icon: Gavel20Regular,
    word: (words) => words.tab.decisions,
    isFor: (reader) => reader.decides || can('asset.decide')(reader),
    isCounted: true,
  },
  { path: '/notices', icon: Alert20Regular, word: (words) => words.tab.notices, isFor: can('notices.list') },
  { ...purchases, isFor: ({ me }) => me.seesAll },
  { path: '/settings', icon: Settings20Regular, word: (words) => words.tab.settings, isFor: can('settings.read') },
];

/** Whether a path is one of the places, whoever they are for. */
export function isDestination(path: string): boolean {
  return destinations.some((one) => one.path === path);
}

export function destinationsFor(reader: Reader): Destination[] {
  return destinations.filter(({ isFor }) => isFor(reader));
}

/** Where someone starts. */
export function startOf(me: Me): string {
  return destinationsFor({ me, decides: false })[0]?.path ?? purchases.path;
}
