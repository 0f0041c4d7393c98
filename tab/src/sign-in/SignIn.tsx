import { Button, makeStyles, Spinner, tokens, typographyStyles } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import { PeopleTeam24Regular } from '@fluentui/react-icons/svg/people-team';
import { PlugDisconnected24Regular } from '@fluentui/react-icons/svg/plug-disconnected';
import type { ReactNode } from 'react';
import { Blank } from '../components/Blank.tsx';
import { useWords } from '../components/locale.tsx';
import type { PracticePerson } from './practice.ts';
import type { SignInState } from './sign-in.ts';

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
  },
  heading: { ...typographyStyles.title3, margin: 0, textAlign: 'center' },
  lead: { color: tokens.colorNeutralForeground2, maxWidth: '56ch', margin: 0, textAlign: 'center' },
  people: {
    listStyleType: '""',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    width: '100%',
    maxWidth: '420px',
  },
  person: { width: '100%', justifyContent: 'flex-start', textAlign: 'left', padding: tokens.spacingHorizontalM },
  about: { display: 'block', color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
});

/** What is shown until someone is signed in. */
export function SignIn({ state }: { state: Exclude<SignInState, { status: 'ready' }> }) {
  const styles = useStyles();
  const words = useWords().tab.signIn;
  switch (state.status) {
    case 'starting':
      return (
        <main className={styles.page}>
          <Spinner label={words.starting} />
        </main>
      );
    case 'choosing':
      return <PersonaPicker people={state.people} choose={state.choose} />;
    case 'outside':
      return <Stop icon={PeopleTeam24Regular} title={words.outside} lead={words.outsideLead} />;
    case 'failed':
      return (
        <Stop icon={PlugDisconnected24Regular} title={words.failed} lead={words.failedLead}>
          <Button appearance="primary" onClick={state.retry}>
            {words.retry}
          </Button>
        </Stop>
      );
  }
}

type StopProps = { icon: FluentIcon; title: string; lead: string; children?: ReactNode };

function Stop({ icon, title, lead, children }: StopProps) {
  const styles = useStyles();
  const words = useWords();
  return (
    <main className={styles.page}>
      <title>{words.tab.title(title)}</title>
      <Blank icon={icon} title={title} lead={lead} level={1}>
        {children}
      </Blank>
    </main>
  );
}

type PersonaPickerProps = { people: readonly PracticePerson[]; choose: (person: PracticePerson) => void };

function PersonaPicker({ people, choose }: PersonaPickerProps) {
  const styles = useStyles();
  const words = useWords();
  const text = words.tab.signIn;
  return (
    <main className={styles.page}>
      <title>{words.tab.title(text.choose)}</title>
      <h1 className={styles.heading}>{text.choose}</h1>
      <p className={styles.lead}>{text.chooseLead}</p>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id}>
            <Button className={styles.person} onClick={() => choose(person)}>
              <span>
                {person.displayName}
                <span className={styles.about}>{aboutPerson(person)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </main>
  );
}

/** "ITAM staff · Finance" */
export function aboutPerson({ role, department }: PracticePerson): string {
  return [role, department].filter(Boolean).join(' · ');
}
