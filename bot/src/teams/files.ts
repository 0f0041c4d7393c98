import { z } from 'zod';
import type { Asset } from '../domain/asset.ts';
import { Refusal } from '../domain/errors.ts';
import {
  type EvidenceKind,
  evidenceKinds,
  evidenceTypes,
  hashShape,
  type KeptFile,
  kindNamed,
} from '../domain/evidence.ts';
import { refusalSentence, wordsFor } from '../domain/words/words.ts';
import { assetIdShape, existing } from '../features/ports.ts';
import { purchasesForFile } from '../features/purchases-for-file.ts';
import { seenBy } from '../features/sight.ts';
import type { Outgoing } from '../notices/ports.ts';
import { isPersonal } from './activity.ts';
import { attachedCard, whichPurchaseCard } from './cards/evidence-card.ts';
import { type Card, withProblem } from './cards/parts.ts';
import type { TeamsApp, Turn } from './turn.ts';

/**
 * What Teams sends for a file that a person dropped into their chat with a bot:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
const fileType = 'application/vnd.microsoft.teams.file.download.info';
const DroppedFile = z.object({
  name: z.string().max(1_000).default(''),
  content: z.object({ downloadUrl: z.string().max(8_000) }),
});

/** Files of one message that are taken. */
const mostFiles = 5;
/** How long all files of one message may take to arrive: Teams waits 15 seconds for a turn. */
const mostMs = 10_000;

/** Whether files go with the message. */
export function hasFiles({ activity }: Turn): boolean {
  return (activity.attachments ?? []).some(({ contentType }) => contentType === fileType);
}

/** Answers the files and pictures of a message, each by its own message. Nothing where there are none, or not in a chat of one's own. */
export async function answerFiles(app: TeamsApp, turn: Turn): Promise<Outgoing[]> {
  const { chat } = wordsFor(turn.card.locale);
  const attached = isPersonal(turn.activity) ? (turn.activity.attachments ?? []) : [];
  const dropped = attached.filter(({ contentType }) => contentType === fileType);
  const answers: Outgoing[] = [];
  const until = AbortSignal.timeout(mostMs);
  for (const file of dropped.slice(0, mostFiles)) answers.push(await answerFile(app, turn, file, until));
  if (dropped.length > mostFiles) answers.push({ text: chat.tooManyFiles(mostFiles) });
  if (attached.some(({ contentType }) => contentType.startsWith('image/'))) answers.push({ text: chat.noPictures });
  return answers;
}

async function answerFile(app: TeamsApp, turn: Turn, attachment: unknown, until: AbortSignal): Promise<Outgoing> {
  try {
    const parsed = DroppedFile.safeParse(attachment);
    if (!parsed.success) throw new Refusal('invalid', 'file.unreadable');
    const { name, content } = parsed.data;
    const card = await takeFile(app, turn, { name, address: content.downloadUrl, until });
    return card ? { card, summary: String(card.speak) } : { text: wordsFor(turn.card.locale).chat.fileForNothing };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    app.deps.log.info({ code: error.code, activityId: turn.activity.id }, 'file refused');
    return { text: refusalSentence(error, turn.card.locale) };
  }
}

/**
 * Keeps a file and attaches it where it is plain what it belongs to: the purchase whose card was replied to, or the only one
 * that waits. Otherwise asks. Null where the person has no purchase at all; the file is not even fetched then.
 */
async function takeFile(
  app: TeamsApp,
  turn: Turn,
  { name, address, until }: { name: string; address: string; until: AbortSignal },
): Promise<Card | null> {
  const { actor, activity, card: context } = turn;
  const { theirs, toDecide } = await purchasesForFile(app.deps)(actor);
  const waiting = theirs.filter(isWaiting);
  const cards = [...theirs, ...toDecide].map(({ id }) => id);
  const repliedTo = activity.replyToId ? await app.assetOfCard(actor.id, activity.replyToId, cards) : null;
  const targetId = repliedTo ?? (waiting.length === 1 ? (waiting[0]?.id ?? null) : null);
  if (targetId === null && theirs.length === 0) return null;
  if (targetId !== null) await app.checkMayAttach(actor, targetId);

  const file = await app.takeFile(actor.id, address, name, until);
  const kind = kindNamed(`${name} ${activity.text ?? ''}`);
  if (targetId !== null) {
    return attachedCard(await app.attachEvidence(actor, { assetId: targetId, file, kind }), file, context);
  }
  await app.droppedFiles.put(actor.id, file);
  return whichPurchaseCard(file, kind, choicesOf(theirs), context);
}

function isWaiting({ status }: Asset): boolean {
  return status === 'detected' || status === 'declared';
}

/** What waits comes first. */
function choicesOf(theirs: readonly Asset[]): Asset[] {
  const rest = theirs.filter((asset) => !isWaiting(asset));
  return [...theirs.filter(isWaiting), ...rest];
}

const Filing = z.object({
  hash: z.string().regex(hashShape),
  fileName: z.string().max(400).default(''),
  mediaType: z.enum(Object.keys(evidenceTypes) as (keyof typeof evidenceTypes)[]),
  assetId: z.string().regex(assetIdShape).nullable().catch(null),
  kind: z.enum(evidenceKinds).catch('other'),
});

/**
 * The press that says what a file belongs to. What the card says of the file is not believed: it has to be one that this
 * person dropped, and who may attach it is asked anew. Pressed again, it shows what it did.
 */
export async function fileEvidence(app: TeamsApp, turn: Turn, data: unknown): Promise<Card> {
  const parsed = Filing.safeParse(data);
  if (!parsed.success) throw new Refusal('invalid', 'card.unreadable');
  const { hash, assetId, kind } = parsed.data;
  const file = await app.droppedFiles.get(turn.actor.id, hash);
  if (assetId === null) return askedAgain(app, turn, file, kind, new Refusal('invalid', 'file.which'));
  if (!file) return alreadyFiled(app, turn, assetId, hash);
  const asset = await app.attachEvidence(turn.actor, { assetId, file, kind });
  await app.droppedFiles.remove(turn.actor.id, hash);
  return attachedCard(asset, file, turn.card);
}

async function askedAgain(
  app: TeamsApp,
  turn: Turn,
  file: KeptFile | null,
  kind: EvidenceKind,
  refusal: Refusal,
): Promise<Card> {
  const { theirs } = await purchasesForFile(app.deps)(turn.actor);
  const choices = choicesOf(theirs);
  if (!file || choices.length === 0) throw new Refusal('conflict', 'file.gone');
  return withProblem(whichPurchaseCard(file, kind, choices, turn.card), refusalSentence(refusal, turn.card.locale));
}

async function alreadyFiled(app: TeamsApp, turn: Turn, assetId: string, hash: string): Promise<Card> {
  const shown = await seenBy(turn.actor, existing(await app.deps.register.get(assetId)), app.deps);
  const file = shown?.asset.evidence.find((one) => one.hash === hash);
  if (!shown || !file) throw new Refusal('conflict', 'file.gone');
  return attachedCard(shown.asset, file, turn.card);
}
