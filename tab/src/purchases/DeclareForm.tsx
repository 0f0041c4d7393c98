import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Me } from '../../../bot/src/http/contract.ts';
import { useRereadMe } from '../api/me.ts';
import type { Trouble } from '../api/problem.ts';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { NotDone } from '../components/NotDone.tsx';
import { PurchaseFields } from '../components/PurchaseFields.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { ProseField } from '../components/TextField.tsx';
import { type DeclarationForm, declarationComplaints } from './declaration-form.ts';
import { changedWithListPrice, isListPrice, startedWithListPrice } from './list-price.ts';
import { PolicyField } from './PolicyField.tsx';
import { ProductFields } from './ProductFields.tsx';
import { SumsLine } from './SumsLine.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

type DeclareFormProps = {
  me: Me;
  initial: DeclarationForm;
  /** The product is on the register already and can't be another. */
  isProductKnown: boolean;
  skuPartNumber: string | null;
  isSending: boolean;
  trouble: Trouble | null;
  onSubmit: (form: DeclarationForm) => void;
};

/** The questions of a declaration. It draws and checks; what becomes of the answers is the screen's matter. */
export function DeclareForm({
  me,
  initial,
  isProductKnown,
  skuPartNumber,
  isSending,
  trouble,
  onSubmit,
}: DeclareFormProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const text = words.tab.declare;
  const listing = { skuPartNumber, priceBook: me.priceBook };
  const [typed, setTyped] = useState(() => startedWithListPrice(initial, listing));
  const [isChecked, setIsChecked] = useState(false);
  const element = useRef<HTMLFormElement>(null);

  const rereadMe = useRereadMe();
  const isPolicyOld = trouble?.code === 'policy.changed';
  useEffect(() => {
    if (isPolicyOld) rereadMe();
  }, [isPolicyOld, rereadMe]);

  // What was accepted is the policy that was shown; another one has to be accepted anew.
  const form = { ...typed, acceptsPolicy: typed.acceptsPolicy && typed.policyVersion === me.policy.version };
  const found = declarationComplaints(form, locale);
  const complaints = isChecked ? found : {};
  const count = Object.keys(found).length;
  const change = (changes: Partial<DeclarationForm>) =>
    setTyped((before) => changedWithListPrice(before, changes, listing));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (count === 0 && !isSending) onSubmit(form);
    else requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form ref={element} className={styles.form} onSubmit={submit} noValidate>
      {!isProductKnown && (
        <ProductFields form={form} products={me.products} complaints={complaints} onChange={change} />
      )}
      <PurchaseFields
        form={form}
        complaints={complaints}
        areRequired
        priceHint={isListPrice(form, listing) ? text.listPriceHint : null}
        onChange={(field, value) => change({ [field]: value })}
      />
      <SumsLine form={form} />
      <ProseField
        label={text.reason}
        hint={text.reasonHint}
        value={form.reason}
        onChange={(reason) => change({ reason })}
        isRequired
        complaint={complaints.reason}
      />
      <PolicyField
        policy={me.policy}
        isAccepted={form.acceptsPolicy}
        complaint={complaints.acceptsPolicy ?? null}
        onChange={(acceptsPolicy) => change({ acceptsPolicy, policyVersion: me.policy.version })}
      />
      {isChecked && count > 0 && (
        <p role="status" className={shared.danger}>
          {text.check(formats.count(count), count === 1)}
        </p>
      )}
      {trouble && <NotDone trouble={trouble} />}
      <div>
        <Button type="submit" appearance="primary" size="large" disabledFocusable={isSending}>
          {isSending ? words.tab.act.sending : text.submit}
        </Button>
      </div>
    </form>
  );
}
