import type { AssetStatus, BillingTerm, CommerceStatus } from '../asset.ts';
import type { ConfidenceLevel, ConfidenceReason } from '../confidence.ts';
import type { Bar } from '../duties.ts';
import type { RefusalParams } from '../errors.ts';
import type { EvidenceKind } from '../evidence.ts';
import type { Flag } from '../flags.ts';
import { formatDay, formatInstant } from '../format.ts';
import type { PriceBasis } from '../lots.ts';
import type { RunningState } from '../running.ts';
import { enSettingsHistory } from './en-settings-history.ts';
import { enSurplus } from './en-surplus.ts';
import { enTab } from './en-tab.ts';

const fieldNames: Record<string, string> = {
  reason: 'a reason',
  comment: 'a comment',
  question: 'a question',
  answer: 'an answer',
};

const statusNames: Record<AssetStatus, string> = {
  detected: 'Not declared',
  declared: 'Awaiting decision',
  approved: 'Approved',
  rejected: 'Rejected',
  retired: 'Retired',
};

/** What someone did about a purchase, or has of it; null where that can't be known. */
const whatTheyDid: Record<Bar, string | null> = {
  purchaser: 'You bought this',
  owner: 'You answer for this purchase',
  'microsoft-owner': 'You own this purchase at Microsoft',
  declarer: 'You declared this purchase',
  'earlier-owner': 'You answered for this purchase before',
  namer: 'You named who answers for this purchase',
  corrector: 'You corrected this purchase',
  unknown: null,
};

const notKnown =
  'Who declared this purchase can’t be read from its history, so nobody can decide about it until that is mended.';

/** Why someone who could decide otherwise does not. */
const whyNot = Object.fromEntries(
  Object.entries(whatTheyDid).map(([bar, did]) => [bar, did ? `${did}, so someone else decides about it.` : notKnown]),
) as Record<Bar, string>;

const seats = (count: number) => (count === 1 ? '1 seat' : `${count} seats`);

const late =
  'This takes longer than usual, and it is not known yet whether it was done. Please look again in a minute: what was recorded already is not recorded twice.';

