import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Box24Regular } from '@fluentui/react-icons/svg/box';
import { Search24Regular } from '@fluentui/react-icons/svg/search';
import { useCallback } from 'react';
import type { SortKey } from '../../../bot/src/http/contract.ts';
import type { Rows } from '../api/register.ts';
import type { Resource } from '../api/resource.ts';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useWords } from '../components/locale.tsx';
import { TroubleView } from '../components/TroubleView.tsx';
import { hasColumns } from './columns.tsx';
import { RegisterGrid } from './RegisterGrid.tsx';
import { RegisterList } from './RegisterList.tsx';
import { RowsSkeleton } from './RowsSkeleton.tsx';
import type { Frame } from './use-frame.ts';
import type { Selecting } from './use-selection.ts';
import { isNarrowed, type View, withoutFilters } from './view.ts';

const useStyles = makeStyles({
  panel: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxShadow: tokens.shadow2,
    minHeight: '240px',
    minWidth: 0,
  },
  more: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
    justifyContent: 'center',
    padding: tokens.spacingHorizontalL,
  },
});

type RegisterRowsProps = {
  register: Resource<Rows>;
  view: View;
  /** Where the rows stand; null before it is measured. */
  frame: Frame | null;
  returnTo: string | null;
  selecting: Selecting | null;
  onSort: (key: SortKey) => void;
  onChange: (view: View) => void;
};

/** The rows in the form that fits, or what there is instead of them. */
export function RegisterRows(props: RegisterRowsProps) {
  const { register, view, frame, returnTo, selecting, onSort, onChange } = props;
  const styles = useStyles();
  const words = useWords();

  const next = register.status === 'ready' ? register.value.next : null;
  const mayLoad = next?.isAny && !next.isLoading && next.trouble === null;
  const load = next?.load;
  const onNearEnd = useCallback(() => {
    if (mayLoad) load?.();
  }, [mayLoad, load]);

  const draw = () => {
    if (register.status === 'loading' || frame === null) return <RowsSkeleton count={12} />;
    if (register.status === 'failed') return <TroubleView trouble={register.trouble} retry={register.retry} />;
    const { items, head, isPrevious } = register.value;
    if (items.length === 0 && !isPrevious) return <NoRows view={view} onChange={onChange} />;
    const shared = { items, total: head.total, isBusy: isPrevious, frame, returnTo, selecting, onNearEnd };
    return hasColumns(frame.width) ? (
      // Rows of another height are measured from the start.
      <RegisterGrid key={view.layout.density} {...shared} sort={view.sort} layout={view.layout} onSort={onSort} />
    ) : (
      <RegisterList {...shared} />
    );
  };

  return (
    <div className={styles.panel}>
      {draw()}
      {next?.isLoading && <RowsSkeleton count={3} />}
      {next?.trouble && (
        <div className={styles.more} role="alert">
          {words.tab.list.moreFailed}
          <Button onClick={next.load}>{words.tab.trouble.retry}</Button>
        </div>
      )}
    </div>
  );
}

function NoRows({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const words = useWords();
  return isNarrowed(view) ? (
    <Blank icon={Search24Regular} title={words.tab.list.nothing} lead={words.tab.list.nothingLead}>
      <Button onClick={() => onChange(withoutFilters(view))}>{words.tab.list.clearAll}</Button>
    </Blank>
  ) : (
    <Blank icon={Box24Regular} title={words.tab.list.empty} lead={words.tab.list.emptyLead}>
      <LinkButton to="/declare">{words.tab.list.declare}</LinkButton>
    </Blank>
  );
}
