import {
  Menu,
  MenuButton,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components';
import { Person20Regular } from '@fluentui/react-icons/svg/person';
import { useNavigate } from 'react-router';
import { useWords } from '../components/locale.tsx';
import { popupPlace, useSharedStyles } from '../components/styles.ts';
import { aboutPerson } from './SignIn.tsx';
import type { Session } from './session.ts';

const useStyles = makeStyles({
  button: { maxWidth: '100%', minWidth: 0 },
  name: {
    '@media (max-width: 479px)': { display: 'none' },
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

/** On the practice tenant: who one is just now, and a way to be someone else. */
export function PersonaMenu({ practice }: { practice: NonNullable<Session['practice']> }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const text = useWords().tab.signIn;
  const navigate = useNavigate();
  const { person, people, become } = practice;
  return (
    <Menu
      inline
      positioning={popupPlace}
      checkedValues={{ person: [person.upn] }}
      onCheckedValueChange={(_, { checkedItems: [upn] }) => {
        const chosen = people.find((one) => one.upn === upn);
        if (!chosen || chosen.upn === person.upn) return;
        // What is open may not be for the other one to see.
        void navigate('/');
        become(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          icon={<Person20Regular />}
          className={styles.button}
          aria-label={text.youAre(person.displayName)}
        >
          <span className={styles.name}>{person.displayName}</span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className={shared.popup}>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>
              {text.practice}: {text.switchTo}
            </MenuGroupHeader>
            {people.map((one) => (
              <MenuItemRadio key={one.upn} name="person" value={one.upn} secondaryContent={aboutPerson(one)}>
                {one.displayName}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
