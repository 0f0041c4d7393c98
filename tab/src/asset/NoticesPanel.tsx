import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Notice } from '../../../bot/src/http/contract.ts';
import { useNotices } from '../api/asset.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { wordOf } from '../components/word-of.ts';

const useStyles = makeStyles({
  list: { listStyleType: '""', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  line: { overflowWrap: 'anywhere' },
  when: { fontSize: tokens.fontSizeBase200 },
  summary: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

/** Who was told about it and what became of it; short, and in full when asked. */
export function NoticesPanel({ assetId, isEnabled }: { assetId: string; isEnabled: boolean }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  const notices = useNotices(assetId, isEnabled);
  const text = words.tab.asset.notices;
  if (!isEnabled || notices.status !== 'ready') return null;
  const { items, total } = notices.value;
  const failed = items.filter(({ state }) => state === 'failed' || state === 'waiting').length;
  return (
    <Panel heading={words.tab.asset.section.notices}>
      <div className={styles.summary}>
        <span>{total === 0 ? text.none : text.count(formats.count(total), total === 1)}</span>
        {failed > 0 && <span className={shared.warning}>{text.failed(formats.count(failed), failed === 1)}</span>}
        {total > 0 && (
          <Button
            size="small"
            appearance="transparent"
            aria-expanded={isOpen}
            {...(isOpen && { 'aria-controls': listId })}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? text.hide : text.show}
          </Button>
        )}
      </div>
      {isOpen && (
        <ul id={listId} className={styles.list}>
          {items.map((notice) => (
            <li key={notice.id} className={styles.line}>
              <strong>{recipientOf(notice, words)}</strong>
              <div>{notice.fate}</div>
              <div className={mergeClasses(shared.muted, styles.when)}>
                {text.told(wordOf(text.cause, notice.cause), formats.moment(notice.deliveredAt ?? notice.at))}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function recipientOf({ recipient, role }: Notice, words: Words): string {
  const { role: roles, to } = words.tab.asset.notices;
  const word = wordOf(roles, role);
  return recipient.name === null ? word : to(recipient.name, word);
}
