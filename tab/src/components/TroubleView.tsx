import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import { Clock24Regular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle24Regular } from '@fluentui/react-icons/svg/error-circle';
import { LockClosed24Regular } from '@fluentui/react-icons/svg/lock-closed';
import { PersonLock24Regular } from '@fluentui/react-icons/svg/person-lock';
import { PlugDisconnected24Regular } from '@fluentui/react-icons/svg/plug-disconnected';
import { Search24Regular } from '@fluentui/react-icons/svg/search';
import type { Trouble } from '../api/problem.ts';
import { Blank } from './Blank.tsx';
import { LinkButton } from './LinkButton.tsx';
import { useFormats, useWords } from './locale.tsx';

const icons: Record<Trouble['kind'], FluentIcon> = {
  offline: PlugDisconnected24Regular,
  expired: LockClosed24Regular,
  forbidden: PersonLock24Regular,
  missing: Search24Regular,
  starting: Clock24Regular,
  busy: Clock24Regular,
  refused: ErrorCircle24Regular,
  failed: ErrorCircle24Regular,
};

/** A view that couldn't be shown at all: what happened and the way on. */
export function TroubleView({ trouble, retry }: { trouble: Trouble; retry: () => void }) {
  const words = useWords();
  const { title, lead } = words.tab.trouble[trouble.kind];
  const reference = trouble.reference ? ` ${words.tab.trouble.reference(trouble.reference)}` : '';
  const isForGood = trouble.kind === 'missing' || trouble.kind === 'forbidden';
  return (
    <div role="alert">
      <Blank icon={icons[trouble.kind]} title={title} lead={`${trouble.detail ?? lead}${reference}`}>
        {isForGood ? (
          <LinkButton to="/">{words.tab.trouble.toStart}</LinkButton>
        ) : (
          <Button appearance="primary" onClick={retry}>
            {trouble.kind === 'expired' ? words.tab.trouble.signIn : words.tab.trouble.retry}
          </Button>
        )}
      </Blank>
    </div>
  );
}

const useStyles = makeStyles({ body: { whiteSpace: 'normal' } });

/** Over a view that is there but may be out of date. */
export function TroubleBar({ trouble, asOf, retry }: { trouble: Trouble; asOf: string; retry: () => void }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { title } = words.tab.trouble[trouble.kind];
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle>
        {words.tab.trouble.stale(formats.time(asOf))}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={retry}>
          {trouble.kind === 'expired' ? words.tab.trouble.signIn : words.tab.trouble.retry}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
