import fc from 'fast-check';
import { billingTerms } from '../src/domain/asset.ts';
import { evidenceKinds, evidenceTypes } from '../src/domain/evidence.ts';
import { verbs } from '../src/teams/verbs.ts';
import { type Json, mutated, oddText, oddValue } from './odd.ts';
import type { Sender, Shot, Spoil } from './shot.ts';

type Fields = { [key: string]: Json };
type Kind = { kind: string; sender: Sender; activity: Json };

const locale = fc.constantFrom('en-GB', 'en-US', 'de-CH', 'ar', 'tlh', 'x', '../en', '');

/** What every activity has, around what it is. */
function enveloped(kind: string, sender: Sender, fields: fc.Arbitrary<Fields>): fc.Arbitrary<Kind> {
  return fc.tuple(fields, locale).map(([own, language]) => ({
    kind,
    sender,
    activity: {
      id: 'activity-1',
      channelId: 'msteams',
      serviceUrl: '⟦connector⟧',
      from: { id: '29:⟦id⟧', name: '⟦name⟧', aadObjectId: '⟦id⟧' },
      recipient: { id: '28:sightline', name: 'Sightline' },
      conversation: { id: 'chat-⟦id⟧', conversationType: 'personal', tenantId: '⟦tenant⟧' },
      channelData: { tenant: { id: '⟦tenant⟧' } },
      locale: language,
      ...own,
    },
  }));
}

const inChannel: Fields = {
  conversation: { id: '⟦channel⟧;messageid=1', conversationType: 'channel', tenantId: '⟦tenant⟧' },
  channelData: { tenant: { id: '⟦tenant⟧' }, team: { id: '⟦channel⟧' }, channel: { id: '⟦channel⟧' } },
};

/** A purchase told in words, from parts that people use and parts that they don't. */
const plainWords = fc
  .tuple(
    fc.constantFrom('I bought ', 'just got ', 'we have ordered ', 'cancel ', 'bought', ''),
    fc.constantFrom('3 ', 'twelve seats of ', '0 ', '1e9 ', '１２ ', '-4 ', '2.5 '),
    fc.constantFrom('Power BI Pro', 'visio plan 2', 'Power Automate Premium', 'Acrobat', 'köhler', 'x'),
    fc.constantFrom(
      ' yesterday',
      ' on 30 February',
      ' on 2026-11-20',
      ' last Tuesday',
      ' in the year 275760',
      ' on 0/0/0',
    ),
    fc.constantFrom(
      ' for $42 a month',
      ', €15/user/month',
      ' for 1.234,56 EUR',
      ' for free',
      ' for ¥0.5',
      ' for 9e99 USD',
    ),
    fc.oneof(
      fc.constantFrom(' for the finance dashboards', ', cost centre CC-4410', ', renews on 19 December'),
      oddText,
    ),
  )
  .map((parts) => parts.join(''));

const typed = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('declare', 'my purchases', 'help', 'notify here', 'Help!!', 'MY  PURCHASES.'),
  },
  { weight: 1, arbitrary: oddText.map((name) => `<at>${name}</at> my purchases`) },
  { weight: 3, arbitrary: plainWords },
  { weight: 2, arbitrary: oddText },
);

const attachment: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.oneof(fc.constantFrom('Invoice.pdf', 'order.exe', 'a'), oddText), fc.nat(9))
      .map(([name, at]) => ({
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name,
        content: { downloadUrl: `⟦file ${at}⟧`, uniqueId: 'x', fileType: 'pdf' },
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .oneof({ weight: 5, arbitrary: oddText }, { weight: 1, arbitrary: fc.constant('⟦hanging⟧') })
      .map((address) => ({
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        content: { downloadUrl: address },
      })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json[]>(
      { contentType: 'image/png', contentUrl: '⟦file⟧' },
      { contentType: 'text/html' },
    ),
  },
);

const amount = fc.constantFrom<Json[]>('1', '3', 12, '10.50', '0', '', 'x', 1e21, '-1');

/** What a person typed into a declaration's form. */
const form = fc.record({
  product: fc.constantFrom('Power BI Pro', 'Visio Plan 2', 'Acrobat Pro', 'Nothing we know'),
  publisher: fc.constantFrom('Microsoft', 'Adobe', ''),
  quantity: amount,
  price: amount,
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'XXX'),
  billingTerm: fc.constantFrom(...billingTerms, 'weekly'),
  purchasedOn: fc.constantFrom('2026-11-20', '2026-10-01', '2026-02-30', '1990-01-01', 'yesterday'),
  renewsOn: fc.constantFrom('2026-12-20', '2027-11-20', '2030-01-01', ''),
  costCentre: fc.constantFrom('CC-1', 'CC-4410', '', '1'),
  reason: fc.oneof(fc.constantFrom('Dashboards', 'Work'), oddText),
  acceptsPolicy: fc.constantFrom<Json[]>('true', true, false, 'false'),
});

const validForm: fc.Arbitrary<Fields> = fc.record({
  product: fc.constantFrom('Power BI Pro', 'Visio Plan 2', 'Acrobat Pro'),
  publisher: fc.constant('Microsoft'),
  quantity: fc.integer({ min: 1, max: 50 }),
  price: fc.constantFrom('10', '12.50'),
  currency: fc.constantFrom('USD', 'EUR'),
  billingTerm: fc.constantFrom('monthly', 'yearly'),
  purchasedOn: fc.constant('2026-11-20'),
  renewsOn: fc.constantFrom('', '2027-11-20'),
  costCentre: fc.constant('CC-1'),
  reason: fc.constantFrom('Dashboards', 'Work'),
  acceptsPolicy: fc.constant('true'),
});

const reply = fc.oneof(fc.constantFrom('', 'Fine', 'Because', '⟦colleague⟧'), oddText);

/** What stands in the inputs of any card beside its buttons. */
const inputs: fc.Arbitrary<Fields> = fc.record({
  comment: reply,
  question: reply,
  answer: reply,
  keepReason: reply,
  endReason: reply,
  handOnComment: reply,
  to: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('⟦colleague⟧', '⟦colleague 1⟧') },
    { weight: 1, arbitrary: oddText },
  ),
});

