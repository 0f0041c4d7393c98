import { useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { TroubleView } from '../components/TroubleView.tsx';

const reload = () => window.location.reload();

/** An address that leads nowhere. */
export function UnknownPage() {
  const words = useWords();
  return (
    <Page title={words.tab.trouble.missing.title}>
      <TroubleView trouble={{ kind: 'missing', code: 'page.unknown', detail: null }} retry={reload} />
    </Page>
  );
}

/** A page that broke while it was drawn: our mistake. */
export function BrokenPage() {
  const words = useWords();
  return (
    <Page title={words.tab.trouble.failed.title}>
      <TroubleView trouble={{ kind: 'failed', code: 'page.broken', detail: null }} retry={reload} />
    </Page>
  );
}
