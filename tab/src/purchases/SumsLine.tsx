import { billingTerms, pricePerMonth, pricePerYear } from '../../../bot/src/domain/asset.ts';
import { parsePrice, parseSeats } from '../../../bot/src/domain/declare.ts';
import { Refusal } from '../../../bot/src/domain/errors.ts';
import { parsePriceBasis, priceAsTold } from '../../../bot/src/domain/lots.ts';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import type { PurchaseForm } from '../components/purchase-form.ts';
import { useSharedStyles } from '../components/styles.ts';

/** What the typed price comes to, as soon as it can be told. */
export function SumsLine({ form }: { form: PurchaseForm }) {
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const purchase = readSoFar(form, useLocale());
  if (!purchase) return null;
  const month = pricePerMonth(purchase);
  const year = pricePerYear(purchase);
  if (!year) return null;
  return (
    <span className={shared.muted}>
      {month
        ? words.tab.declare.sums(formats.money(month), formats.money(year))
        : words.tab.declare.sumOnce(formats.money(year))}
    </span>
  );
}

function readSoFar(form: PurchaseForm, locale: string) {
  const billingTerm = billingTerms.find((term) => term === form.billingTerm);
  if (!billingTerm) return null;
  try {
    const quantity = parseSeats(form.quantity);
    const price = parsePrice(form.price, form.currency, locale);
    return { quantity, billingTerm, ...priceAsTold(price, parsePriceBasis(form.pricePer), { quantity, since: null }) };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
