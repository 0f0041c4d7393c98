import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Me } from '../../../bot/src/http/contract.ts';
import { useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({
  heading: { display: 'block', marginBottom: tokens.spacingVerticalXS },
  text: {
    marginBottom: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    maxHeight: '200px',
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  complaint: { margin: 0, fontSize: tokens.fontSizeBase200 },
});

type PolicyFieldProps = {
  policy: Me['policy'];
  isAccepted: boolean;
  complaint: string | null;
  onChange: (isAccepted: boolean) => void;
};

/** The purchase policy to read, and its acceptance. */
export function PolicyField({ policy, isAccepted, complaint, onChange }: PolicyFieldProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const text = useWords().tab.declare;
  const complaintId = useId();
  const heading = text.policy(policy.version);
  return (
    <div>
      <strong className={styles.heading}>{heading}</strong>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <section className={mergeClasses(styles.text, shared.prose)} tabIndex={0} aria-label={heading}>
        {policy.text}
      </section>
      <Checkbox
        checked={isAccepted}
        required
        label={text.accept}
        onChange={(_, { checked }) => onChange(checked === true)}
        {...(complaint && { 'aria-invalid': true, 'aria-describedby': complaintId })}
      />
      {complaint && (
        <p id={complaintId} className={mergeClasses(styles.complaint, shared.danger)}>
          {complaint}
        </p>
      )}
    </div>
  );
}
