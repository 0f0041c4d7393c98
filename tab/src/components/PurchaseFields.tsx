import { makeStyles, tokens } from '@fluentui/react-components';
import { priceBases } from '../../../bot/src/domain/lots.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { useWords } from './locale.tsx';
import type { PurchaseField, PurchaseForm } from './purchase-form.ts';
import { TermField } from './TermField.tsx';
import { LineField } from './TextField.tsx';

const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'AUD', 'CAD', 'SEK', 'NOK', 'DKK', 'INR'];

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(165px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
});

type PurchaseFieldsProps = {
  form: PurchaseForm;
  complaints: Partial<Record<PurchaseField, string>>;
  areRequired: boolean;
  /** Where the price comes from, if nobody typed it. */
  priceHint?: string | null;
  onChange: (field: PurchaseField, value: string) => void;
};

/** The facts of a purchase that people type: seats, price, term, dates, cost centre. */
export function PurchaseFields({ form, complaints, areRequired, priceHint = null, onChange }: PurchaseFieldsProps) {
  const styles = useStyles();
  const words = useWords();
  const text = words.tab.declare;
  const common = (field: PurchaseField) => ({
    value: form[field],
    complaint: complaints[field],
    onChange: (value: string) => onChange(field, value),
    isRequired: areRequired && field !== 'renewsOn',
  });
  return (
    <>
      <div className={styles.pair}>
        <LineField label={text.seats} inputMode="numeric" {...common('quantity')} />
        <LineField
          label={text.price}
          inputMode="decimal"
          {...(priceHint !== null && { hint: priceHint })}
          {...common('price')}
        />
        <ChoiceField
          label={text.pricePer}
          choices={priceBases.map((basis) => ({ value: basis, word: words.priceBasis[basis] }))}
          {...common('pricePer')}
        />
        <LineField label={text.currency} hint={text.currencyHint} list="currencies" {...common('currency')} />
        <TermField {...common('billingTerm')} />
        <LineField label={text.boughtOn} type="date" {...common('purchasedOn')} />
        <LineField label={text.renewsOn} type="date" hint={text.renewsOnHint} {...common('renewsOn')} />
      </div>
      <datalist id="currencies">
        {currencies.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
      <LineField label={text.costCentre} hint={text.costCentreHint} {...common('costCentre')} />
    </>
  );
}
