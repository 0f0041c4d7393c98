import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useSyncExternalStore } from 'react';
import { safeLocale } from '../../../bot/src/domain/words/safe-locale.ts';
import { LocaleProvider } from '../components/locale.tsx';
import { SignIn } from '../sign-in/SignIn.tsx';
import type { SigningIn } from '../sign-in/sign-in.ts';
import { pageOfDeepLink } from './deep-link.ts';
import type { Router } from './router.tsx';
import { SignedIn } from './SignedIn.tsx';
import { useTheme } from './use-theme.ts';

// Not on the provider itself: what it wears, dialogs and menus wear too.
const useStyles = makeStyles({ ground: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 } });

type AppProps = { router: Router; signingIn: SigningIn };

/** The tab: the theme and language of its surroundings, and whoever signs in. */
export function App({ router, signingIn }: AppProps) {
  const styles = useStyles();
  const { signIn, host } = useSyncExternalStore(signingIn.subscribe, signingIn.now);
  const theme = useTheme(host);
  useEffect(() => {
    const page = pageOfDeepLink(host?.subPageId ?? null);
    if (page) void router.navigate(page, { replace: true });
  }, [host, router]);
  return (
    <LocaleProvider locale={safeLocale(host?.locale ?? navigator.language)}>
      <FluentProvider theme={theme}>
        <div className={styles.ground}>
          {signIn.status === 'ready' ? (
            // Another persona is another person: nothing of the one before is kept.
            <SignedIn
              key={signIn.session.practice?.person.upn ?? ''}
              session={signIn.session}
              host={host}
              router={router}
            />
          ) : (
            <SignIn state={signIn} />
          )}
        </div>
      </FluentProvider>
    </LocaleProvider>
  );
}
