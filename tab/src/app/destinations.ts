import type { FluentIcon } from '@fluentui/react-icons';
import { Cart20Regular } from '@fluentui/react-icons/svg/cart';
import { Table20Regular } from '@fluentui/react-icons/svg/table';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Me } from '../../../bot/src/http/contract.ts';

export type Destination = {
  path: string;
  icon: FluentIcon;
  word: (words: Words) => string;
  isFor: (me: Me) => boolean;
};

/** Where one can go, in order; the first that is for someone is where they start. */
const destinations: readonly Destination[] = [
  { path: '/register', icon: Table20Regular, word: (words) => words.tab.register, isFor: (me) => me.seesAll },
  { path: '/purchases', icon: Cart20Regular, word: (words) => words.tab.purchases, isFor: () => true },
];

export function destinationsFor(me: Me): Destination[] {
  return destinations.filter(({ isFor }) => isFor(me));
}
