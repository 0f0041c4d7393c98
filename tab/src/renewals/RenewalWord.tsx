import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { QuestionCircle16Filled } from '@fluentui/react-icons/svg/question-circle';
import type { RenewalState } from '../../../bot/src/domain/renewal.ts';
import { useWords } from '../components/locale.tsx';
import { type Sign, SignedWord } from '../components/SignedWord.tsx';

const signs: Record<RenewalState, Sign> = {
  undecided: { icon: QuestionCircle16Filled, tone: 'warning' },
  keep: { icon: CheckmarkCircle16Filled, tone: 'success' },
  end: { icon: DismissCircle16Filled, tone: 'quiet' },
};

/** How a renewal stands. */
export function RenewalWord({ state }: { state: RenewalState }) {
  return <SignedWord sign={signs[state]} word={useWords().tab.list.renewal[state]} />;
}
