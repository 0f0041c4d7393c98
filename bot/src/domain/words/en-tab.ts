import { enAct } from './en-act.ts';
import { enAsset } from './en-asset.ts';
import { enBulk } from './en-bulk.ts';
import { enDecisions } from './en-decisions.ts';
import { enDeclare } from './en-declare.ts';
import { enEvidence } from './en-evidence.ts';
import { enExport } from './en-export.ts';
import { enNotices } from './en-notices.ts';
import { enOverview } from './en-overview.ts';
import { enPeople } from './en-people.ts';
import { enRenewals } from './en-renewals.ts';
import { enScope } from './en-scope.ts';
import { enSettings } from './en-settings.ts';
import { enToday } from './en-today.ts';
import { enViews } from './en-views.ts';

const assets = (count: string, isOne: boolean) => (isOne ? '1 asset' : `${count} assets`);
const purchases = (count: string, isOne: boolean) => (isOne ? '1 purchase' : `${count} purchases`);

/** The tab's words, in English. Counts, dates and money arrive formatted. */
export const enTab = {
  app: 'Sightline',
  title: (view: string) => `${view} · Sightline`,
  skip: 'Skip to content',
  navigation: 'Sightline',
  register: 'Register',
  purchases: 'My purchases',
  today: 'Today',
  decisions: 'Decisions',
  notices: 'Notices',
  renewals: 'Renewals',
  overview: 'Overview',
  menu: 'Menu',
  waiting: (count: string) => `${count} waiting for you`,
  loading: 'Loading …',
  cancel: 'Cancel',
  notKnown: 'not known',
  nobody: 'nobody',
  quote: (text: string) => `“${text}”`,
  product: (count: string, name: string) => `${count} × ${name}`,

  signIn: {
    starting: 'Signing you in …',
    choose: 'Who are you today?',
    chooseLead:
      'This is the practice tenant: its people and purchases are made up, and nothing leaves this machine. Pick someone and see Sightline with their eyes.',
    practice: 'Practice tenant',
    youAre: (name: string) => `You are ${name}`,
    switchTo: 'See Sightline as',
    outside: 'Open Sightline in Microsoft Teams',
    outsideLead:
      'Sightline signs you in through Teams, so it can’t be used in a browser window of its own. In Teams, choose Apps and look for Sightline, or follow a link that someone shared from there.',
    failed: 'Signing in didn’t work',
    failedLead:
      'Sightline’s server could not be reached, or Teams did not sign you in. Check the connection and try again.',
    retry: 'Try again',
  },

  trouble: {
    retry: 'Try again',
    signIn: 'Sign in again',
    toStart: 'Go to the start page',
    offline: {
      title: 'No connection',
      lead: 'Sightline’s server can’t be reached just now. This page tries again by itself.',
    },
    expired: { title: 'Your sign-in has expired', lead: 'Sign in again; what you have typed stays.' },
    forbidden: { title: 'This isn’t yours to see', lead: 'You can see your own purchases and those you decide about.' },
    missing: {
      title: 'There is nothing here',
      lead: 'The link may be old or incomplete. Look for it in the register, or ask whoever sent you the link.',
    },
    starting: { title: 'Sightline is starting', lead: 'It reads the register in. This page tries again by itself.' },
    busy: { title: 'Too much at once', lead: 'This page tries again by itself in a moment.' },
    refused: { title: 'That didn’t work', lead: 'Nothing was changed.' },
    failed: { title: 'Something went wrong on our side', lead: 'It has been logged. Please try again.' },
    /** `id`: 32 hex digits that the server's logs carry. */
    reference: (id: string) => `Reference ${id}`,
    stale: (time: string) => `What you see is as of ${time}.`,
  },

  list: {
    search: 'Search the register',
    searchPlaceholder: 'Product, person, department …',
    assets,
    matching: (count: string, isOne: boolean) => `${assets(count, isOne)} ${isOne ? 'matches' : 'match'}`,
    aMonth: (amounts: string) => `${amounts} a month`,
    asOf: (time: string) => `as of ${time}`,
    caption: 'Assets on the register',
    sort: 'Sort',
    ascending: 'lowest first',
    descending: 'highest first',
    clearAll: 'Clear all',
    clear: 'Clear',
    filters: 'Filters in force',
    removeFilter: (filter: string) => `Remove the filter ${filter}`,
    filterValues: (label: string, values: string) => `${label}: ${values}`,
    findValue: (label: string) => `Find in ${label.toLowerCase()}`,
    noValue: 'Nothing by that name.',
    valueCount: (value: string, count: string) => `${value}, ${count}`,
    selected: (label: string, count: string) => `${label}, ${count} chosen`,
    moreFailed: 'The next rows could not be loaded.',
    freeTrial: 'free trial',
    ended: 'ended',
    once: (money: string) => `${money} once`,
    /** The price of some of the seats is not known. */
    atLeast: (money: string) => `≥ ${money}`,
    nothing: 'No asset matches',
    nothingLead: 'Try fewer filters or another word.',
    empty: 'Nothing on the register yet',
    emptyLead:
      'Sightline looks at Microsoft every few minutes. The first self-service purchase it sees appears here by itself; purchases from elsewhere can be declared.',
    declare: 'Declare a purchase',
    anyone: 'anyone',
    column: {
      status: 'State',
      product: 'Product',
      publisher: 'Publisher',
      purchaser: 'Purchaser',
      owner: 'Owner',
      manager: 'Manager',
      waitsFor: 'Waits for',
      department: 'Department',
      costCentre: 'Cost centre',
      quantity: 'Seats',
      perMonth: 'Per month',
      purchasedOn: 'Bought',
      renewsOn: 'Renews',
      renewal: 'Renewal',
      price: 'Price',
      currency: 'Currency',
      evidence: 'Evidence',
      running: 'Subscription',
      source: 'Source',
      updatedAt: 'Updated',
      flag: 'To note',
    },
    renewsAfter: (day: string) => `Renews on or after ${day}`,
    renewsBefore: (day: string) => `Renews before ${day}`,
    estimate: (money: string) => `≈ ${money}`,
    estimateTitle: 'By list price. What was paid is not known.',
    estimates: (amounts: string) => `about ${amounts} more by list price`,
    unpriced: (count: string) => `${count} without a price`,
    costFrom: (amount: string) => `${amount} or more a month`,
    renewsFilter: {
      anyTime: 'Any time',
      thirtyDays: 'In the next 30 days',
      thisQuarter: 'This quarter, from today',
      nextQuarter: 'Next quarter',
      year: 'In the next 12 months',
      from: 'From',
      to: 'To',
    },
    moreFilters: 'More',
    costFilter: {
      label: 'Cost',
      least: 'At least, a month',
      hint: 'In whole units of each purchase’s own currency. Where the price is not known, the list price counts.',
      unreadable: 'Type an amount such as 50 or 12.50.',
      apply: 'Apply',
    },
    source: { discovery: 'Seen at Microsoft', declaration: 'Declared only' },
    renewal: { undecided: 'Not decided', keep: 'Keep', end: 'Let it end' },
    price: {
      monthly: 'paid monthly',
      quarterly: 'paid every three months',
      'half-yearly': 'paid every six months',
      yearly: 'paid yearly',
      'two-yearly': 'paid every two years',
      'three-yearly': 'paid every three years',
      once: 'paid once',
      trial: 'free trial',
      unknown: 'not known',
    },
    evidence: { attached: 'attached', none: 'none' },
    dates: {
      heldOn: (day: string) => `Bought by ${day}, neither ended nor retired then`,
      knownOn: (day: string) => `On the register on ${day}`,
      declaredAfter: (day: string) => `Declared on or after ${day}`,
      declaredBefore: (day: string) => `Declared before ${day}`,
      decidedAfter: (day: string) => `Decided on or after ${day}`,
      decidedBefore: (day: string) => `Decided before ${day}`,
    },
  },

  bulk: enBulk,
  views: enViews,

  export: enExport,

  line: {
    aMonth: (money: string) => `${money} a month`,
    noPrice: 'price not known',
    estimate: (money: string) => `about ${money} a month by list price`,
    renews: (day: string) => `renews ${day}`,
    trialEnds: (day: string) => `trial ends ${day}`,
  },

  purchasesPage: {
    count: purchases,
    declare: 'Declare a purchase',
    awaiting: 'Waiting for your decision',
    awaitingLead: (name: string) => `${name} asks for it`,
    decide: 'Decide',
    mine: 'Bought by you',
    declareIt: 'Declare it',
    answerIt: 'Answer',
    isDetected: 'We noticed this purchase. Tell us why you bought it.',
    isAsked: 'There is a question for you about it.',
    isPaidNow: 'The trial turned paid. Tell us what it costs and what you need it for.',
    isTheirs: (name: string) => `${name} answers for it now.`,
    empty: 'You have no purchases on the register',
    emptyLead:
      'When you buy a licence yourself, tell Sightline here or in chat, and your organisation knows what it owns.',
  },

  scope: enScope,

  todayPage: enToday,

  decisionsPage: enDecisions,

  renewalsPage: enRenewals,

  overviewPage: enOverview,

  noticesPage: enNotices,

  asset: enAsset,

  history: {
    intact: 'Unaltered',
    altered: 'Altered',
    intactTitle: 'Nothing here was changed afterwards',
    alteredTitle: 'This history was changed afterwards',
    intactText: (count: string) =>
      `Each entry carries a fingerprint that covers what it says and the fingerprint of the entry before it, so none can be changed or taken out unnoticed. All ${count} were computed anew for this page, and each agrees. Who wrote an entry is not proved yet: one added at the end by somebody with access to the store itself would look like any other.`,
    alteredText:
      'At least one entry is gone, or no longer says what it said when it was written, or this purchase is not what its entries come to. Don’t rely on this history. Tell your operator: the command “register:verify” names the entry.',
    latest: 'Latest fingerprint',
    earlier: (shown: string, total: string) => `Show earlier entries (${shown} of ${total} shown)`,
    earlierShown: (shown: string, total: string) => `${shown} of ${total} entries are shown.`,
    earlierFailed: 'The earlier entries could not be loaded.',
    changes: (count: string, isOne: boolean) => (isOne ? '1 change' : `${count} changes`),
    from: 'Before',
    to: 'After',
    seatsFor: (seats: string, money: string) => `${seats} for ${money}`,
    seatsAt: (seats: string, money: string) => `${seats} at ${money} each`,
    field: 'What',
    nothing: 'nothing',
    yes: 'yes',
    no: 'no',
  },

  act: enAct,
  people: enPeople,
  settings: 'Settings',
  settingsPage: enSettings,

  evidence: enEvidence,

  declare: enDeclare,
};
