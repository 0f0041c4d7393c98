import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { AddedSeats } from '../../../bot/src/domain/correct.ts';
import { dayOf } from '../../../bot/src/domain/day.ts';
import { parsePrice, parsePurchaseDay, parseSeats } from '../../../bot/src/domain/declare.ts';
import { parsePriceBasis, priceBases } from '../../../bot/src/domain/lots.ts';
import { firstCurrency } from '../../../bot/src/domain/typed-money.ts';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { ChoiceField } from '../components/ChoiceField.tsx';
import { useWords } from '../components/locale.tsx';
import { complaintsOf } from '../components/purchase-form.ts';
import { LineField } from '../components/TextField.tsx';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(165px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
});

type AddedSeatsFieldsProps = {
  detail: Detail;
  /** Null while nobody says that some seats cost something else. */
  added: AddedSeats | null;
  complaints: Partial<Record<keyof AddedSeats, string>>;
  onChange: (added: AddedSeats | null) => void;
};

/** Asks for seats that came later at another price. */
export function AddedSeatsFields({ detail, added, complaints, onChange }: AddedSeatsFieldsProps) {
  const styles = useStyles();
  const words = useWords();
  const text = words.tab.act.added;
  const common = (field: keyof AddedSeats, from: AddedSeats) => ({
    value: from[field],
    complaint: complaints[field],
    onChange: (value: string) => onChange({ ...from, [field]: value }),
    isRequired: true,
  });
  return (
    <>
      <Checkbox
        label={text.toggle}
        checked={added !== null}
        onChange={(_, data) => onChange(data.checked === true ? startedFor(detail) : null)}
      />
      {added && (
        <div className={styles.fields}>
          <LineField label={text.seats} inputMode="numeric" {...common('quantity', added)} />
          <LineField label={text.price} inputMode="decimal" {...common('price', added)} />
          <ChoiceField
            label={words.tab.declare.pricePer}
            choices={priceBases.map((basis) => ({ value: basis, word: words.lotBasis[basis] }))}
            {...common('pricePer', added)}
          />
          <LineField label={text.since} type="date" {...common('since', added)} />
        </div>
      )}
    </>
  );
}

/** Begins with the seats that have no price yet, where there are some. */
function startedFor({ lots, quantity }: Detail): AddedSeats {
  const free = lots.length === 0 ? 0 : quantity - lots.reduce((sum, lot) => sum + lot.quantity, 0);
  return { quantity: free > 0 ? String(free) : '', price: '', pricePer: 'seat', since: '' };
}

/** What the rules object to, per field. */
export function addedComplaints(
  { quantity, price, pricePer, since }: AddedSeats,
  currency: string,
  locale: string,
): Partial<Record<keyof AddedSeats, string>> {
  return complaintsOf(
    {
      quantity: () => parseSeats(quantity),
      price: () => parsePrice(price, currency.trim() || firstCurrency, locale),
      pricePer: () => parsePriceBasis(pricePer),
      since: () => parsePurchaseDay(since, dayOf(new Date())),
    },
    locale,
  );
}
