import {
  Badge,
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { Bookmark20Regular } from '@fluentui/react-icons/svg/bookmark';
import { useEffect, useRef, useState } from 'react';
import type { View as Saved } from '../../../../bot/src/http/contract.ts';
import { useMyself } from '../../api/me.ts';
import { type Trouble, troubleOf } from '../../api/problem.ts';
import { useKeepingViews, useViews } from '../../api/views.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { useWords } from '../../components/locale.tsx';
import { NotDone } from '../../components/NotDone.tsx';
import { popupPlace, useSharedStyles } from '../../components/styles.ts';
import { usualLayout } from '../columns/layout.ts';
import { RemoveViewDialog } from './RemoveViewDialog.tsx';
import { SaveViewDialog } from './SaveViewDialog.tsx';
import { bodyOf, isModified, viewOf, wholeRegister } from './saved-views.ts';
import { addressParams, type View } from './view.ts';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '8px', minWidth: 0 },
  name: { maxWidth: '40ch', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  popup: { maxWidth: 'min(360px, calc(100vw - 24px))' },
});

type ViewMenuProps = { view: View; onChange: (view: View, step?: 'push' | 'replace') => void };

/** The saved views: which one is open, the others, and what can be done with them. */
export function ViewMenu({ view, onChange }: ViewMenuProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const announce = useAnnounce();
  const me = useMyself();
  const resource = useViews(true);
  const { put, setDefault } = useKeepingViews();
  const [dialog, setDialog] = useState<'save' | 'edit' | 'remove' | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const returnsHere = useRestoreFocusTarget();
  const said = words.tab.views;

  const views = resource.status === 'ready' ? resource.value : null;
  const saved = views?.items.find(({ id }) => id === view.savedId) ?? null;
  const modified = saved !== null && isModified(view, saved);
  const name = saved?.name ?? said.whole;

  // Whoever comes without saying what they want to see gets the view that they chose for that.
  const isPlain = addressParams(view).toString() === '';
  const hasArrived = useRef(!isPlain);
  useEffect(() => {
    if (!views || hasArrived.current) return;
    hasArrived.current = true;
    const chosen = views.items.find(({ id }) => id === views.defaultId);
    if (chosen && isPlain) onChange(viewOf(chosen), 'replace');
  }, [views, isPlain, onChange]);

  const attempt = async (work: () => Promise<unknown>, done: string) => {
    setTrouble(null);
    try {
      await work();
      announce(done);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  const openView = (id: string) => {
    const wanted = views?.items.find((one) => one.id === id);
    if (wanted) onChange(viewOf(wanted));
    else {
      const savedId = views?.defaultId ? wholeRegister : null;
      const sort = { key: 'updatedAt', isDescending: true } as const;
      onChange({
        search: '',
        filters: {},
        renewsAfter: null,
        renewsBefore: null,
        dates: {},
        costFrom: null,
        sort,
        layout: usualLayout,
        savedId,
      });
    }
  };
  const own = views?.items.filter(({ maker }) => maker.id === me.id) ?? [];
  const others = views?.items.filter(({ maker }) => maker.id !== me.id) ?? [];
  const label = (one: Saved) => {
    const called = one.maker.id === me.id ? one.name : said.sharedBy(one.name, one.maker.name);
    return one.id === views?.defaultId ? said.isDefault(called) : called;
  };
  const group = (title: string, items: readonly Saved[]) =>
    items.length > 0 && (
      <MenuGroup>
        <MenuGroupHeader>{title}</MenuGroupHeader>
        {items.map((one) => (
          <MenuItemRadio key={one.id} name="view" value={one.id}>
            {label(one)}
          </MenuItemRadio>
        ))}
      </MenuGroup>
    );
  const isDefault = saved !== null && saved.id === views?.defaultId;
  return (
    <>
      <div className={styles.root}>
        <Menu
          inline
          positioning={{ ...popupPlace, align: 'start' }}
          checkedValues={{ view: [saved?.id ?? wholeRegister] }}
          onCheckedValueChange={(_, { checkedItems: [id] }) => id !== undefined && openView(id)}
        >
          <MenuTrigger disableButtonEnhancement>
            <MenuButton
              size="small"
              appearance="subtle"
              icon={<Bookmark20Regular />}
              aria-label={said.open(name)}
              disabledFocusable={views === null}
              {...returnsHere}
            >
              <span className={styles.name}>{name}</span>
            </MenuButton>
          </MenuTrigger>
          <MenuPopover className={mergeClasses(shared.popup, styles.popup)}>
            <MenuList>
              <MenuItemRadio name="view" value={wholeRegister}>
                {said.whole}
              </MenuItemRadio>
              {group(said.own, own)}
              {group(said.shared, others)}
              <MenuDivider />
              {saved?.isEditable && modified && (
                <MenuItem
                  onClick={() =>
                    void attempt(
                      () => put(saved.id, bodyOf(view, saved.name, saved.isShared), saved.version),
                      said.done.saved(saved.name),
                    )
                  }
                >
                  {said.save}
                </MenuItem>
              )}
              <MenuItem onClick={() => setDialog('save')}>{said.saveAs}</MenuItem>
              {saved?.isEditable && <MenuItem onClick={() => setDialog('edit')}>{said.edit}</MenuItem>}
              {saved && !isDefault && (
                <MenuItem onClick={() => void attempt(() => setDefault(saved.id), said.done.chosen(saved.name))}>
                  {said.makeDefault}
                </MenuItem>
              )}
              {views?.defaultId && (isDefault || !saved) && (
                <MenuItem onClick={() => void attempt(() => setDefault(null), said.done.notChosen)}>
                  {said.noDefault}
                </MenuItem>
              )}
              {saved?.isEditable && <MenuItem onClick={() => setDialog('remove')}>{said.remove}</MenuItem>}
            </MenuList>
          </MenuPopover>
        </Menu>
        {modified && (
          <Badge appearance="tint" color="informative">
            {said.modified}
          </Badge>
        )}
      </div>
      {trouble && <NotDone title={said.failed} trouble={trouble} onClose={() => setTrouble(null)} />}
      {(dialog === 'save' || (dialog === 'edit' && saved)) && (
        <SaveViewDialog
          view={view}
          saved={dialog === 'edit' ? saved : null}
          onSaved={(made) => {
            setDialog(null);
            announce(said.done.saved(made.name));
            if (dialog === 'save') onChange({ ...view, savedId: made.id }, 'replace');
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'remove' && saved && (
        <RemoveViewDialog
          saved={saved}
          onRemoved={() => {
            setDialog(null);
            announce(said.done.removed(saved.name));
            onChange({ ...view, savedId: null }, 'replace');
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
