import { Combobox, Field, Option } from '@fluentui/react-components';
import type { Me } from '../../../bot/src/http/contract.ts';
import { useWords } from '../components/locale.tsx';
import { fieldProps, LineField } from '../components/TextField.tsx';
import type { DeclarationComplaints, DeclarationForm } from './declaration-form.ts';
import { matchingProducts } from './matching-products.ts';

type ProductFieldsProps = {
  form: Pick<DeclarationForm, 'product' | 'publisher'>;
  products: Me['products'];
  complaints: DeclarationComplaints;
  onChange: (changes: Partial<Pick<DeclarationForm, 'product' | 'publisher'>>) => void;
};

/** Which product: from the catalogue, by any part of its name, or any product of any publisher. */
export function ProductFields({ form, products, complaints, onChange }: ProductFieldsProps) {
  const text = useWords().tab.declare;
  const known = products.find(({ name }) => name.toLocaleLowerCase() === form.product.trim().toLocaleLowerCase());
  const type = (product: string) => {
    const chosen = products.find(({ name }) => name === product);
    onChange({ product, ...(chosen && { publisher: chosen.publisher }) });
  };
  return (
    <>
      <Field
        {...fieldProps({
          label: text.product,
          hint: text.productHint,
          complaint: complaints.product,
          isRequired: true,
        })}
      >
        <Combobox
          freeform
          inlinePopup
          autoComplete="off"
          value={form.product}
          selectedOptions={known ? [known.name] : []}
          input={{ size: 1 }}
          onChange={(event) => type(event.target.value)}
          onOptionSelect={(_, { optionValue }) => optionValue && type(optionValue)}
        >
          {matchingProducts(products, form.product).map(({ name }) => (
            <Option key={name} value={name}>
              {name}
            </Option>
          ))}
        </Combobox>
      </Field>
      {!known && (
        <LineField
          label={text.publisher}
          hint={text.publisherHint}
          value={form.publisher}
          onChange={(publisher) => onChange({ publisher })}
          isRequired
          complaint={complaints.publisher}
        />
      )}
    </>
  );
}
