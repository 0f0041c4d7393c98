import { Button, Checkbox, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { ArrowDown20Regular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up';
import { useEffect, useRef, useState } from 'react';
import type { ColumnKey, Density } from '../../../../bot/src/http/contract.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useFormats, useWords } from '../../components/locale.tsx';
import { allColumns } from './columns.tsx';
import { boundedWidth, type Layout, widthBounds, withMoved } from './layout.ts';

const useStyles = makeStyles({
  list: { listStyleType: '""', margin: 0, padding: 0 },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 96px auto auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
  },
});

type ColumnsDialogProps = {
  layout: Layout;
  /** What is shown now, in order. */
  shown: readonly ColumnKey[];
  onApply: (layout: Layout) => void;
  onClose: () => void;
};

/** Chooses, orders and sizes the columns, and says how close the rows stand. All of it works by keys. */
export function ColumnsDialog({ layout, shown, onApply, onClose }: ColumnsDialogProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const said = words.tab.views;
  const [chosen, setChosen] = useState<readonly ColumnKey[]>(shown);
  const [fits, setFits] = useState(layout.columns === null);
  const [density, setDensity] = useState<Density>(layout.density);
  const [widths, setWidths] = useState<Partial<Record<ColumnKey, string>>>(() =>
    Object.fromEntries(Object.entries(layout.widths).map(([key, width]) => [key, String(width)])),
  );
  const order = [...chosen, ...allColumns.filter((key) => !chosen.includes(key))];

  // A button that moves with its line loses the focus in the move, and gets it back.
  const list = useRef<HTMLUListElement>(null);
  const pressed = useRef<string | null>(null);
  useEffect(() => {
    if (pressed.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-move="${pressed.current}"]`)?.focus();
    pressed.current = null;
  });
  const choose = (next: readonly ColumnKey[]) => {
    setChosen(next);
    setFits(false);
  };
  const move = (key: ColumnKey, by: -1 | 1) => {
    const next = withMoved(chosen, key, by);
    pressed.current = `${key}${by}`;
    choose(next);
    announce(said.moved(words.tab.list.column[key], formats.count(next.indexOf(key) + 1), formats.count(next.length)));
  };
  const submit = () => {
    const sized = Object.entries(widths).flatMap(([key, text]) => {
      const width = Number(text);
      return text !== '' && Number.isFinite(width) ? [[key, boundedWidth(width)] as const] : [];
    });
    onApply({ columns: fits ? null : chosen, widths: Object.fromEntries(sized), density });
  };
  return (
    <FormDialog title={said.columnsTitle} lead={said.columnsLead} verb={said.apply} onSubmit={submit} onClose={onClose}>
      <Field label={said.density}>
        <RadioGroup
          layout="horizontal"
          value={density}
          onChange={(_, { value }) => setDensity(value === 'compact' ? 'compact' : 'comfortable')}
        >
          <Radio value="comfortable" label={said.densities.comfortable} />
          <Radio value="compact" label={said.densities.compact} />
        </RadioGroup>
      </Field>
      <Checkbox checked={fits} label={said.asFits} onChange={(_, { checked }) => setFits(checked === true)} />
      <ul ref={list} className={styles.list} aria-label={said.chosen}>
        {order.map((key) => {
          const name = words.tab.list.column[key];
          const place = chosen.indexOf(key);
          const isChosen = place >= 0;
          return (
            <li key={key} className={styles.line}>
              <Checkbox
                checked={isChosen}
                // The product is the way to its asset, so it always stays.
                disabled={key === 'product'}
                label={name}
                onChange={(_, { checked }) =>
                  choose(checked === true ? [...chosen, key] : chosen.filter((one) => one !== key))
                }
              />
              <Input
                type="number"
                size="small"
                min={widthBounds.least}
                max={widthBounds.most}
                step={10}
                input={{ size: 1 }}
                aria-label={said.width(name)}
                placeholder={said.widthShort}
                value={widths[key] ?? ''}
                onChange={(_, { value }) => setWidths({ ...widths, [key]: value })}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowUp20Regular />}
                aria-label={said.earlier(name)}
                data-move={`${key}-1`}
                disabledFocusable={place <= 0}
                onClick={() => move(key, -1)}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowDown20Regular />}
                aria-label={said.later(name)}
                data-move={`${key}1`}
                disabledFocusable={!isChosen || place === chosen.length - 1}
                onClick={() => move(key, 1)}
              />
            </li>
          );
        })}
      </ul>
    </FormDialog>
  );
}
