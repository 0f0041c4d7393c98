import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { Cart24Regular } from '@fluentui/react-icons/svg/cart';
import type { Item, Me } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { mergePages } from '../api/pages.ts';
import { type Rows, useRegister } from '../api/register.ts';
import type { Resource } from '../api/resource.ts';
import { AssetLines } from '../components/AssetLines.tsx';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { Summary } from '../components/Summary.tsx';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useAsList } from '../components/trail.tsx';
import { OwnActions } from './OwnActions.tsx';
import { perMonthOf } from './sums.ts';

/** More than one person ever bought for themselves. */
const most = 200;

const useStyles = makeStyles({ waiting: { display: 'grid', gap: tokens.spacingVerticalL } });

/** Everyone's own page: what they bought and how it stands, what waits for their decision, and a way to declare. */
export function PurchasesScreen() {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const me = useMyself();
  const text = words.tab.purchasesPage;
  useAsList();

  const person = encodeURIComponent(me.id);
  const bought = useRegister(`purchaser=${person}`, most);
  const owned = useRegister(`owner=${person}`, most);
  const awaiting = useRegister(`waitsFor=${person}&sort=updatedAt`, most);

  const mine = together(bought, owned);
  const toDecide = awaiting.status === 'ready' ? awaiting.value.items.filter((item) => !isOf(item, me)) : [];
  const declare = <LinkButton to="/declare">{text.declare}</LinkButton>;
  const shown = mine.status === 'ready' ? mine.value : null;
  return (
    <Page
      title={words.tab.purchases}
      lead={
        shown && (
          <Summary
            count={text.count(formats.count(shown.items.length), shown.items.length === 1)}
            totals={perMonthOf(shown.items)}
            asOf={shown.asOf}
          />
        )
      }
      actions={declare}
      width="form"
    >
      {mine.status === 'ready' && mine.trouble && (
        <TroubleBar trouble={mine.trouble} asOf={mine.value.asOf} retry={mine.retry} />
      )}
      {toDecide.length > 0 && (
        <Panel heading={text.awaiting}>
          <AssetLines
            items={toDecide}
            showsPerson
            nextOf={(item) => ({
              text: text.awaitingLead((item.purchaser ?? item.owner)?.name ?? words.tab.nobody),
              way: <Way item={item} word={text.decide} />,
            })}
          />
        </Panel>
      )}
      {mine.status === 'loading' && (
        <Skeleton className={styles.waiting} aria-label={words.tab.loading}>
          <SkeletonItem size={72} />
          <SkeletonItem size={72} />
        </Skeleton>
      )}
      {mine.status === 'failed' && <TroubleView trouble={mine.trouble} retry={mine.retry} />}
      {shown &&
        (shown.items.length === 0 ? (
          <Blank icon={Cart24Regular} title={text.empty} lead={text.emptyLead} />
        ) : (
          <Panel heading={text.mine}>
            <AssetLines
              items={shown.items}
              showsPerson={false}
              nextOf={(item) => nextOf(item)}
              alsoOf={(item) => <OwnActions item={item} isOwner={item.owner?.id === me.id} />}
            />
          </Panel>
        ))}
    </Page>
  );

  function nextOf(item: Item) {
    if (item.owner && item.owner.id !== me.id) return { text: text.isTheirs(item.owner.name), way: null };
    const isPaidNow = item.surplus?.waitsFor === 'price';
    if (isPaidNow || (item.status === 'detected' && !item.flags.includes('disowned'))) {
      const way = (
        <LinkButton to={`/declare/${encodeURIComponent(item.id)}`} size="small">
          {text.declareIt}
        </LinkButton>
      );
      return { text: isPaidNow ? text.isPaidNow : text.isDetected, way };
    }
    if (item.flags.includes('question-open')) {
      return { text: text.isAsked, way: <Way item={item} word={text.answerIt} /> };
    }
    return null;
  }
}

function Way({ item, word }: { item: Item; word: string }) {
  return (
    <LinkButton to={`/register/${encodeURIComponent(item.id)}`} size="small">
      {word}
    </LinkButton>
  );
}

function isOf(item: Item, me: Me): boolean {
  return item.purchaser?.id === me.id || item.owner?.id === me.id;
}

type Mine = { items: Item[]; asOf: string };

/** What a person bought and what they answer for, as one list; it is there once both are. */
function together(bought: Resource<Rows>, owned: Resource<Rows>): Resource<Mine> {
  if (bought.status === 'failed') return bought;
  if (owned.status === 'failed') return owned;
  if (bought.status === 'loading' || owned.status === 'loading') return { status: 'loading' };
  const items = mergePages([bought.value, owned.value]);
  const [asOf = bought.value.asOf] = [bought.value.asOf, owned.value.asOf].sort();
  const retry = () => {
    bought.retry();
    owned.retry();
  };
  return { status: 'ready', value: { items, asOf }, trouble: bought.trouble ?? owned.trouble, retry };
}
