import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';
import type { Flag } from '../../../bot/src/domain/flags.ts';
import type { TodayAnswer, TodayGroup } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';

/** What makes some of a group's assets another matter than the rest. */
const telling: ReadonlySet<string> = new Set<Flag>(['central', 'disowned', 'question-open']);
const mostNames = 4;

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '24px',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'underline',
  },
  text: { display: 'inline-flex', alignItems: 'center', minHeight: '24px' },
});

/** How many of a group's assets have a flag that makes them another matter, each with the way to them. */
export function FlagAsides({ group }: { group: TodayGroup }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const told = group.flags.filter(({ value }) => telling.has(value));
  if (told.length === 0) return null;
  return (
    <div className={styles.root}>
      {told.map(({ value, count }) => (
        <Link key={value} className={styles.link} to={`/register?${group.query}&flag=${value}`}>
          {words.tab.todayPage.of(words.flag[value as Flag], formats.count(count))}
        </Link>
      ))}
    </div>
  );
}

/** With whom decisions wait: those with most of them by name, the others as a number. */
export function Deciders({ group, deciders }: { group: TodayGroup; deciders: TodayAnswer['deciders'] }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.todayPage;
  const others = deciders.length - mostNames;
  return (
    <div className={styles.root}>
      <span className={styles.text}>{text.deciders}:</span>
      {deciders.slice(0, mostNames).map(({ person, count }) => {
        const word = text.decider(person?.name ?? text.nobody, formats.count(count));
        return person ? (
          <Link
            key={person.id}
            className={styles.link}
            to={`/register?${group.query}&waitsFor=${encodeURIComponent(person.id)}`}
          >
            {word}
          </Link>
        ) : (
          <span key="nobody" className={styles.text}>
            {word}
          </span>
        );
      })}
      {others > 0 && <span className={styles.text}>{text.moreDeciders(formats.count(others), others === 1)}</span>}
    </div>
  );
}
