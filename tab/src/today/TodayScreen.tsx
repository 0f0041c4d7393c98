import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Home24Regular } from '@fluentui/react-icons/svg/home';
import type { TodayAnswer } from '../../../bot/src/http/contract.ts';
import { useToday } from '../api/today.ts';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useAsList } from '../components/trail.tsx';
import { Deciders, FlagAsides } from './Asides.tsx';
import { LossPanel } from './LossPanel.tsx';
import { TodayPanel } from './TodayPanel.tsx';
import { TodayRow } from './TodayRow.tsx';
import { todayLine } from './today-line.ts';

const useStyles = makeStyles({
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(360px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  waiting: { height: '250px', borderRadius: tokens.borderRadiusLarge },
  clear: { listStyleType: '""', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  clearLine: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  check: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
});

/** Where ITAM staff start: what needs doing now, the oldest first, each with its count, its money and the way to it. */
export function TodayScreen() {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.todayPage;
  useAsList();

  const today = useToday();
  const shown = today.status === 'ready' ? today.value : null;
  return (
    <Page
      title={words.tab.today}
      lead={shown ? text.asOf(formats.day(shown.body.day), formats.time(shown.confirmedAt)) : words.tab.loading}
      width="reading"
    >
      {today.status === 'ready' && today.trouble && (
        <TroubleBar trouble={today.trouble} asOf={today.value.confirmedAt} retry={today.retry} />
      )}
      {today.status === 'failed' && <TroubleView trouble={today.trouble} retry={today.retry} />}
      {today.status === 'loading' && (
        <Skeleton className={styles.groups} aria-label={words.tab.loading}>
          {['awaiting', 'undeclared', 'trials', 'renewing'].map((key) => (
            <SkeletonItem key={key} className={styles.waiting} />
          ))}
        </Skeleton>
      )}
      {shown && <Groups today={shown.body} />}
    </Page>
  );
}

function Groups({ today }: { today: TodayAnswer }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.todayPage;
  if (today.assets === 0) {
    return (
      <Blank icon={Home24Regular} title={text.empty} lead={text.emptyLead}>
        <LinkButton to="/declare">{words.tab.list.declare}</LinkButton>
      </Blank>
    );
  }
  const { failedNotices } = today;
  const toDo = today.groups.filter(({ total }) => total > 0);
  const clear = [
    ...today.groups.flatMap(({ key, total }) => (total === 0 ? [key] : [])),
    ...(failedNotices.total === 0 ? (['notices'] as const) : []),
  ];
  const isAllClear = toDo.length === 0 && failedNotices.total === 0 && today.loss === null;
  return (
    <>
      {isAllClear && <Blank icon={CheckmarkCircle24Regular} title={text.allClear} lead={text.allClearLead} />}
      <div className={styles.groups}>
        {today.loss && <LossPanel loss={today.loss} />}
        {toDo.map((group) => (
          <TodayPanel
            key={group.key}
            title={text.group[group.key]}
            lead={text.lead[group.key]}
            count={group.total}
            totals={group.totals}
            estimates={group.estimates}
            to={`/register?${group.query}`}
            after={
              <>
                {group.key === 'awaiting' && <Deciders group={group} deciders={today.deciders} />}
                <FlagAsides group={group} />
              </>
            }
          >
            {group.items.map((item) => (
              <li key={item.id}>
                <TodayRow
                  to={`/register/${encodeURIComponent(item.id)}`}
                  {...todayLine(group.key, item, words, formats)}
                />
              </li>
            ))}
          </TodayPanel>
        ))}
        {failedNotices.total > 0 && (
          <TodayPanel
            title={text.group.notices}
            lead={text.lead.notices}
            count={failedNotices.total}
            totals={null}
            estimates={[]}
            to="/notices?state=failed"
          >
            {failedNotices.items.map((notice) => (
              <li key={notice.id}>
                <TodayRow
                  to={
                    notice.assetId === null
                      ? '/notices?state=failed'
                      : `/register/${encodeURIComponent(notice.assetId)}`
                  }
                  title={notice.recipient.name ?? words.tab.noticesPage.itamChannel}
                  about={[
                    notice.fate,
                    notice.product === null
                      ? words.tab.noticesPage.firstLook
                      : words.tab.noticesPage.about(notice.product),
                    formats.moment(notice.at),
                  ]}
                />
              </li>
            ))}
          </TodayPanel>
        )}
        {clear.length > 0 && (
          <Panel heading={text.clearTitle}>
            <ul className={styles.clear}>
              {clear.map((key) => (
                <li key={key} className={styles.clearLine}>
                  <Checkmark16Regular className={styles.check} aria-hidden />
                  {text.clear[key]}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </>
  );
}
