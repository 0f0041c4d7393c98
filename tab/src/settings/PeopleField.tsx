import { Button, Label, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { useId, useState } from 'react';
import type { PersonRef } from '../../../bot/src/http/contract.ts';
import { useWords } from '../components/locale.tsx';
import { type Named, nobodyNamed, PersonPicker } from '../components/PersonPicker.tsx';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  list: { listStyleType: '""', margin: 0, padding: 0 },
  person: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  nobody: { margin: 0, color: tokens.colorNeutralForeground3 },
});

type PeopleFieldProps = {
  people: readonly PersonRef[];
  /** What is typed and not yet chosen; it counts too when the form is sent. */
  typed: Named;
  complaint: string | null;
  onChange: (people: readonly PersonRef[], typed: Named) => void;
};

/** Some people: each can be taken out, and whoever is chosen from the search is added at once. */
export function PeopleField({ people, typed, complaint, onChange }: PeopleFieldProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const text = useWords().tab.settingsPage;
  const id = useId();
  const [said, setSaid] = useState('');
  const remove = (person: PersonRef) => {
    setSaid(text.people.removed(person.name));
    onChange(
      people.filter((one) => one !== person),
      typed,
    );
  };
  const pick = (named: Named) => {
    if (!named.person) return onChange(people, named);
    setSaid(text.people.added(named.person.name));
    onChange([...people, named.person], nobodyNamed);
  };
  return (
    <div className={styles.root}>
      <Label id={id}>{text.people.label}</Label>
      {people.length === 0 && <p className={styles.nobody}>{text.people.nobody}</p>}
      <ul className={styles.list} aria-labelledby={id}>
        {people.map((person) => (
          <li key={person.id} className={styles.person}>
            <span title={person.upn}>{person.name}</span>
            <Button
              size="small"
              appearance="subtle"
              icon={<Dismiss16Regular />}
              aria-label={text.removeOf(person.name)}
              onClick={() => remove(person)}
            />
          </li>
        ))}
      </ul>
      <PersonPicker
        label={text.people.add}
        value={typed}
        onChange={pick}
        except={people.map((person) => person.id)}
        complaint={complaint}
      />
      <span role="status" className={shared.hidden}>
        {said}
      </span>
    </div>
  );
}
