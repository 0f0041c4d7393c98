import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import { Refusal } from '../domain/errors.ts';
import type { Money } from '../domain/money.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import { type Understood, understand } from '../domain/plain-words.ts';
import type { Purchase } from '../domain/said/understood.ts';
import { wordsFor } from '../domain/words/words.ts';
import type { Outgoing } from '../notices/ports.ts';
import { channelOf, clockOf, type IncomingActivity, isPersonal } from './activity.ts';
import { amountText, declareForm, emptyForm, type FormValues, withListPrice } from './cards/declare-form.ts';
import type { Card } from './cards/parts.ts';
import { purchasesCard } from './cards/purchases-card.ts';
import type { TeamsApp, Turn } from './turn.ts';

type Command = (app: TeamsApp, turn: Turn) => Promise<Outgoing>;

/** What a typed message is answered with: one message, or a form for each purchase that it tells of. */
export type Answer = readonly [Outgoing, ...Outgoing[]];

/** Forms for more purchases than these at once would only bury the chat. */
const mostForms = 5;

/** Every command that can be typed; anything else is read as plain words. */
const commands: Record<string, Command> = {
  declare: async (app, turn) => asMessage(newForm(app, turn, { ...emptyForm, purchasedOn: turn.card.today }, 0)),
  'my purchases': async (app, turn) => {
    const theirs = await app.deps.projection.ofPerson(turn.actor.id);
    if (theirs.length === 0) return { text: wordsFor(turn.card.locale).chat.noPurchases };
    return asMessage(purchasesCard(theirs, turn.card));
  },
  help: async (_app, turn) => {
    const { chat } = wordsFor(turn.card.locale);
    return { text: isPersonal(turn.activity) ? chat.help : `${chat.channelHelp}` };
  },
  'notify here': async (app, turn) => {
    const { chat } = wordsFor(turn.card.locale);
    const channel = channelOf(turn.activity);
    if (!may('settings.change', relationsOf(turn.actor, null, app.deps.settings())))
      throw new Refusal('forbidden', 'action.forbidden');
    if (channel === null) return { text: chat.channelOnly };
    await app.conversations.setItamChannel({ ...turn.conversation, conversationId: channel });
    const reason = wordsFor(turn.card.locale).settingsHistory.chosenInChat;
    await app.changeSetting(turn.actor, {
      input: { field: 'itamChannelId', to: channel },
      reason,
      expectedVersion: null,
    });
    await app.reachable(null);
    return { text: chat.channelChosen };
  },
};

/** Answers a typed message: a command, a purchase told in plain words, or what can be typed instead. */
export async function answerText(app: TeamsApp, turn: Turn): Promise<Answer> {
  const text = plainText(turn.activity.text ?? '');
  const command = commandNamed(text);
  if (command) return [await command(app, turn)];
  const { chat } = wordsFor(turn.card.locale);
  if (!isPersonal(turn.activity)) return [{ text: chat.channelHelp }];
  const told = read(app, turn, text);
  if (told.ending !== null) return [{ text: told.ending === 'wanted' ? chat.endingWanted : chat.endingDone }];
  if (!told.isDeclaration) return [{ text: `${chat.notUnderstood}\n\n${chat.help}` }];
  const forms = told.others
    .slice(0, mostForms - 1)
    .map((one, at) => asMessage(newForm(app, turn, formOf(one), at + 1)));
  return [asMessage(newForm(app, turn, formOf(told), 0)), ...forms];
}

/** Whether a text asks for something by itself, and does not just go with a file. */
export function isAsking(app: TeamsApp, turn: Turn): boolean {
  const text = plainText(turn.activity.text ?? '');
  if (commandNamed(text) !== undefined) return true;
  const { isDeclaration, ending } = read(app, turn, text);
  return isDeclaration || ending !== null;
}

/** Reads a text as of the sender's own clock: their "today" may be another day than in UTC. */
function read(app: TeamsApp, turn: Turn, text: string): Understood {
  return understand(text, clockOf(turn.activity, app.deps.now()), turn.card.locale);
}

/** Whether a text is one of the commands. */
export function isCommand({ activity }: Turn): boolean {
  return commandNamed(plainText(activity.text ?? '')) !== undefined;
}

/** The command that a text is, whatever its case, spaces and closing marks. */
function commandNamed(text: string): Command | undefined {
  if (text.length > longestCommand) return undefined;
  const name = text
    .toLowerCase()
    .replace(/[.!?\s]+$/u, '')
    .replace(/\s+/g, ' ');
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

const longestCommand = 40;

/** What is written to the bot, without the mention of it. */
function plainText(text: string): string {
  return text
    .slice(0, 20_000)
    .replace(/<at>[^<]{0,200}<\/at>/gi, ' ')
    .trim();
}

/** The form for a purchase; `at` is its place among those of the message. */
function newForm(app: TeamsApp, turn: Turn, values: FormValues, at: number): Card {
  const settings = app.deps.settings();
  const prefilled = withListPrice(values, settings.priceBook);
  return declareForm(
    { asset: null, declarationId: declarationIdOf(turn.activity, at), settings },
    prefilled,
    null,
    turn.card,
  );
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The id of a declaration that a message comes to: the same one however often Teams tells of the message, and whatever it
 * says after an edit, so that nothing is declared twice. 26 letters of Crockford's base 32, as a ULID has.
 */
function declarationIdOf({ id, conversation }: IncomingActivity, at: number): string {
  if (id === undefined) return ulid();
  const hash = createHash('sha256')
    .update(JSON.stringify(at === 0 ? [conversation.id, id] : [conversation.id, id, at]))
    .digest();
  return Array.from({ length: 26 }, (_, at) => crockford[(hash[at] ?? 0) % 32]).join('');
}

/** The ids of the declarations that a message may have come to. */
export function declarationIdsOf(activity: IncomingActivity): string[] {
  return Array.from({ length: mostForms }, (_, at) => declarationIdOf(activity, at));
}

/** A form with what was said. Whether a price is that of one seat or of all makes no difference to one; else the form asks. */
function formOf(purchase: Purchase): FormValues {
  const { product, isTrial, quantity, pricePer, billingTerm, purchasedOn, renewsOn, costCentre, reason } = purchase;
  const price = purchase.price ?? (isTrial ? free : null);
  const isOfSeat = pricePer === 'seat' || price === null || price.minor === 0 || quantity === 1;
  return {
    productName: product?.name ?? '',
    publisher: product?.publisher ?? '',
    quantity: quantity === null ? '' : String(quantity),
    price: price ? amountText(price) : '',
    pricePer: isOfSeat ? 'seat' : pricePer === 'total' ? 'all' : '',
    currency: price?.currency ?? emptyForm.currency,
    billingTerm: billingTerm ?? '',
    purchasedOn: purchasedOn ?? '',
    renewsOn: renewsOn ?? '',
    costCentre: costCentre ?? '',
    reason: reason ?? '',
  };
}

const free: Money = { minor: 0, currency: emptyForm.currency };

function asMessage(card: Card): Outgoing {
  return { card, summary: String(card.speak) };
}
