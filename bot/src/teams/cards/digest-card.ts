import { z } from 'zod';
import { wordsFor } from '../../domain/words/words.ts';
import { actions, type Card, type CardContext, card, heading, line, openLink, title } from './parts.ts';

const Counts = z.object({ total: z.int(), selfService: z.int(), central: z.int() });

/** The one card that tells ITAM what the first look at the tenant found. */
export function digestCard(detail: string | null, context: CardContext): Card {
  const words = wordsFor(context.locale).card;
  const { total, selfService, central } = Counts.parse(JSON.parse(detail ?? '{}'));
  const sentence = words.digest.title(total);
  return card(context, {
    speak: sentence,
    fallback: words.fallback,
    body: [
      heading(words.digest.heading),
      title(sentence),
      line(`${words.digest.selfService(selfService)} · ${words.digest.central(central)}`),
      line(words.digest.lead, { isSubtle: true }),
      actions([openLink(words.open, context.linkTo(''))]),
    ],
  });
}