const ulid = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), minLength: 26, maxLength: 26 });

/** Data that a card of ours might carry, put together by hand. */
const madeData: fc.Arbitrary<Json> = fc.oneof(
  fc
    .tuple(inputs, fc.constantFrom<Json[]>('⟦#basis⟧', 1, null))
    .map(([typedIn, basis]) => ({ assetId: '⟦asset⟧', basis, ...typedIn })),
  fc.tuple(ulid, validForm).map(([declarationId, values]) => ({ declarationId, ...values })),
  fc.tuple(ulid, form).map(([declarationId, values]) => ({ assetId: '⟦asset⟧', declarationId, ...values })),
  fc
    .tuple(validForm, fc.boolean())
    .map(([values, isAnother]) => ({ declarationId: '⟦declaration⟧', isAnother, ...values })),
  fc
    .record({
      kind: fc.constantFrom(...evidenceKinds, 'x'),
      mediaType: fc.constantFrom(...Object.keys(evidenceTypes), 'x'),
    })
    .map((about) => ({ hash: '⟦hash⟧', fileName: 'a.pdf', assetId: '⟦asset⟧', ...about })),
);

const execute = (verb: Json, data: Json): Json => ({
  action: { type: 'Action.Execute', verb, data },
  trigger: 'manual',
});
const verb = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...verbs) }, { weight: 1, arbitrary: oddText });

/** A button that somebody holds, pressed as a client does it. */
const held = fc.oneof(inputs, validForm, form).map((typedIn) => execute('⟦verb⟧', { '⟦data⟧': 0, ...typedIn }));
const invoke = (value: Json): Fields => ({ type: 'invoke', name: 'adaptiveCard/action', value });
const members = fc.constantFrom<Json[]>(
  [{ id: '28:sightline' }],
  [{ id: '29:⟦id⟧' }],
  [],
  [{ id: 'x' }, { id: '28:sightline' }],
);

