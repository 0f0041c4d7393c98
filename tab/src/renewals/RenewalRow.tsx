import { Button, makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { Link } from 'react-router';
import { daysBetween } from '../../../bot/src/domain/day.ts';
import type { RenewalDecision } from '../../../bot/src/domain/renewal.ts';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { Said } from '../components/Said.tsx';
import { narrow, useSharedStyles } from '../components/styles.ts';
import { RenewalWord } from './RenewalWord.tsx';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '110px minmax(0, 4fr) minmax(0, 3fr) minmax(0, 3fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalM} 0`,
    overflowWrap: 'anywhere',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  small: { fontSize: tokens.fontSizeBase200 },
  name: { fontWeight: tokens.fontWeightSemibold },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

type RenewalRowProps = {
  item: Item;
  today: string;
  mayDecide: boolean;
  onDecide: (item: Item, preset: RenewalDecision) => void;
};

/** One renewal: when, of what and whose, what it costs, what is known of it, and what is to become of it. */
export function RenewalRow({ item, today, mayDecide, onDecide }: RenewalRowProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const returnsHere = useRestoreFocusTarget();
  const text = words.tab.renewalsPage;
  const product = words.tab.product(formats.count(item.quantity), item.product);
  const whose = [(item.owner ?? item.purchaser)?.name ?? words.tab.nobody, item.department].filter(Boolean).join(' · ');
  const { renewal } = item;
  return (
    <div className={styles.root}>
      <div className={styles.stack}>
        <span>{item.renewsOn && formats.day(item.renewsOn)}</span>
        <span className={mergeClasses(shared.muted, styles.small)}>{item.renewsOn && whenWord(item.renewsOn)}</span>
      </div>
      <div className={styles.stack}>
        <span>
          <Link className={mergeClasses(shared.link, styles.name)} to={`/register/${encodeURIComponent(item.id)}`}>
            {product}
          </Link>
        </span>
        <span className={shared.muted}>{whose}</span>
      </div>
      <div className={styles.stack}>
        <span className={item.renewalCost ? shared.figures : shared.muted}>
          {item.renewalCost ? formats.money(item.renewalCost) : text.priceUnknown}
        </span>
        <span className={mergeClasses(styles.small, item.status === 'rejected' ? shared.danger : shared.muted)}>
          {knownWord()}
        </span>
      </div>
      <div className={styles.stack}>
        {item.renewalState && <RenewalWord state={item.renewalState} />}
        {renewal && (
          <span className={styles.small}>
            <Said text={renewal.reason} by={text.by(renewal.by.name, formats.moment(renewal.at))} />
          </span>
        )}
        {mayDecide && (
          <div className={styles.buttons}>
            {renewal ? (
              <Button
                size="small"
                aria-label={text.changeNamed(product)}
                onClick={() => onDecide(item, renewal.decision === 'keep' ? 'end' : 'keep')}
                {...returnsHere}
              >
                {text.change}
              </Button>
            ) : (
              <>
                <Button
                  size="small"
                  aria-label={text.keepNamed(product)}
                  onClick={() => onDecide(item, 'keep')}
                  {...returnsHere}
                >
                  {text.keep}
                </Button>
                <Button
                  size="small"
                  aria-label={text.endNamed(product)}
                  onClick={() => onDecide(item, 'end')}
                  {...returnsHere}
                >
                  {text.end}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );

  function whenWord(day: string): string {
    const days = daysBetween(today, day);
    if (days === 0) return text.today;
    const count = formats.count(Math.abs(days));
    return (days > 0 ? text.inDays : text.daysAgo)(count, Math.abs(days) === 1);
  }

  /** What is known of whether it renews by itself. */
  function knownWord(): string {
    if (item.status === 'rejected') return text.rejected;
    if (item.isTrial) return text.trial;
    return item.commerceStatus === null ? text.notKnown : text.renewsItself;
  }
}