/** Why something was refused and what to do next. Codes are stable; sentences may change. */
const refusals = {
  'asset.not-found': () => 'There is no such purchase on the register. It may have been opened from an old link.',
  'asset.not-yours': () => 'This purchase belongs to someone else, so only they can do that.',
  'asset.not-visible': () => 'You can see your own purchases and those you decide about. This is neither.',
  'asset.already-decided': (p: RefusalParams, locale: string) =>
    `This was already decided by ${p.by} at ${formatInstant(String(p.at), locale)}. Nothing was changed.`,
  'asset.already-declared': () => 'This purchase has been declared already. Ask ITAM staff to correct it.',
  'asset.not-declared': () => 'This purchase has not been declared yet, so there is nothing to decide.',
  'asset.retired': () => 'This purchase is retired. ITAM staff can bring it back, with a reason.',
  'asset.changed': () => 'Someone changed this purchase in the meantime. Look at it as it is now, then try again.',
  'asset.too-often': (p: RefusalParams, locale: string) =>
    `You changed this purchase ${p.most} times today, which is as often as one person may. You can go on from ${formatInstant(String(p.from), locale)}.`,
  'ask-again.declared': () => 'This purchase has been declared already, so there is nothing to ask for.',
  'ask-again.central': () =>
    'This was probably bought centrally, and nobody is told of those. Say who the owner is and move it on by hand.',
  'ask-again.nobody': () =>
    'There is no owner who can answer: none is named, they left, are a guest, or said it wasn’t them. Set another owner first.',
  'ask-again.rests': (p: RefusalParams, locale: string) =>
    `${p.by} asked for it at ${formatInstant(String(p.at), locale)}. Ask again a day later.`,
  'asset.damaged': () =>
    'What Sightline keeps of this purchase can’t be read: it was changed from outside. The operator finds it with register:verify and can bring it back from a backup.',
  'journal.damaged': () =>
    'Nothing was changed: the journal that this belongs to was changed from outside. The operator finds where with register:verify and can bring it back from a backup.',
  'asset.busy': () => 'Many people are writing at once just now. Please try again in a moment.',
  'decision.own-purchase': (p: RefusalParams) =>
    p.what === 'end'
      ? 'This is your own purchase, so someone else of ITAM staff has to do that.'
      : 'Nobody decides about their own purchase. Its page says who is asked instead.',
  'decision.own-doing': (p: RefusalParams) => {
    const [bar, did] = [p.bar as Bar, whatTheyDid[p.bar as Bar]];
    if (did === null) return whyNot[bar];
    return p.what === 'end'
      ? `${did}, so someone else of ITAM staff has to do that.`
      : `${whyNot[bar]} Its page says who is asked instead.`;
  },
  'decision.needs-price': () =>
    'The trial turned paid, and nobody has said yet what it costs. The owner is asked; there is something to decide once they have told.',
  'decision.not-yours': () => 'Only the manager, a fallback approver or ITAM staff can decide about this purchase.',
  'hand-on.missing': () => 'To whom? Type the work address they sign in with.',
  'hand-on.unknown': () => 'The directory knows nobody by that address. Type the work address that they sign in with.',
  'hand-on.absent': (p: RefusalParams) => `${p.name} can’t sign in any more. Choose someone else.`,
  'hand-on.guest': (p: RefusalParams) => `${p.name} is a guest, and guests can’t decide. Choose a colleague.`,
  'hand-on.own-purchase': (p: RefusalParams) =>
    `${p.name} bought it, answered for it or changed it, and nobody decides about what they did. Choose someone else.`,
  'hand-on.already': (p: RefusalParams) => `${p.name} can decide about it already. Choose someone else.`,
  'hand-over.missing': () => 'To whom? Type the work address they sign in with.',
  'hand-over.unknown': () =>
    'The directory knows nobody by that address. Type the work address that they sign in with.',
  'hand-over.absent': (p: RefusalParams) => `${p.name} can’t sign in any more. Choose someone else.`,
  'hand-over.guest': (p: RefusalParams) =>
    `${p.name} is a guest, and guests can’t answer for a purchase. Choose a colleague.`,
  'hand-over.yourself': () => 'It is yours already. To whom do you want to hand it over?',
  'hand-over.not-yours': () => 'Only its owner can hand a purchase over. ITAM staff can correct the owner.',
  'evidence.not-yours': () =>
    'Only the purchaser, the owner, those who decide about it and ITAM staff can attach evidence.',
  'evidence.too-many': (p: RefusalParams) =>
    `A purchase has at most ${p.most} documents. This one has that many already.`,
  'evidence.empty': () => 'The file is empty.',
  'evidence.type': () =>
    'That is no kind of file that can be kept as evidence. PDF, PNG, JPEG, WebP, Word, Excel and PowerPoint files, saved mails (.eml) and plain text can; what counts is what is in the file, not what it is called.',
  'evidence.too-large': (p: RefusalParams) => `A file may have at most ${p.most} MB.`,
  'evidence.busy': () => 'Many files are coming in just now. Please try again in a moment.',
  'evidence.yours-first': (p: RefusalParams) =>
    `Files of yours are still coming in: at most ${p.most} at once. Please try again when they are there.`,
  'evidence.not-found': () => 'This purchase has no such document.',
  'evidence.lost': () =>
    'The document is on the register, but its content is not there any more. Please tell your operator.',
  'file.unreadable': () => 'Teams did not tell where that file is. Please attach it again, or in the Sightline tab.',
  'file.elsewhere': () =>
    'That file is not in your organisation’s own OneDrive or SharePoint, so it was not fetched. You can attach it in the Sightline tab.',
  'file.unreachable': () =>
    'That file could not be fetched just now. Please attach it again in a minute, or in the Sightline tab.',
  'file.which': () => 'Choose the purchase that the file belongs to.',
  'file.gone': () => 'This file no longer waits for you here. Please send it again.',
  'join.not-near': () =>
    'These two can’t be made one any more: one of them has changed, or somebody has decided about it. Look at both as they are now.',
  'declaration.again': () => 'Such a purchase is on the register already. Is this another one, or the same?',
  'card.out-of-date': () =>
    'Something has changed since this card was shown. Here is how it stands now; please decide again.',
  'card.unreadable': () => 'This card sent something Sightline can’t read. Ask for a new one by typing “my purchases”.',
  'notice.not-found': () => 'There is no such notice.',
  'notice.delivered': () => 'This notice was delivered already, so there is nothing to send again.',
  'notice.pending': () => 'This notice is on its way already.',
  'view.not-found': () => 'There is no such view. It may have been deleted, or is shared no longer.',
  'view.changed': () => 'Someone changed this view in the meantime. Look at it as it is now, then try again.',
  'view.name-missing': () => 'Please give the view a name.',
  'view.name-too-long': (p: RefusalParams) => `The name of a view has at most ${p.most} characters.`,
  'view.too-many': (p: RefusalParams) => `You have ${p.most} views already. Delete one that you no longer need.`,
  'verb.unknown': (p: RefusalParams) =>
    `Sightline doesn’t know the button “${p.verb}”. The card may be from an older version.`,
  'question.none': () => 'Nobody has asked a question about this purchase.',
  'question.answered': () => 'This question has been answered already.',
  'status.needs-declaration': (p: RefusalParams) =>
    `Nobody has declared this purchase, so it can’t be moved to “${statusNames[p.to as AssetStatus]}”: nothing says what it costs and what it is for. Ask for its declaration, or declare it yourself, and let someone else decide.`,
  'product.known': () => 'Microsoft says what this product is, so it can’t be put right here.',
  'product.missing': () => 'Which product is it? Choose one from the list, or type its name.',
  'product.too-long': (p: RefusalParams) => `Product and publisher may have at most ${p.most} characters each.`,
  'publisher.missing': () => 'Who publishes the product? Type the publisher’s name, such as Adobe.',
  'seats.unreadable': () => 'The number of seats must be a whole number, such as 3.',
  'seats.too-few': () => 'A purchase has at least 1 seat.',
  'seats.too-many': (p: RefusalParams) =>
    `That is more than ${p.most} seats. If it is right, ask ITAM staff to register it.`,
  'price.missing': () => 'What does it cost? Type 0 if it is free.',
  'lot.other-currency': (p: RefusalParams) =>
    `The other seats are paid in ${p.currency}. Sums are never converted, so these seats need a price in it, too.`,
  'lot.too-many-seats': (p: RefusalParams) =>
    Number(p.most) === 0
      ? 'All seats have a price already. Put the number of seats right first, or tell one price for all of them.'
      : `At most ${p.most} of the seats can have a price of their own. Put the number of seats right first.`,
  'price.basis-unknown': () => 'Is that the price of one seat, or of all seats? Choose one of the two.',
  'price.unreadable': () => 'The price must be an amount such as 14, 14.50 or 14,50.',
  'price.negative': () => 'A price can’t be negative.',
  'price.too-many-decimals': (p: RefusalParams) =>
    Number(p.decimals) === 0
      ? `Amounts in ${p.currency} have no decimals.`
      : `Amounts in ${p.currency} have at most ${p.decimals} decimals.`,
  'price.too-large': () => 'That price is too large to be one purchase. Please check it.',
  'price.two-currencies': (p: RefusalParams) =>
    `The price says “${p.said}” and the currency says “${p.chosen}”. Make both say the same.`,
  'price.unknown-currency': (p: RefusalParams) =>
    `“${p.currency}” is not a currency. Use its three-letter code, such as USD or EUR.`,
  'currency.missing': () => 'In which currency is that price? Use its three-letter code, such as USD or EUR.',
  'currency.alone': () => 'A currency needs its price: type what it costs in it.',
  'term.unknown': () => 'How often is it paid? Choose one of the terms, from monthly to every three years, or once.',
  'date.unreadable': (p: RefusalParams) =>
    `“${p.text}” is not a date that exists. Write it as year-month-day, such as 2026-11-24.`,
  'purchase-date.future': () => 'The purchase date lies in the future. When was it bought?',
  'purchase-date.too-old': (p: RefusalParams) => `The purchase date lies before ${p.oldest}. Please check the year.`,
  'renewal.before-purchase': () => 'It can’t renew before it was bought. Please check both dates.',
  'renewal.too-old': (p: RefusalParams) => `The renewal date lies before ${p.oldest}. Please check the year.`,
  'renewal.too-far': () => 'The renewal date lies more than ten years ahead. Please check the year.',
  'cost-centre.missing': () =>
    'Which cost centre pays for it? If you don’t know, write “unknown” and ITAM staff will find out.',
  'cost-centre.too-long': (p: RefusalParams) => `A cost centre has at most ${p.most} characters.`,
  'renewal.not-yours': () => 'Only the purchaser, the owner or ITAM staff can decide about this renewal.',
  'renewal.none': () => 'As far as is known this purchase does not renew, so there is nothing to decide.',
  'renewal.already-decided': (p: RefusalParams, locale: string) =>
    `This renewal was already decided by ${p.by} at ${formatInstant(String(p.at), locale)}. Nothing was changed.`,
  'renewal.rejected': () => 'This purchase was rejected, so only ITAM staff can decide to keep it. You can let it end.',
  'ending.not-yours': () => 'Only the owner or ITAM staff can say that this purchase has ended.',
  'ending.at-microsoft': () =>
    'Microsoft says by itself when this subscription ends. Cancel it there; the register follows within minutes.',
  'ending.in-future': () =>
    'That day lies ahead. Say that it has ended once it has; until then you can decide to let it end at its renewal.',
  'ending.too-early': () => 'It can’t have ended before it was bought. Please check the day.',
  'ending.already': (p: RefusalParams, locale: string) =>
    `It is on the register as ended since ${formatDay(String(p.on), locale)}. To change that day, first say that it still runs.`,
  'text.missing': (p: RefusalParams) =>
    `Please write ${fieldNames[String(p.field)] ?? 'a text'}. A few words are enough.`,
  'text.too-long': (p: RefusalParams) =>
    `That is too long for ${fieldNames[String(p.field)] ?? 'a text'}: ${p.most} characters at most.`,
  'policy.not-accepted': () => 'Please read the purchase policy and tick that you accept it.',
  'policy.changed': () =>
    'The purchase policy has changed since you opened this. Please read it as it is now and accept it again.',
  'loss.over': () =>
    'Microsoft’s list has changed since, so there is nothing of that to confirm any more. Look at Today as it is now.',
  'settings.changed': () =>
    'Someone changed the settings in the meantime. Look at them as they are now, then try again.',
  'settings.busy': () => 'Many people are changing settings at once just now. Please try again in a moment.',
  'settings.percent-unreadable': (p: RefusalParams) => `Write a whole number of percent, ${p.most} at most.`,
  'settings.unknown': () => 'There is no such setting.',
  'settings.channel-unreadable': () =>
    'That is no channel of Teams. In Teams, choose “Get link to channel” beside the channel and paste it here.',
  'settings.too-many-people': (p: RefusalParams) =>
    `That is too many: all of them are asked at once, so at most ${p.most}.`,
  'settings.too-many-areas': (p: RefusalParams) => `There are ${p.most} already. Remove one that is no longer needed.`,
  'settings.area-missing': () => 'Please say which one, by its name.',
  'settings.area-too-long': (p: RefusalParams) => `That name is too long: ${p.most} characters at most.`,
  'settings.policy-missing': () => 'Please write the policy. People have to accept something.',
  'settings.policy-too-long': (p: RefusalParams) =>
    `A policy has at most ${p.most} characters, so that people read it.`,
  'settings.days-unreadable': (p: RefusalParams) => `Write whole numbers of days from 0 to ${p.most}, such as 30, 7.`,
  'settings.too-many-days': (p: RefusalParams) => `Remind at most ${p.most} times; more teach people to look away.`,
  'settings.too-many-prices': (p: RefusalParams) => `The price book has ${p.most} prices already. Remove one first.`,
  'person.guest': (p: RefusalParams) => `${p.name} is a guest of your organisation. Choose a colleague.`,
  'person.unknown': () =>
    'Sightline doesn’t know who you are, since Teams sent no directory id. Sign in with your work account and try again.',
  'person.not-found': () => 'The directory has no such person.',
  'channel.other': () => 'Sightline is there in Microsoft Teams only.',
  'tenant.other': () => 'This Sightline belongs to another organisation.',
  'request.unreadable': (p: RefusalParams) => `The request can’t be read: ${p.detail}`,
  'request.too-large': () => 'The request is too large.',
  'request.too-slow': () =>
    'It took too long to arrive, so nothing of it was kept. Please try again, with a better connection if there is one.',
  'request.not-found': () => 'There is nothing at this address.',
  'request.method': () => 'This address doesn’t answer that kind of request.',
  'request.too-many': (p: RefusalParams) =>
    `That was very much in a short time. Please wait ${p.seconds === 1 ? 'a second' : `${p.seconds} seconds`}, then try again.`,
  'request.needs-version': () => 'Say which version you are changing: send the item’s ETag as If-Match.',
  'export.yours-first': (p: RefusalParams) =>
    `Exports of yours are still being written: at most ${p.most} at once. Please try again when one is there.`,
  'cursor.unreadable': () => 'This page link is not one of Sightline’s. Start again from the first page.',
  'token.missing': () => 'Please sign in.',
  'token.invalid': () => 'Your sign-in is not valid here. Please sign in again.',
  'token.expired': () => 'Your sign-in has expired. Please sign in again.',
  'action.forbidden': () => 'You are not allowed to do that.',
  'directory.unreachable': () =>
    'Sightline can’t reach your directory just now. Nothing was lost; please try again in a minute.',
  stopping: () => 'Sightline is changing over to another server. Please try again in a few seconds.',
  'not-ready': () => 'Sightline is starting. Please try again in a few seconds.',
  // Also true of a write whose answer never came: it may have been done, and whoever repeats it meets what it did.
  'store.unavailable': () =>
    'The register can’t be reached just now, so this may not have been done. Please try again in a minute: what was recorded already is not recorded twice.',
  'turn.late': () => late,
  'request.late': () => late,
  internal: () => 'Something went wrong on our side. It has been logged; please try again.',
} satisfies Record<string, (params: RefusalParams, locale: string) => string>;

