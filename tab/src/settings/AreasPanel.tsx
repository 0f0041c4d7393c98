import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { type AreaKind, areasOf } from './OwnersDialog.tsx';
import { namesOf } from './people.ts';
import { Deployed, SettingPanel } from './SettingPanel.tsx';

const useStyles = makeStyles({
  list: { listStyleType: '""', margin: 0, padding: 0 },
  area: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalS} 0`,
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, justifyContent: 'flex-end' },
});

type AreasPanelProps = {
  kind: AreaKind;
  settings: SettingsAnswer;
  mayChange: boolean;
  onOwners: (area: string | null) => void;
  onRemove: (area: string) => void;
};

/** Who owns which product or cost centre. */
export function AreasPanel({ kind, settings, mayChange, onOwners, onRemove }: AreasPanelProps) {
  const styles = useStyles();
  const formats = useFormats();
  const text = useWords().tab.settingsPage;
  const own = text[kind];
  const areas = areasOf(kind, settings);
  return (
    <SettingPanel
      heading={own.heading}
      about={own.about}
      verb={own.add}
      onEdit={mayChange ? () => onOwners(null) : null}
    >
      {areas.length === 0 && own.empty}
      <ul className={styles.list} aria-label={own.heading}>
        {areas.map(({ area, people, isChosen }) => (
          <li key={area} className={styles.area}>
            <div>
              <div className={styles.name}>{area}</div>
              <div>{namesOf(people, formats)}</div>
              {!isChosen && <Deployed />}
            </div>
            {mayChange && (
              <div className={styles.acts}>
                <Button size="small" aria-label={text.editOf(area)} onClick={() => onOwners(area)}>
                  {text.edit}
                </Button>
                <Button
                  size="small"
                  appearance="subtle"
                  aria-label={text.removeOf(area)}
                  onClick={() => onRemove(area)}
                >
                  {text.remove}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </SettingPanel>
  );
}