const kinds: fc.WeightedArbitrary<Kind>[] = [
  {
    weight: 16,
    arbitrary: enveloped(
      'message',
      'anyone',
      fc.tuple(typed, fc.constantFrom('message', 'messageUpdate')).map(([text, type]) => ({ type, text })),
    ),
  },
  {
    weight: 3,
    arbitrary: enveloped(
      'message in a channel',
      'staff',
      typed.map((text) => ({ type: 'message', text, ...inChannel })),
    ),
  },
  {
    weight: 4,
    arbitrary: enveloped(
      'message with files',
      'owner',
      fc
        .tuple(typed, fc.array(attachment, { minLength: 1, maxLength: 6 }))
        .map(([text, attachments]) => ({ type: 'message', text, attachments, replyToId: '⟦message⟧' })),
    ),
  },
  {
    weight: 6,
    arbitrary: enveloped(
      'message of an older client',
      'holder',
      fc.oneof(inputs, form).map((typedIn) => ({
        type: 'message',
        value: { '⟦data⟧': 0, verb: '⟦verb⟧', ...typedIn },
        replyToId: '⟦message⟧',
      })),
    ),
  },
  {
    weight: 30,
    arbitrary: enveloped(
      'press of a button',
      'holder',
      held.map((value) => ({ ...invoke(value), replyToId: '⟦message⟧' })),
    ),
  },
  { weight: 5, arbitrary: enveloped('press of another’s button', 'anyone', held.map(invoke)) },
  {
    weight: 14,
    arbitrary: enveloped(
      'press made by hand',
      'manager',
      fc.tuple(verb, madeData).map(([one, data]) => invoke(execute(one, data))),
    ),
  },
  {
    weight: 3,
    arbitrary: enveloped(
      'press with odd data',
      'owner',
      fc.tuple(verb, oddValue).map(([one, data]) => invoke(execute(one, data))),
    ),
  },
  {
    weight: 2,
    arbitrary: enveloped(
      'declaration by hand',
      'anyone',
      fc
        .tuple(ulid, validForm)
        .map(([declarationId, values]) => invoke(execute('purchase.submit', { declarationId, ...values }))),
    ),
  },
  {
    weight: 3,
    arbitrary: enveloped(
      'other invoke',
      'anyone',
      fc
        .tuple(
          fc.oneof(
            fc.constantFrom(
              'fileConsent/invoke',
              'task/fetch',
              'task/submit',
              'composeExtension/query',
              'signin/verifyState',
            ),
            fc.constantFrom(
              'adaptiveCard/action ',
              'signin/tokenExchange',
              'application/search',
              'message/submitAction',
              '',
            ),
            oddText,
          ),
          oddValue,
        )
        .map(([name, value]) => ({ type: 'invoke', name, value })),
    ),
  },
  {
    weight: 4,
    arbitrary: enveloped(
      'installation',
      'anyone',
      fc
        .tuple(
          fc.constantFrom('add', 'add', 'add-upgrade', 'remove', 'remove-upgrade', 'x'),
          fc.constantFrom<Fields[]>({}, {}, inChannel),
        )
        .map(([action, place]) => ({ type: 'installationUpdate', action, ...place })),
    ),
  },
  {
    weight: 3,
    arbitrary: enveloped(
      'conversation update',
      'anyone',
      fc
        .tuple(fc.constantFrom('membersAdded', 'membersRemoved'), members, fc.constantFrom<Fields[]>({}, inChannel))
        .map(([name, who, place]) => ({ type: 'conversationUpdate', [name]: who, ...place })),
    ),
  },
  {
    weight: 3,
    arbitrary: enveloped(
      'other type',
      'anyone',
      fc
        .tuple(
          fc.oneof(
            fc.constantFrom(
              'typing',
              'messageReaction',
              'messageUpdate',
              'messageDelete',
              'event',
              'endOfConversation',
              'trace',
            ),
            fc.constantFrom(
              'Message',
              'invokeResponse',
              'command',
              'commandResult',
              'handoff',
              'deleteUserData',
              'suggestion',
            ),
            oddText,
          ),
          oddValue,
        )
        .map(([type, value]) => ({ type, value, name: 'x' })),
    ),
  },
];

const valid = fc.oneof(...kinds);
const broken: fc.Arbitrary<Kind> = fc.oneof(
  ...kinds.map(({ weight, arbitrary }) => ({
    weight,
    // What is mutated is one activity of that kind, so that shrinking keeps its kind.
    arbitrary: arbitrary.chain((one) =>
      mutated(fc.constant(one.activity)).map((activity) => ({ ...one, kind: `${one.kind}, mutated`, activity })),
    ),
  })),
);

const contentTypes = fc.constantFrom(
  ...['application/json', 'application/json; charset=utf-16', 'application/json; charset=x', 'text/plain'],
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '', 'application/xml'],
);
const spoils = fc.constantFrom<Spoil[]>('cut', 'doubled', 'utf16', 'latin1', 'half-character');

function shotOf({ kind, sender, activity }: Kind, pick: number, over: Partial<Shot> = {}): Shot {
  return {
    kind,
    sender,
    pick,
    method: 'POST',
    path: '/api/messages',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
    spoil: 'none',
    ...over,
  };
}

const pick = fc.nat(1_000_000);

/** Activities as channels post them, and as nobody should. */
export const activityShot: fc.Arbitrary<Shot> = fc.oneof(
  { weight: 62, arbitrary: fc.tuple(valid, pick).map(([one, at]) => shotOf(one, at)) },
  { weight: 30, arbitrary: fc.tuple(broken, pick).map(([one, at]) => shotOf(one, at)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(valid, pick, spoils, contentTypes)
      .map(([one, at, spoil, type]) =>
        shotOf({ ...one, kind: 'activity, spoiled' }, at, { spoil, headers: { 'content-type': type } }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(valid, pick, contentTypes)
      .map(([one, at, type]) =>
        shotOf({ ...one, kind: 'activity of another content type' }, at, { headers: { 'content-type': type } }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(oddValue, pick)
      .map(([value, at]) => shotOf({ kind: 'no activity', sender: 'anyone', activity: value }, at)),
  },
);
