import { Field, type FieldProps, Input, type InputProps, Textarea } from '@fluentui/react-components';

type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** Why it can't be accepted as it is. */
  complaint?: string | null | undefined;
  isRequired?: boolean;
};

/** A label with its hint and, when refused, the reason, as the props of a Fluent field. */
export function fieldProps({ label, hint, complaint, isRequired = false }: Omit<TextFieldProps, 'value' | 'onChange'>) {
  return {
    label,
    required: isRequired,
    ...(hint !== undefined && { hint }),
    ...(complaint && { validationMessage: complaint, validationState: 'error' as const }),
  } satisfies FieldProps;
}

type LineFieldProps = TextFieldProps & Pick<InputProps, 'type' | 'inputMode' | 'maxLength' | 'list'>;

/** A line of text. */
export function LineField({ label, value, onChange, hint, complaint, isRequired, ...input }: LineFieldProps) {
  return (
    <Field {...fieldProps({ label, complaint, ...(hint && { hint }), ...(isRequired && { isRequired }) })}>
      <Input
        {...input}
        value={value}
        autoComplete="off"
        // A field may get narrower than a browser's usual 20 characters.
        input={{ size: 1 }}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

/** A text of a few lines. */
export function ProseField({ label, value, onChange, hint, complaint, isRequired }: TextFieldProps) {
  return (
    <Field {...fieldProps({ label, complaint, ...(hint && { hint }), ...(isRequired && { isRequired }) })}>
      <Textarea value={value} rows={3} resize="vertical" onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}