export type RefusalCode = keyof typeof refusals;

/** Everything that people read, in English. The other languages have the same shape. */
export const en = {
  refusals: refusals as Record<RefusalCode, (params: RefusalParams, locale: string) => string>,

  status: statusNames,

  whyNot,

  term: {
    monthly: 'a month',
    quarterly: 'every three months',
    'half-yearly': 'every six months',
    yearly: 'a year',
    'two-yearly': 'every two years',
    'three-yearly': 'every three years',
    once: 'once',
  } satisfies Record<BillingTerm, string>,

  priceBasis: { seat: 'One seat', all: 'All seats' } satisfies Record<PriceBasis, string>,
  lotBasis: { seat: 'One of them', all: 'All of them' } satisfies Record<PriceBasis, string>,

  termChoice: {
    monthly: 'Monthly',
    quarterly: 'Every three months',
    'half-yearly': 'Every six months',
    yearly: 'Yearly',
    'two-yearly': 'Every two years',
    'three-yearly': 'Every three years',
    once: 'Paid once',
  } satisfies Record<BillingTerm, string>,

  commerceStatus: {
    Enabled: 'active',
    Warning: 'expired, in its grace period',
    Suspended: 'cancelled, can still be brought back',
    Deleted: 'deleted',
    LockedOut: 'locked after cancellation',
  } satisfies Record<CommerceStatus, string>,

  running: {
    running: 'Running',
    lapsing: 'Lapsing (expired, in its grace period)',
    ended: 'Ended',
  } satisfies Record<RunningState, string>,

  flag: {
    trial: 'Trial',
    'owner-gone': 'Owner has left',
    'not-listed': 'No longer listed by Microsoft',
    'commerce-problem': 'Subscription not active',
    disowned: 'Purchaser says it wasn’t them',
    'question-open': 'Question open',
    'no-manager': 'No manager',
    central: 'Probably bought centrally',
    'beyond-approval': 'Beyond its approval',
    'seats-unpriced': 'Price not known for all seats',
    'possible-duplicate': 'Possible duplicate',
  } satisfies Record<Flag, string>,

  evidenceKind: {
    order: 'Order',
    invoice: 'Invoice or receipt',
    terms: 'Terms or contract',
    cancellation: 'Cancellation',
    other: 'Other document',
  } satisfies Record<EvidenceKind, string>,

  confidence: {
    high: 'high confidence',
    medium: 'medium confidence',
    low: 'low confidence',
  } satisfies Record<ConfidenceLevel, string>,

  confidenceReason: {
    'owned-by-user': 'owned by a user',
    'departmental-sku': 'departmental SKU',
    'self-service-product': 'a product open to self-service purchase',
    'viral-sku': 'people sign themselves up for it',
    'few-seats': 'few seats',
    'many-seats': 'many seats, which speaks against it',
    'bought-through-partner': 'bought through a partner, which speaks against it',
    'no-owner': 'no owner named, which speaks against it',
  } satisfies Record<ConfidenceReason, string>,

  count: { seats },

  card: {
    open: 'Open in the register',
    fallback: 'Sightline has something for you here. Update Teams, or open the Sightline tab, to see it.',
    noticed: {
      heading: 'A purchase was seen',
      title: (product: string) => `We noticed you bought ${product}`,
      standInTitle: (name: string, product: string) => `We noticed that ${name} bought ${product}`,
      someone: 'someone',
      trialTitle: (product: string) => `We noticed you started a trial of ${product}`,
      lead: 'That’s fine: your company just has to know what it owns. Tell us why you bought it, it takes under a minute.',
      standInLead:
        'They can’t answer here themselves. Please declare it in their place, or hand it on in the register.',
      standInOver: 'Someone else is asked about it now; there is nothing more to do for you.',
      asked: (by: string, reason: string) => `${by} asks for it again: “${reason}”`,
      declare: 'Declare it',
      near: (product: string, day: string) => `You declared ${product}, bought on ${day}. Is it this one?`,
      join: 'It’s the one I declared',
      joined: 'Joined with the purchase that Microsoft shows',
      notMe: 'It wasn’t me',
      disowned: 'You told us that it wasn’t you. ITAM staff look into it; there is nothing more to do for you.',
      undo: 'It was me after all: declare it',
      handedOverLead: 'You answer for it now. Please tell us what it is for, it takes under a minute.',
    },
    line: {
      seats,
      about: (money: string, term: string) => `${money} ${term}`,
      pricedOf: (price: string, priced: number, all: number) =>
        priced === 0
          ? `${price}, for other seats than these`
          : `${price} for ${priced} of ${all} seats, the others not known`,
      listPrice: (money: string) => `about ${money} a month at list price`,
      trial: 'free trial',
      renews: (day: string) => `renews on ${day}`,
      trialEnds: (day: string) => `trial ends on ${day}`,
      ended: 'has ended',
      endedOn: (day: string) => `ended on ${day}`,
      ranAgain: (day: string) => `had ended, and runs again since ${day}`,
    },
    fact: {
      product: 'Product',
      publisher: 'Publisher',
      seats: 'Seats',
      price: 'Price',
      costCentre: 'Cost centre',
      reason: 'Reason',
      purchaser: 'Bought by',
      owner: 'Owner',
      purchasedOn: 'Bought on',
      renewsOn: 'Renews on',
      never: 'does not renew',
      seen: 'Seen at Microsoft',
      elsewhere: 'Bought elsewhere, declared only',
      subscription: 'Subscription',
      alreadyTheirs: 'They also have',
      alreadyTeam: 'In the same department',
      nothing: 'nothing else of this product',
      unknown: 'not known',
      otherPurchases: (count: number, seatCount: number) =>
        `${count === 1 ? '1 other purchase' : `${count} other purchases`}, ${seats(seatCount)}`,
      evidence: 'Evidence',
      documents: (count: number, names: string) => `${count === 1 ? '1 document' : `${count} documents`}: ${names}`,
      policy: 'Policy accepted',
      policyVersion: (version: string) => `version ${version}`,
    },
    declare: {
      heading: 'Declare a purchase',
      title: (product: string) => `Declare ${product}`,
      known: 'We know this already from Microsoft:',
      lead: 'Tell us what you bought. What you leave as it is stays as it is.',
      product: 'Product',
      productPlaceholder: 'Choose from the list',
      otherProduct: 'Not in the list? Type the product’s name',
      publisher: 'Publisher (for a product that is not in the list)',
      seats: 'Seats',
      price: 'Price for one term',
      pricePer: 'That is the price of',
      currency: 'Currency (three letters)',
      term: 'Paid',
      listPriceHint:
        'This is the list price from your organisation’s price book. If you paid something else, change it.',
      purchasedOn: 'Bought on',
      renewsOn: 'Renews on (leave empty if it doesn’t)',
      costCentre: 'Cost centre',
      reason: 'What do you need it for?',
      reasonPlaceholder: 'For example: the board’s dashboards, every Monday',
      policyHeading: (version: string) => `Purchase policy, version ${version}`,
      acceptPolicy: 'I have read the purchase policy and accept it',
      submit: 'Declare',
      expects: {
        product: 'Choose a product from the list, or type its name below.',
        productName: (most: number) => `At most ${most} characters.`,
        seats: 'A whole number, 1 or more.',
        price: 'An amount such as 14.50 or €14.50.',
        pricePer: 'Choose one seat, or all seats.',
        currency: 'A code or a sign, such as USD or €.',
        term: 'Choose how often it is paid.',
        purchasedOn: 'The day you bought it.',
        renewsOn: 'The day it renews, or nothing if it doesn’t.',
        costCentre: 'The cost centre that pays, or “unknown”.',
        reason: 'A few words are enough.',
        policy: 'Please accept the policy.',
      },
      problem: 'Not saved yet:',
    },
    again: {
      heading: 'Is this another purchase?',
      title: (product: string) => `You declared ${product} before`,
      existing: (seatCount: number, product: string, day: string, status: string) =>
        `${seats(seatCount)} of ${product}, bought on ${day}: ${status}`,
      nearHeading: 'Is it this one?',
      nearTitle: (product: string) => `Microsoft shows a purchase of ${product} that may be the one you tell of`,
      this: 'It’s this one',
      thisOf: (number: number) => `It’s no. ${number}`,
      which: 'Say which it is',
      none: 'It’s another purchase',
      goOn: 'Declare it',
      another: 'It’s another purchase: declare it too',
      same: 'It’s the same: keep one',
      kept: 'Nothing was added. The purchase you declared before stands.',
    },
    waiting: {
      heading: 'Declared',
      title: (product: string) => `Thank you. ${product} is declared`,
      lead: (decider: string) => `${decider} decides about it. This card will show the decision.`,
      leadNobody:
        'Whoever could decide about it had a hand in it, so ITAM staff have to name someone else. This card will show the decision.',
      someone: 'Someone in ITAM',
    },
    question: {
      heading: 'A question for you',
      title: (by: string, product: string) => `${by} asks about ${product}`,
      answer: 'Your answer',
      send: 'Send the answer',
      answered: (answer: string) => `You answered: “${answer}”`,
    },
    approval: {
      heading: 'Your decision is needed',
      title: (purchaser: string, product: string) => `${purchaser} asks you to approve ${product}`,
      comment: 'Comment (needed to reject)',
      rejectComment: 'Why do you reject it?',
      question: (purchaser: string) => `Your question to ${purchaser}`,
      approve: 'Approve',
      reject: 'Reject …',
      rejectSend: 'Reject',
      ask: (purchaser: string) => `Ask ${purchaser} …`,
      askSend: 'Send the question',
      asked: (question: string) => `You asked: “${question}”`,
      askedBy: (by: string, question: string) => `${by} asked: “${question}”`,
      noAnswer: 'Not answered yet.',
      answered: (name: string, answer: string) => `${name} answered: “${answer}”`,
      handOn: 'Hand on …',
      handOnTo: 'To whom? Their work address',
      handOnPlaceholder: 'For example: megan.bowen@contoso.com',
      handOnComment: 'Comment for them (if you like)',
      handOnCommentExpects: (most: number) => `At most ${most} characters.`,
      handOnSend: 'Hand on',
      handedOnBy: (by: string, comment: string | null) =>
        comment === null ? `${by} handed this on to you.` : `${by} handed this on to you: “${comment}”`,
      handedOnTitle: (product: string, decider: string, by: string) =>
        `The decision about ${product} was handed on to ${decider} by ${by}`,
      movedHeading: 'No longer yours to decide',
      movedTitle: (product: string, decider: string) => `The decision about ${product} moved to ${decider}`,
      movedLead: 'There is nothing more to do for you.',
      nobodyTitle: (product: string) =>
        `Nobody may decide about ${product}: whoever could had a hand in it. ITAM staff see that, and can name another approver`,
    },
    surplus: enSurplus,
    decided: {
      heading: { approved: 'Approved', rejected: 'Rejected' },
      title: (outcome: 'approved' | 'rejected', by: string, product: string) =>
        `${outcome === 'approved' ? 'Approved' : 'Rejected'} by ${by}: ${product}`,
      when: (at: string, comment: string | null) => (comment ? `${at} · “${comment}”` : at),
      rejectedNext:
        'Please cancel the subscription where you bought it, so that it does not renew. ITAM staff can help.',
    },
    renewal: {
      heading: 'Renews soon',
      renews: (product: string, day: string) => `${product} renews on ${day}`,
      renewsFor: (product: string, day: string, money: string) => `${product} renews on ${day} for ${money}`,
      trialEnds: (product: string, day: string) => `The trial of ${product} ends on ${day} and may turn paid then`,
      lead: 'Do you still need it?',
      rejectedLead: 'It was rejected, and yet it renews unless somebody turns that off.',
      open: { keep: 'Keep it …', end: 'Let it end …' },
      after: { keep: 'Keep it after all …', end: 'Let it end after all …' },
      why: { keep: 'What do you still need it for?', end: 'Why is it no longer needed?' },
      send: { keep: 'Keep it', end: 'Let it end' },
      decided: {
        keep: (by: string, day: string) => `${by} keeps it past ${day}`,
        end: (by: string, day: string) => `${by} lets it end on ${day}`,
      },
      undecided: 'Nobody has decided yet whether to keep it.',
      howToEnd: {
        microsoft: (day: string) =>
          `Sightline can’t turn the renewal off for you. Before ${day}, sign in at admin.microsoft.com with the account that bought it, open Billing and Your products, choose the subscription, and turn recurring billing off or cancel it. If you don’t find it there, ask ITAM staff.`,
        byPurchaser: (name: string, day: string) =>
          `Sightline can’t turn the renewal off. At Microsoft only whoever bought it or an administrator can: please ask ${name} or ITAM staff to do so before ${day}.`,
        elsewhere: (day: string) =>
          `Sightline can’t turn the renewal off for you. Please do so where it was bought, before ${day}; the contract may ask for notice earlier than that.`,
      },
    },
    evidence: {
      attachedHeading: 'Evidence',
      attached: (name: string, product: string) => `${name} is evidence of ${product} now`,
      attachedLead: (kind: string) => `Kept as: ${kind}.`,
      whichHeading: 'Which purchase is it for?',
      whichTitle: (name: string) => `What does ${name} belong to?`,
      which: 'Purchase, by its number above',
      whichPlaceholder: 'Choose a number',
      number: (number: number) => `No. ${number}`,
      kind: 'What it is',
      kindExpects: 'Choose what the file is.',
      attach: 'Attach',
    },
    handedOver: {
      heading: 'Handed over',
      title: (product: string, owner: string) => `${product} was handed over to ${owner}`,
      lead: (owner: string) => `${owner} answers for it now. There is nothing more to do for you.`,
      atMicrosoft: 'You are its owner at Microsoft now.',
      toYou: (by: string, comment: string | null) =>
        comment === null ? `${by} handed it over to you.` : `${by} handed it over to you: “${comment}”`,
      someone: 'someone',
    },
    retired: {
      heading: 'Retired',
      title: (by: string, product: string) => `${product} was retired by ${by}`,
    },
    channel: {
      heading: 'Self-service purchase',
      declaredHeading: 'Declared purchase',
      title: (purchaser: string, product: string) => `${purchaser} bought ${product}`,
      trialTitle: (purchaser: string, product: string) => `${purchaser} started a trial of ${product}`,
      unknownPurchaser: 'Someone',
      seen: (at: string, confidence: string) => `Seen ${at} · ${confidence}`,
      declaredAt: (at: string) => `Declared ${at}`,
      waitsForDeclaration: (name: string) => `waits for ${name}’s declaration`,
      waitsForAnyone: 'nobody named as purchaser: ITAM staff please look',
      waitsForNobody:
        'nobody may decide about it, since all who could had a hand in it: ITAM staff, please name another fallback approver',
      waitsForDecision: (name: string) => `waits for ${name}’s decision`,
      waitsForAnswer: (name: string) => `waits for ${name}’s answer`,
      reasons: (reasons: string) => `Why we think so: ${reasons}`,
    },
    digest: {
      heading: 'First look',
      title: (count: number) =>
        count === 1 ? 'Sightline recorded 1 subscription' : `Sightline recorded ${count} subscriptions`,
      lead: 'This was the first look at your tenant. It told nobody but you; from now on each new purchase is told as it happens.',
      selfService: (count: number) => `${count} look like self-service purchases`,
      central: (count: number) => `${count} look centrally bought`,
    },
  },

  chat: {
    newerBelow: 'There is a newer message about this purchase below.',
    welcome:
      'Hello, I’m Sightline. I keep your organisation’s register of licences that people buy for themselves. When you buy one, just tell me, for example: “I bought 3 Power BI Pro yesterday for $42 a month for the finance dashboards”.',
    help: 'You can type:\n\n- **declare** to declare a purchase, or tell me about it in your own words\n- **my purchases** to see yours and how they stand\n- or attach an invoice, an order or the terms as a file, and I keep it as evidence\n- **help** to see this again',
    channelHelp:
      'In this channel I tell ITAM staff about purchases. ITAM staff can type **notify here** to choose another channel for that.',
    notUnderstood: 'I didn’t understand that as a purchase.',
    endingWanted:
      'I can’t cancel a purchase for you. For what Microsoft sells, sign in at admin.microsoft.com with the account that bought it, open Billing and Your products, choose the subscription, and cancel it there or turn recurring billing off. What somebody else sells is cancelled where you bought it.\n\nThen send me the confirmation as a file, and I keep it with the purchase as evidence. If it isn’t on the register yet, type **declare** first.',
    endingDone:
      'That one is over, as I understand you, so I didn’t start a declaration for it.\n\nIf it is on the register, which **my purchases** shows, send me the cancellation or the refund as a file, and I keep it with the purchase as evidence. If it still runs, type **declare**.',
    editedTooLate:
      'You declared a purchase with that message already, and it stands as you declared it. If something in it is wrong, ask ITAM staff to correct it.',
    noPurchases: 'You have no purchases on the register. Type **declare** to add one.',
    purchasesHeading: 'Your purchases',
    purchasesTitle: (count: number) => (count === 1 ? 'You have 1 purchase' : `You have ${count} purchases`),
    morePurchases: (count: number) => `and ${count} more in the Sightline tab`,
    channelChosen: 'Done. ITAM notices come to this channel from now on.',
    channelOnly: 'Type that in the channel of a team, so that I know which one you mean.',
    fileForNothing:
      'You have no purchase on the register that this file could belong to. Type **declare** to add one, then send the file again.',
    tooManyFiles: (most: number) => `I took the first ${most} files. Please send the others in a message of their own.`,
    noPictures:
      'I can’t take pictures that are pasted into a message. Please save the picture and attach it as a file.',
    failed: 'Something went wrong on my side. It has been logged; nothing you sent was half done. Please try again.',
  },

  /** What became of a notice, for ITAM staff. */
  fate: {
    pending: 'On its way.',
    delivered: 'Delivered.',
    updated: 'The card that was there already now shows this.',
    unchanged: 'The card that was there already shows this or something newer.',
    'waits-for-person': 'Waits until this person opens Sightline in Teams once: the app isn’t installed for them.',
    'waits-for-channel': 'Waits until Sightline is added to the ITAM channel.',
    'install-refused':
      'Sightline could not be installed for this person: the organisation’s app policy or Sightline’s own permissions don’t allow it. It is tried again once a day, and sent once they open Sightline in Teams.',
    'install-unknown-app':
      'Sightline could not be installed for this person: the organisation’s app catalogue has no app with the id in TEAMS_APP_ID. It is tried again once a day.',
    'install-failed':
      'Sightline could not be installed for this person; the log has the details. It is tried again once a day, and sent once they open Sightline in Teams.',
    'person-gone': 'This person is no longer in the directory, so it can’t be sent.',
    retrying: 'Teams was busy; it is tried again shortly.',
    blocked: 'This person has blocked Sightline. It is sent once they come back.',
    'bot-disabled': 'An administrator has disabled Sightline for this person. It is sent once they come back.',
    'not-in-conversation': 'Sightline was removed from this conversation. It is sent once it is added again.',
    'conversation-gone': 'The conversation no longer exists. It is sent once this person writes to Sightline again.',
    'too-large': 'Teams refused the card because of its size. Please report this.',
    refused: 'Teams refused the message and trying again would not help. The log has the details.',
    'gave-up': 'It could not be delivered in many tries over a day. Send it again from the list of notices.',
  },

  /** One sentence for each kind of entry in an asset's history. */
  history: {
    unreadable: 'This entry can no longer be read.',
    detected: (confidence: string) => `Sightline saw the purchase at Microsoft (${confidence})`,
    baseline: (confidence: string) => `Sightline recorded it at its first look (${confidence})`,
    linked: 'Sightline found the declared purchase at Microsoft',
    'seats-changed': (from: number, to: number) => `Seats changed from ${from} to ${to} at Microsoft`,
    'trial-converted': 'The trial turned into a paid subscription',
    'renewal-moved': (from: string, to: string) => `The renewal moved from ${from} to ${to}`,
    'renewal-reminded': (day: string) => `Sightline reminded of the renewal on ${day}`,
    'renewal-decided': {
      keep: (by: string, day: string) => `${by} decided to keep it past ${day}`,
      end: (by: string, day: string) => `${by} decided to let it end on ${day}`,
    },
    'commerce-status-changed': (from: string, to: string) => `The subscription went from ${from} to ${to}`,
    'owner-changed': (name: string) => `Microsoft names ${name} as the owner now`,
    'people-refreshed': (names: string) => `The directory says something else now of ${names}`,
    'owner-left': { disabled: 'The owner’s account was disabled', deleted: 'The owner’s account was deleted' },
    'owner-returned': 'The owner’s account is active again',
    'manager-changed': (name: string) => `The manager is now ${name}`,
    'handed-on': (by: string, to: string) => `${by} handed the decision on to ${to}`,
    'handed-over': (by: string, to: string) => `${by} handed it over to ${to}`,
    nobody: 'nobody',
    vanished: 'Microsoft no longer lists the subscription',
    reappeared: 'Microsoft lists the subscription again',
    ended: {
      seen: 'It has ended: Microsoft can’t charge for it any more',
      said: (by: string, day: string) => `${by} said that it ended on ${day}`,
    },
    'runs-again': {
      seen: 'It runs again: Microsoft can charge for it',
      said: (by: string) => `${by} said that it still runs`,
    },
    declared: (by: string, seatCount: number, costCentre: string) =>
      `${by} declared it: ${seats(seatCount)}, cost centre ${costCentre}`,
    'declaration-asked': (by: string) => `${by} asked again for the declaration`,
    'person-erased': (by: string) => `${by} erased a person’s name, address and words`,
    disowned: (by: string) => `${by} says it wasn’t them`,
    approved: (by: string) => `${by} approved it`,
    rejected: (by: string) => `${by} rejected it`,
    'surplus-approved': (by: string, seatCount: number) =>
      seatCount === 0 ? `${by} approved what goes beyond the approval` : `${by} approved ${seatCount} more`,
    'surplus-rejected': (by: string, seatCount: number) =>
      seatCount === 0
        ? `${by} rejected what goes beyond the approval; what was approved stays approved`
        : `${by} rejected ${seatCount} more; what was approved stays approved`,
    beyond: (what: string, seatCount: number) =>
      seatCount === 0
        ? `${what}. That goes beyond what was approved and waits for a decision`
        : `${what}. ${seatCount} more than approved wait for a decision`,
    'asked-back': (by: string) => `${by} asked back`,
    answered: (by: string) => `${by} answered`,
    'evidence-attached': (by: string, kind: string, name: string) => `${by} attached ${name} (${kind.toLowerCase()})`,
    corrected: (by: string, fields: string) => `${by} corrected ${fields}`,
    'status-moved': (by: string, status: string) => `${by} moved it to “${status}”`,
    retired: (by: string) => `${by} retired it`,
    erased: '(erased)',
  },

  settingsHistory: enSettingsHistory,

  field: {
    product: 'product',
    quantity: 'seats',
    unitPrice: 'price',
    billingTerm: 'billing term',
    purchasedOn: 'purchase date',
    renewsOn: 'renewal date',
    costCentre: 'cost centre',
    owner: 'owner',
    manager: 'manager',
    status: 'state',
    isTrial: 'trial',
    reason: 'reason',
    endedOn: 'end',
    commerceStatus: 'subscription status',
  },

  tab: enTab,
};

export type Words = typeof en;

/** What may become of a notice. */
export type Fate = keyof Words['fate'];
