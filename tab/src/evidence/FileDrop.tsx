import { Button, Label, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DiamondDismiss12Filled } from '@fluentui/react-icons/svg/diamond-dismiss';
import { type DragEvent, useId, useRef, useState } from 'react';
import { evidenceLimits, evidenceTypes } from '../../../bot/src/domain/evidence.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { sizeWord } from './size-word.ts';

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalXS },
  place: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  over: { backgroundColor: tokens.colorBrandBackground2, borderTopStyle: 'solid', borderBottomStyle: 'solid' },
  wrong: { border: `1px dashed ${tokens.colorPaletteRedBorder2}` },
  chosen: { minWidth: 0, unicodeBidi: 'plaintext' },
  complaint: { color: tokens.colorPaletteRedForeground1 },
  mark: { verticalAlign: 'middle', marginRight: tokens.spacingHorizontalXS },
  small: { fontSize: tokens.fontSizeBase200 },
});

const accepted = Object.values(evidenceTypes)
  .flat()
  .map((ending) => `.${ending}`)
  .join(',');

type FileDropProps = { file: File | null; onChange: (file: File) => void; complaint: string | null };

/** A place for one file: chosen by a button, or dropped. */
export function FileDrop({ file, onChange, complaint }: FileDropProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.evidence;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [labelId, hintId, complaintId] = [useId(), useId(), useId()];
  const take = (files: FileList | null | undefined) => {
    const [first] = files ?? [];
    if (first) onChange(first);
  };
  const drag = (isNow: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setIsOver(isNow);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend of its own
    <div className={styles.root} role="group" aria-labelledby={labelId}>
      <Label id={labelId} required>
        {text.file}
      </Label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for who has a pointer; the button does the same by key */}
      <div
        className={mergeClasses(styles.place, complaint !== null && styles.wrong, isOver && styles.over)}
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take(event.dataTransfer.files);
        }}
      >
        <Button
          onClick={() => input.current?.click()}
          aria-describedby={complaint === null ? hintId : `${complaintId} ${hintId}`}
        >
          {file ? text.another : text.choose}
        </Button>
        <span className={file ? styles.chosen : shared.muted}>
          {file ? `${file.name} · ${sizeWord(file.size, words, formats)}` : text.orDrop}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept={accepted}
          aria-label={text.file}
          onChange={(event) => {
            take(event.target.files);
            // The same file can be chosen again after it was put right.
            event.target.value = '';
          }}
        />
      </div>
      {complaint !== null && (
        <span id={complaintId} role="alert" className={mergeClasses(styles.complaint, styles.small)}>
          <DiamondDismiss12Filled className={styles.mark} aria-hidden />
          {complaint}
        </span>
      )}
      <span id={hintId} className={mergeClasses(shared.muted, styles.small)}>
        {text.types(text.megabytes(formats.count(evidenceLimits.bytes / 1024 / 1024)))}
      </span>
    </div>
  );
}
