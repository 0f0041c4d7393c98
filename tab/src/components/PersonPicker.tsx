import { Combobox, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PersonRef } from '../../../bot/src/http/contract.ts';
import { type PeopleSearch, usePeopleSearch } from '../api/people.ts';
import { useFormats, useWords } from './locale.tsx';
import { useSharedStyles } from './styles.ts';
import { fieldProps } from './TextField.tsx';

/** Whom someone means: a colleague chosen from the list, or what was typed as it is. */
export type Named = { person: PersonRef | null; text: string };

export const nobodyNamed: Named = { person: null, text: '' };

/** How the API is told of them: by directory id, or by the work address that was typed; empty for nobody. */
export function namedBy({ person, text }: Named): string {
  return person?.id ?? text.trim();
}

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  address: { fontSize: tokens.fontSizeBase200, color: 'inherit' },
});

type PersonPickerProps = {
  label: string;
  value: Named;
  onChange: (named: Named) => void;
  /** People who are not offered. */
  except?: readonly string[];
  /** Why it can't be accepted as it is. */
  complaint?: string | null;
  isRequired?: boolean;
};

/** Finds a colleague by the beginning of name or work address. A whole work address may be typed and left as it is. */
export function PersonPicker({ label, value, onChange, except = [], complaint = null, isRequired }: PersonPickerProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const formats = useFormats();
  const text = useWords().tab.people;
  const [isOpen, setOpen] = useState(false);
  const search = usePeopleSearch(value.person ? null : value.text);
  const people = search.status === 'found' ? search.people.filter(({ id }) => !except.includes(id)) : [];
  const said = wordOf(search, people.length);
  function wordOf({ status }: PeopleSearch, count: number): string | null {
    if (status === 'idle') return null;
    if (status === 'searching') return text.searching;
    if (status === 'failed') return text.unreachable;
    return count === 0 ? text.none : text.found(formats.count(count), count === 1);
  }
  const choose = (id: string | undefined) => {
    const person = people.find((one) => one.id === id);
    if (person) onChange({ person, text: person.name });
  };
  return (
    <>
      <Field {...fieldProps({ label, hint: text.hint, complaint, ...(isRequired && { isRequired }) })}>
        <Combobox
          freeform
          autoComplete="off"
          value={value.text}
          selectedOptions={value.person ? [value.person.id] : []}
          input={{ size: 1, maxLength: 200 }}
          expandIcon={null}
          open={isOpen}
          onOpenChange={(_, { open }) => setOpen(open)}
          onChange={(event) => {
            onChange({ person: null, text: event.target.value });
            // Fluent opens the list for keys alone; names are pasted and dictated too.
            setOpen(true);
          }}
          onOptionSelect={(_, { optionValue }) => choose(optionValue)}
        >
          {people.length > 0 ? (
            people.map((person) => (
              <Option key={person.id} value={person.id} text={person.name} checkIcon={null}>
                <span className={styles.option}>
                  <span>{person.name}</span>
                  <span className={styles.address}>{person.upn}</span>
                </span>
              </Option>
            ))
          ) : (
            <Option key="none" text="" disabled checkIcon={null}>
              {said ?? text.hint}
            </Option>
          )}
        </Combobox>
      </Field>
      <span role="status" className={shared.hidden}>
        {said}
      </span>
    </>
  );
}
