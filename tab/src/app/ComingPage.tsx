import { useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { RowsSkeleton } from '../components/RowsSkeleton.tsx';

/** Where someone opens a page by its address, until its code is here. */
export function ComingPage() {
  const words = useWords();
  return (
    <Page title={words.tab.loading}>
      <RowsSkeleton count={6} />
    </Page>
  );
}
