import { makeStyles, Spinner } from '@fluentui/react-components';
import { Outlet } from 'react-router';
import { MeProvider, useMe } from '../api/me.ts';
import { useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { TroubleView } from '../components/TroubleView.tsx';

const useStyles = makeStyles({
  waiting: { minHeight: '100vh', display: 'grid', placeItems: 'center' },
});

/** Asks the server who is signed in; the pages are for someone whom it knows. */
export function Root() {
  const styles = useStyles();
  const words = useWords();
  const me = useMe();
  switch (me.status) {
    case 'loading':
      return (
        <main className={styles.waiting}>
          <Spinner label={words.tab.loading} />
        </main>
      );
    case 'failed':
      return (
        <Page title={words.tab.app}>
          <TroubleView trouble={me.trouble} retry={me.retry} />
        </Page>
      );
    case 'ready':
      return (
        <MeProvider value={me.value}>
          <Outlet />
        </MeProvider>
      );
  }
}
