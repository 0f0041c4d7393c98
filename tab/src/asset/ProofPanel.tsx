import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle16Regular } from '@fluentui/react-icons/svg/circle';
import type { ReactNode } from 'react';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { Facts } from '../components/Facts.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';
import { Said } from '../components/Said.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { type ProofItem, type ProofKey, proofOf } from './proof.ts';

const useStyles = makeStyles({
  item: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', columnGap: tokens.spacingHorizontalS },
  icon: { marginTop: '2px' },
  held: { color: tokens.colorStatusSuccessForeground1 },
});

/** What proves it, counted, and of what is missing whom to ask. */
export function ProofPanel({ detail }: { detail: Detail }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const { proof } = words.tab.asset;
  const items = proofOf(detail);
  const held = items.filter(({ isHeld }) => isHeld);

  const { policy, decision, unitPrice, perTerm, reason, createdAt } = detail;
  const price = unitPrice ?? perTerm;
  const holding: Record<ProofKey, ReactNode> = {
    seen: formats.moment(createdAt),
    price: price && formats.money(price),
    reason: reason && <Said text={reason} />,
    policy: policy && proof.version(policy.version, formats.moment(policy.acceptedAt)),
    decision:
      decision &&
      `${words.status[decision.outcome]}, ${words.tab.asset.words(decision.by.name, formats.moment(decision.at))}`,
  };
  const lacking = (item: ProofItem & { isHeld: false }) => {
    if (item.key === 'seen') return proof.notSeen;
    if (item.askName === null) return proof.missing;
    return item.key === 'decision' ? proof.waits(item.askName) : proof.ask(item.askName);
  };
  return (
    <Panel heading={proof.count(formats.count(held.length), formats.count(items.length))}>
      <Facts
        facts={items.map((item) => ({
          label: proof[item.key],
          value: (
            <span className={styles.item}>
              {item.isHeld ? (
                <CheckmarkCircle16Filled className={mergeClasses(styles.icon, styles.held)} aria-hidden />
              ) : (
                <Circle16Regular className={mergeClasses(styles.icon, shared.muted)} aria-hidden />
              )}
              <span className={item.isHeld ? undefined : shared.muted}>
                {item.isHeld ? holding[item.key] : lacking(item)}
              </span>
            </span>
          ),
        }))}
      />
    </Panel>
  );
}
