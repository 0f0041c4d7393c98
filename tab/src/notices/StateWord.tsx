import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import type { NoticeState } from '../api/notices.ts';
import { useWords } from '../components/locale.tsx';
import { type Sign, SignedWord } from '../components/SignedWord.tsx';

const signs: Record<NoticeState, Sign> = {
  failed: { icon: DismissCircle16Filled, tone: 'danger' },
  waiting: { icon: Clock16Regular, tone: 'warning' },
  pending: { icon: ArrowSync16Regular, tone: 'brand' },
  delivered: { icon: CheckmarkCircle16Filled, tone: 'success' },
};

/** How a notice stands. */
export function StateWord({ state }: { state: NoticeState }) {
  return <SignedWord sign={signs[state]} word={useWords().tab.noticesPage.one[state]} />;
}
