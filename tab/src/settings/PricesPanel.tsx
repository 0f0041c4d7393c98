import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { priceText } from '../../../bot/src/domain/settings-history.ts';
import type { SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { useLocale, useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';
import type { Price } from './PriceDialog.tsx';
import { SettingPanel } from './SettingPanel.tsx';

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    overflowWrap: 'anywhere',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { color: tokens.colorNeutralForeground3 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, justifyContent: 'flex-end' },
  last: { paddingRight: 0 },
});

type PricesPanelProps = {
  priceBook: SettingsAnswer['priceBook'];
  mayChange: boolean;
  onPrice: (price: Price | null) => void;
  onRemove: (price: Price) => void;
};

/** The price book: what a seat costs by list. */
export function PricesPanel({ priceBook, mayChange, onPrice, onRemove }: PricesPanelProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const locale = useLocale();
  const page = useWords().tab.settingsPage;
  const text = page.prices;
  const head = mergeClasses(styles.cell, styles.head);
  return (
    <SettingPanel
      heading={text.heading}
      about={text.about}
      verb={text.add}
      onEdit={mayChange ? () => onPrice(null) : null}
    >
      {priceBook.length === 0 ? (
        text.empty
      ) : (
        <table className={styles.table}>
          <caption className={shared.hidden}>{text.caption}</caption>
          <thead>
            <tr>
              <th scope="col" className={head}>
                {text.product}
              </th>
              <th scope="col" className={head}>
                {text.price}
              </th>
              {mayChange && (
                <th scope="col" className={mergeClasses(head, styles.last)}>
                  <span className={shared.hidden}>{text.actions}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {priceBook.map((price) => {
              const words = priceText(price.unitPrice, price.billingTerm, locale);
              return (
                <tr key={`${price.product}|${price.billingTerm}|${price.unitPrice.currency}`}>
                  <th scope="row" className={styles.cell}>
                    {price.product}
                  </th>
                  <td className={styles.cell}>{words}</td>
                  {mayChange && (
                    <td className={mergeClasses(styles.cell, styles.last)}>
                      <div className={styles.acts}>
                        <Button
                          size="small"
                          aria-label={page.editOf(`${price.product}, ${words}`)}
                          onClick={() => onPrice(price)}
                        >
                          {page.edit}
                        </Button>
                        <Button
                          size="small"
                          appearance="subtle"
                          aria-label={page.removeOf(`${price.product}, ${words}`)}
                          onClick={() => onRemove(price)}
                        >
                          {page.remove}
                        </Button>
                      </div>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </SettingPanel>
  );
}
