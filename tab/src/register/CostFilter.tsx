import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../components/locale.tsx';
import { FilterPopover } from './FilterPopover.tsx';
import { parseCost, type View } from './views/view.ts';

type CostFilterProps = { view: View; size: 'small' | 'medium'; onChange: (view: View) => void };

/** A filter by what a purchase costs a month. */
export function CostFilter({ view, size, onChange }: CostFilterProps) {
  const words = useWords();
  const text = words.tab.list.costFilter;
  const inForce = view.costFrom === null ? '' : String(view.costFrom);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(inForce);
  const [isRefused, setRefused] = useState(false);
  const open = (next: boolean) => {
    setOpen(next);
    setTyped(inForce);
    setRefused(false);
  };
  const apply = () => {
    const costFrom = parseCost(typed);
    if (costFrom === null && typed.trim() !== '') return setRefused(true);
    onChange({ ...view, costFrom });
    setOpen(false);
  };
  return (
    <FilterPopover
      label={text.label}
      size={size}
      count={view.costFrom === null ? 0 : 1}
      isOpen={isOpen}
      onOpenChange={open}
      onClear={() => {
        onChange({ ...view, costFrom: null });
        setOpen(false);
      }}
    >
      {() => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <Field
            label={text.least}
            hint={text.hint}
            {...(isRefused && { validationMessage: text.unreadable, validationState: 'error' })}
          >
            <Input
              inputMode="decimal"
              value={typed}
              onChange={(_, { value }) => {
                setTyped(value);
                setRefused(false);
              }}
              contentAfter={
                <Button type="submit" size="small" appearance="transparent">
                  {text.apply}
                </Button>
              }
            />
          </Field>
        </form>
      )}
    </FilterPopover>
  );
}
