import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { Box24Regular } from '@fluentui/react-icons/svg/box';
import { Search24Regular } from '@fluentui/react-icons/svg/search';
import type { SortKey } from '../../../bot/src/http/contract.ts';
import type { Register } from '../api/register.ts';
import type { Resource } from '../api/resource.ts';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useWords } from '../components/locale.tsx';
import { RowsSkeleton } from '../components/RowsSkeleton.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { TroubleView } from '../components/TroubleView.tsx';
import type { Frame } from '../components/use-frame.ts';
import type { Selecting } from './bulk/use-selection.ts';
import { hasColumns } from './columns/columns.tsx';
import { RegisterGrid } from './RegisterGrid.tsx';
import { RegisterList } from './RegisterList.tsx';
import { isNarrowed, type View, withoutFilters } from './views/view.ts';

const useStyles = makeStyles({
  sheet: { minHeight: '240px' },
});

type RegisterRowsProps = {
  register: Resource<Register>;
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
  const shared = useSharedStyles();

  const draw = () => {
    if (register.status === 'loading' || frame === null) return <RowsSkeleton count={12} />;
    if (register.status === 'failed') return <TroubleView trouble={register.trouble} retry={register.retry} />;
    const { places, isPrevious, onSight } = register.value;
    if (places.total === 0 && !isPrevious) return <NoRows view={view} onChange={onChange} />;
    const rows = { places, isBusy: isPrevious, frame, returnTo, selecting, onSight };
    return hasColumns(frame.width) ? (
      // Rows of another height are measured from the start.
      <RegisterGrid
        key={view.layout.density}
        {...rows}
        sort={view.sort}
        layout={view.layout}
        onSort={onSort}
        onLayout={(layout) => onChange({ ...view, layout })}
      />
    ) : (
      <RegisterList {...rows} />
    );
  };

  return <div className={mergeClasses(shared.sheet, styles.sheet)}>{draw()}</div>;
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
