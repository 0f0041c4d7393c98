import { useState } from 'react';
import type { PersonRef } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { namedBy, nobodyNamed } from '../components/PersonPicker.tsx';
import { PeopleField } from './PeopleField.tsx';
import { idsOf, namesOf } from './people.ts';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

/** Says who the fallback approvers are. */
export function ApproversDialog(props: DialogProps) {
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.settingsPage;
  const [people, setPeople] = useState<readonly PersonRef[]>(props.seen.fallbackApprovers.people);
  const [typed, setTyped] = useState(nobodyNamed);
  return (
    <SettingDialog
      {...props}
      setting="fallback-approvers"
      title={text.approvers.title}
      lead={text.approvers.lead}
      body={{ people: idsOf(people, namedBy(typed)) }}
      nowOf={({ fallbackApprovers }) => namesOf(fallbackApprovers.people, formats) || words.tab.nobody}
    >
      {() => (
        <PeopleField
          people={people}
          typed={typed}
          complaint={null}
          onChange={(chosen, named) => {
            setPeople(chosen);
            setTyped(named);
          }}
        />
      )}
    </SettingDialog>
  );
}
