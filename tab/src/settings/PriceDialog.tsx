import { useState } from 'react';
import { parsePrice, parseTerm } from '../../../bot/src/domain/declare.ts';
import { decimalText } from '../../../bot/src/domain/money.ts';
import { priceText } from '../../../bot/src/domain/settings-history.ts';
import type { SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { useLocale, useWords } from '../components/locale.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { TermField } from '../components/TermField.tsx';
import { LineField } from '../components/TextField.tsx';
import { ProductNames } from './ProductNames.tsx';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

export type Price = SettingsAnswer['priceBook'][number];

/** Sets a list price; null for one that is not in the book. */
export function PriceDialog({ price, ...props }: DialogProps & { price: Price | null }) {
  const words = useWords();
  const locale = useLocale();
  const me = useMyself();
  const text = words.tab.settingsPage.prices;
  const declare = words.tab.declare;
  const [form, setForm] = useState({
    product: price?.product ?? '',
    price: price ? decimalText(price.unitPrice) : '',
    currency: price?.unitPrice.currency ?? '',
    billingTerm: price?.billingTerm ?? '',
  });
  const complaints = {
    product: form.product.trim() === '' ? words.refusals['settings.area-missing']({}, locale) : null,
    price: complaintOf(
      () => parsePrice(form.price, complaintOf(() => parsePrice('0', form.currency), locale) ? 'USD' : form.currency),
      locale,
    ),
    currency: complaintOf(() => parsePrice('0', form.currency), locale) && declare.currencyHint,
    billingTerm: complaintOf(() => parseTerm(form.billingTerm), locale),
  };
  const isFine = Object.values(complaints).every((complaint) => complaint === null);
  return (
    <SettingDialog
      {...props}
      setting="price-book"
      title={price ? text.title(price.product) : text.addTitle}
      body={isFine ? form : null}
      nowOf={(settings) =>
        priceNow(settings, { ...form, currency: form.currency.trim().toUpperCase() }, locale) ??
        words.tab.history.nothing
      }
    >
      {(isChecked) => {
        const complaint = (field: keyof typeof complaints) => (isChecked ? complaints[field] : null);
        const change = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value });
        return (
          <>
            {!price && (
              <>
                <LineField
                  label={text.product}
                  hint={text.productHint}
                  value={form.product}
                  onChange={change('product')}
                  list="priced-products"
                  isRequired
                  complaint={complaint('product')}
                />
                <ProductNames id="priced-products" products={me.products} />
              </>
            )}
            <LineField
              label={text.label}
              inputMode="decimal"
              value={form.price}
              onChange={change('price')}
              isRequired
              complaint={complaint('price')}
            />
            {!price && (
              <>
                <LineField
                  label={declare.currency}
                  hint={declare.currencyHint}
                  value={form.currency}
                  onChange={change('currency')}
                  isRequired
                  complaint={complaint('currency')}
                />
                <TermField
                  value={form.billingTerm}
                  onChange={change('billingTerm')}
                  isRequired
                  complaint={complaint('billingTerm')}
                />
              </>
            )}
          </>
        );
      }}
    </SettingDialog>
  );
}

/** Takes a list price out of the book. */
export function NoPriceDialog({ price, ...props }: DialogProps & { price: Price }) {
  const words = useWords();
  const locale = useLocale();
  const text = words.tab.settingsPage;
  const { product, billingTerm, unitPrice } = price;
  const line = { product, billingTerm, currency: unitPrice.currency };
  return (
    <SettingDialog
      {...props}
      setting="price-book"
      title={text.prices.removeTitle(product)}
      lead={priceText(unitPrice, billingTerm, locale)}
      verb={text.remove}
      body={{ ...line, price: null }}
      nowOf={(settings) => priceNow(settings, line, locale) ?? words.tab.history.nothing}
    >
      {() => null}
    </SettingDialog>
  );
}

function priceNow(
  { priceBook }: SettingsAnswer,
  line: { product: string; billingTerm: string; currency: string },
  locale: string,
): string | null {
  const found = priceBook.find(
    ({ product, billingTerm, unitPrice }) =>
      product.toLowerCase() === line.product.trim().toLowerCase() &&
      billingTerm === line.billingTerm &&
      unitPrice.currency === line.currency,
  );
  return found ? priceText(found.unitPrice, found.billingTerm, locale) : null;
}
