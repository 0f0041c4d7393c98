import { Button, makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import type { Detail, EvidenceItem } from '../../../bot/src/http/contract.ts';
import { useDownload } from '../api/evidence.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { NotDone } from '../components/NotDone.tsx';
import { Panel } from '../components/Panel.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { AttachDialog } from './AttachDialog.tsx';
import { sizeWord } from './size-word.ts';

const useStyles = makeStyles({
  list: { '& > li': { padding: `${tokens.spacingVerticalS} 0` } },
  name: {
    border: 'none',
    background: 'none',
    padding: 0,
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'start',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    unicodeBidi: 'plaintext',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, borderRadius: tokens.borderRadiusSmall },
  },
  about: { fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  fingerprint: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  code: { fontFamily: tokens.fontFamilyMonospace },
  empty: { margin: 0 },
});

/** The documents that prove something about a purchase, and a way to attach more. */
export function EvidencePanel({ detail }: { detail: Detail }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const announce = useAnnounce();
  const returnsHere = useRestoreFocusTarget();
  const text = words.tab.evidence;
  const [isAttaching, setIsAttaching] = useState(false);
  const { downloading, download } = useDownload(detail.id, (name) => announce(text.saved(name)));
  const done = () => {
    setIsAttaching(false);
    announce(text.done);
  };
  const attach = detail.mayAttach && (
    <Button size="small" onClick={() => setIsAttaching(true)} {...returnsHere}>
      {text.attach}
    </Button>
  );
  return (
    <Panel heading={words.tab.asset.section.evidence} beside={attach}>
      {downloading.status === 'failed' && <NotDone trouble={downloading.trouble} title={text.notSaved} />}
      {detail.evidence.length === 0 ? (
        <p className={mergeClasses(styles.empty, shared.muted)}>
          {text.none} {detail.mayAttach && text.noneFor}
        </p>
      ) : (
        <ul className={mergeClasses(shared.lines, styles.list)}>
          {detail.evidence.map((one) => (
            <li key={one.hash}>
              <Document
                one={one}
                isDownloading={downloading.status === 'working' && downloading.hash === one.hash}
                onDownload={() => {
                  announce(text.downloading(one.fileName));
                  void download(one);
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {isAttaching && <AttachDialog item={detail} onDone={done} onClose={() => setIsAttaching(false)} />}
    </Panel>
  );
}

type DocumentProps = { one: EvidenceItem; isDownloading: boolean; onDownload: () => void };

function Document({ one, isDownloading, onDownload }: DocumentProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const text = words.tab.evidence;
  const name = one.fileName || text.erased;
  const about = [
    words.evidenceKind[one.kind],
    sizeWord(one.bytes, words, formats),
    words.tab.asset.words(one.by.name, formats.moment(one.at)),
  ];
  const copy = () =>
    navigator.clipboard.writeText(one.hash).then(
      () => announce(text.copied),
      () => announce(text.notCopied),
    );
  return (
    <>
      <button
        type="button"
        className={mergeClasses(styles.name, shared.link)}
        aria-busy={isDownloading}
        onClick={onDownload}
      >
        <span className={shared.hidden}>{text.download('')}</span>
        {name}
      </button>
      <div className={mergeClasses(styles.about, shared.muted)}>{about.join(' · ')}</div>
      <div className={mergeClasses(styles.about, styles.fingerprint, shared.muted)}>
        {text.fingerprint}
        <span className={styles.code}>{one.hash.slice(0, 12)}…</span>
        <Button
          size="small"
          appearance="subtle"
          icon={<Copy16Regular />}
          aria-label={text.copyFingerprint(name)}
          onClick={() => void copy()}
        />
      </div>
    </>
  );
}
