import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { dayOf } from '../../../bot/src/domain/day.ts';
import { useMyself } from '../api/me.ts';
import { noPlaces } from '../api/places.ts';
import { useWholeRegister } from '../api/register.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { Summary } from '../components/Summary.tsx';
import { TroubleBar } from '../components/TroubleView.tsx';
import { useAsList, useTrail } from '../components/trail.tsx';
import { useFrame } from '../components/use-frame.ts';
import { SelectionBar } from './bulk/SelectionBar.tsx';
import { useSelection } from './bulk/use-selection.ts';
import { ColumnsButton } from './columns/ColumnsButton.tsx';
import { hasColumns } from './columns/columns.tsx';
import { RegisterRows } from './RegisterRows.tsx';
import { coveredHeight } from './sticky.ts';
import { Toolbar } from './Toolbar.tsx';
import { useMarks } from './use-marks.ts';
import { useView } from './views/use-view.ts';
import { ViewMenu } from './views/ViewMenu.tsx';
import { isNarrowed, nextSort, viewParams } from './views/view.ts';

/** All buttons of the toolbar fit beside the search in their usual size, in pixels. */
const roomForButtons = 1_110;

/** The register: everything the organisation owns, searched, filtered, sorted and paged, live. */
export function RegisterScreen() {
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const [view, setView] = useView();
  const query = viewParams(view).toString();
  const register = useWholeRegister(query);
  const rows = register.status === 'ready' ? register.value : null;
  const places = rows?.places ?? noPlaces;

  const rowsElement = useRef<HTMLDivElement>(null);
  const frame = useFrame(rowsElement);
  useMarks(rowsElement, view.search);
  const trail = useTrail();
  useAsList();
  const [returnTo] = useState(() => {
    const { openedId } = trail.current;
    return openedId !== null && places.placeOf.has(openedId) ? openedId : null;
  });

  const counted = isNarrowed(view) ? words.tab.list.matching : words.tab.list.assets;
  const count = rows && !rows.isPrevious ? counted(formats.count(rows.head.total), rows.head.total === 1) : null;
  const isFirstCount = useRef(true);
  useEffect(() => {
    if (count === null) return;
    if (!isFirstCount.current) announce(count);
    isFirstCount.current = false;
  }, [count, announce]);

  // Another order or other filters are looked at from their start.
  const shownQuery = rows && !rows.isPrevious ? query : null;
  const lastShown = useRef(shownQuery);
  useEffect(() => {
    if (shownQuery === null || frame === null) return;
    if (lastShown.current !== null && lastShown.current !== shownQuery && window.scrollY > frame.top)
      window.scrollTo({ top: frame.top - coveredHeight });
    lastShown.current = shownQuery;
  }, [shownQuery, frame]);

  const onSearch = useCallback((text: string) => setView({ ...view, search: text }, 'replace'), [view, setView]);
  const items = useMemo(() => [...places.rows.values()], [places]);
  const selecting = useSelection(places, query);
  const { may } = useMyself();
  const mayChange = may.includes('register.change-many');
  const summary = rows && (
    <Summary
      count={counted(formats.count(rows.head.total), rows.head.total === 1)}
      totals={rows.head.totals}
      estimates={rows.head.estimates}
      unpriced={rows.head.unpriced}
      asOf={rows.asOf}
    />
  );
  return (
    <Page
      title={words.tab.register}
      beside={
        <>
          {may.includes('views.keep') && <ViewMenu view={view} onChange={setView} />}
          {frame !== null && hasColumns(frame.width) && (
            <ColumnsButton
              layout={view.layout}
              width={frame.width}
              onChange={(layout) => setView({ ...view, layout })}
            />
          )}
        </>
      }
      lead={summary ?? words.tab.loading}
      actions={
        <LinkButton to="/declare" appearance="primary">
          {words.tab.list.declare}
        </LinkButton>
      }
      focus={returnTo === null ? 'heading' : 'content'}
    >
      <Toolbar
        view={view}
        facets={rows?.head.facets ?? null}
        items={items}
        today={dayOf(rows?.asOf ?? new Date())}
        size={frame !== null && frame.width < roomForButtons ? 'small' : 'medium'}
        showsSort={frame !== null && !hasColumns(frame.width)}
        onChange={setView}
        onSearch={onSearch}
      />
      {register.status === 'ready' && register.trouble && (
        <TroubleBar trouble={register.trouble} asOf={register.value.asOf} retry={register.retry} />
      )}
      <div ref={rowsElement}>
        <RegisterRows
          register={register}
          view={view}
          frame={frame}
          returnTo={returnTo}
          selecting={mayChange ? selecting : null}
          onSort={(key) => setView({ ...view, sort: nextSort(view.sort, key) })}
          onChange={setView}
        />
      </div>
      {mayChange && (
        <SelectionBar
          selecting={selecting}
          query={query}
          total={rows && !rows.isPrevious ? rows.head.total : null}
          isNarrow={frame !== null && !hasColumns(frame.width)}
        />
      )}
    </Page>
  );
}
