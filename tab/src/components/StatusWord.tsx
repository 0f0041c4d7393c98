import { Archive16Regular } from '@fluentui/react-icons/svg/archive';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { QuestionCircle16Filled } from '@fluentui/react-icons/svg/question-circle';
import { RecordStop16Regular } from '@fluentui/react-icons/svg/record-stop';
import type { AssetStatus } from '../../../bot/src/domain/asset.ts';
import { useWords } from './locale.tsx';
import { type Sign, SignedWord } from './SignedWord.tsx';

const signs: Record<AssetStatus, Sign> = {
  detected: { icon: QuestionCircle16Filled, tone: 'warning' },
  declared: { icon: Clock16Regular, tone: 'brand' },
  approved: { icon: CheckmarkCircle16Filled, tone: 'success' },
  rejected: { icon: DismissCircle16Filled, tone: 'danger' },
  retired: { icon: Archive16Regular, tone: 'quiet' },
};

const ended: Sign = { icon: RecordStop16Regular, tone: 'quiet' };

/** That an asset can't be charged any more, which no state says. */
export function EndedWord() {
  return <SignedWord sign={ended} word={useWords().running.ended} />;
}

/** An asset's state. */
export function StatusWord({ status }: { status: AssetStatus }) {
  return <SignedWord sign={signs[status]} word={useWords().status[status]} />;
}
