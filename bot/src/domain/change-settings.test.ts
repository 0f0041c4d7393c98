import { describe, expect, it } from 'vitest';
import { codeOf, someSettings } from '../../test/support/builders.ts';
import { changeSettings, parseChannel, type SettingsInput } from './change-settings.ts';
import {
  evolveSettings,
  longestPolicy,
  mostApprovers,
  mostAreas,
  mostOwners,
  mostPrices,
  nothingChosen,
  type Settings,
  type SettingsChange,
  settingsBy,
  settingsOf,
} from './settings.ts';

const ids = (count: number) => Array.from({ length: count }, (_, at) => `id-${at}`);
const refusal = (input: SettingsInput, settings: Partial<Settings> = {}, reason = 'Because') =>
  codeOf(() => changeSettings(someSettings(settings), input, reason));
/** What the settings are once a change is made on them. */
function changed(input: SettingsInput, settings: Partial<Settings> = {}): Settings {
  const before = someSettings(settings);
  const chosen = changeSettings(before, input, 'Because').reduce(
    (state, fact, at) => evolveSettings(state, { seq: at + 1, fact }),
    { ...nothingChosen, priceBook: before.priceBook },
  );
  const { version: _, priceBook: __, ...configured } = before;
  return settingsOf(configured, chosen);
}

describe('the settings at a moment', () => {
  it('given nothing else was chosen, when they are asked for again, then they are the very same; else they follow', () => {
    const { version: _, priceBook: __, ...configured } = someSettings();
    let chosen = nothingChosen;
    const settings = settingsBy(configured, () => chosen);
    expect(settings()).toBe(settings());
    chosen = { ...nothingChosen, version: 1, reminderDays: [3] };
    expect(settings()).toMatchObject({ version: 1, reminderDays: [3] });
  });
});

describe('changing a setting', () => {
  it.each<[string, SettingsInput, Partial<Settings>]>([
    [
      'the channel',
      { field: 'itamChannelId', to: ' 19:itam@thread.tacv2 ' },
      { itamChannelId: '19:itam@thread.tacv2' },
    ],
    ['no channel', { field: 'itamChannelId', to: '' }, { itamChannelId: null }],
    [
      'approvers, each once',
      { field: 'fallbackApprovers', to: ['ID-A', 'id-a', 'id-b'] },
      { fallbackApprovers: ['id-a', 'id-b'] },
    ],
    ['no approvers', { field: 'fallbackApprovers', to: [] }, { fallbackApprovers: [] }],
    [
      'owners of another area',
      { field: 'productOwners', area: ' Visio  Plan 2', to: ['id-a'] },
      { productOwners: { 'Power BI': ['id-old'], 'Visio Plan 2': ['id-a'] } },
    ],
    ['no owners of an area', { field: 'productOwners', area: 'Power BI', to: [] }, { productOwners: {} }],
    [
      'an area by an odd name',
      { field: 'costCentreOwners', area: '__proto__', to: ['id-a'] },
      { costCentreOwners: { 'CC-4711': ['id-old'], ['__proto__']: ['id-a'] } },
    ],
    [
      'another spelling of a cost centre that has owners',
      { field: 'costCentreOwners', area: 'cc 4711', to: ['id-b'] },
      { costCentreOwners: { 'CC-4711': ['id-b'] } },
    ],
    ['reminder days, the longest first', { field: 'reminderDays', to: [7, 60, 7] }, { reminderDays: [60, 7] }],
    ['no reminders', { field: 'reminderDays', to: [] }, { reminderDays: [] }],
  ])('given %s, when it is chosen, then that holds and everything else stays', (_what, input, expected) => {
    const before = {
      itamChannelId: '19:old@thread.tacv2',
      productOwners: { 'Power BI': ['id-old'] },
      costCentreOwners: { 'CC-4711': ['id-old'] },
    };
    expect(changed(input, before)).toEqual({ ...someSettings(before), version: 1, ...expected });
  });

  it.each<[string, SettingsInput]>([
    ['channel', { field: 'itamChannelId', to: null }],
    ['approvers', { field: 'fallbackApprovers', to: someSettings().fallbackApprovers }],
    ['owners', { field: 'costCentreOwners', area: 'CC-1', to: [] }],
    ['policy', { field: 'policy', to: ` ${someSettings().policy.text}\r\n` }],
    ['days', { field: 'reminderDays', to: [7, 30] }],
    ['prices', { field: 'priceBook', product: 'Visio', billingTerm: 'monthly', currency: 'USD', to: null }],
  ])('given the same %s again, when it is chosen, then nothing happened', (_what, input) => {
    expect(changeSettings(someSettings(), input, 'Because')).toEqual([]);
  });

  it.each([
    ['1', '2'],
    ['9', '10'],
    ['2026-09', '2026-10'],
    ['draft', 'draft-2'],
    ['99999999999999999', '100000000000000000'],
  ])('given version %s of the policy, when its text changes, then it is version %s', (version, next) => {
    const before = { version, text: 'Old' };
    const [fact] = changeSettings(someSettings({ policy: before }), { field: 'policy', to: 'New' }, 'Because');
    expect(fact).toEqual({
      type: 'settings-changed',
      change: { field: 'policy', from: before, to: { version: next, text: 'New' } },
      reason: 'Because',
    });
  });

  it('given a price book, when a price is set, changed and taken out, then there is one for each product, term and currency', () => {
    const line = { field: 'priceBook', product: 'Visio Plan 2', billingTerm: 'monthly', currency: 'usd' } as const;
    const first = changed({ ...line, to: '15.00' });
    expect(first.priceBook).toEqual([
      { product: 'Visio Plan 2', billingTerm: 'monthly', unitPrice: { minor: 1_500, currency: 'USD' } },
    ]);
    const second = changed({ ...line, product: 'VISIO plan 2', to: '16' }, first);
    expect(second.priceBook).toEqual([
      { product: 'Visio Plan 2', billingTerm: 'monthly', unitPrice: { minor: 1_600, currency: 'USD' } },
    ]);
    const both = changed({ ...line, billingTerm: 'yearly', to: '160' }, second);
    expect(both.priceBook).toHaveLength(2);
    expect(changed({ ...line, to: null }, both).priceBook).toMatchObject([{ billingTerm: 'yearly' }]);
  });

  it.each<[string, SettingsInput, string]>([
    ['a channel that is none', { field: 'itamChannelId', to: 'General' }, 'settings.channel-unreadable'],
    [
      'a link elsewhere',
      { field: 'itamChannelId', to: 'https://example.com/l/channel/19%3Aa%40thread.tacv2' },
      'settings.channel-unreadable',
    ],
    [
      'a broken link',
      { field: 'itamChannelId', to: 'https://teams.microsoft.com/l/channel/19%3Aa%4/' },
      'settings.channel-unreadable',
    ],
    ['too many approvers', { field: 'fallbackApprovers', to: ids(mostApprovers + 1) }, 'settings.too-many-people'],
    [
      'too many owners',
      { field: 'costCentreOwners', area: 'CC-1', to: ids(mostOwners + 1) },
      'settings.too-many-people',
    ],
    ['an area without a name', { field: 'productOwners', area: ' \u200b', to: [] }, 'settings.area-missing'],
    ['a long cost centre', { field: 'costCentreOwners', area: 'C'.repeat(41), to: [] }, 'settings.area-too-long'],
    ['an empty policy', { field: 'policy', to: ' \n ' }, 'settings.policy-missing'],
    ['an endless policy', { field: 'policy', to: 'p'.repeat(longestPolicy + 1) }, 'settings.policy-too-long'],
    ['half a day', { field: 'reminderDays', to: [7.5] }, 'settings.days-unreadable'],
    ['a day after', { field: 'reminderDays', to: [-1] }, 'settings.days-unreadable'],
    ['days without end', { field: 'reminderDays', to: [1_000] }, 'settings.days-unreadable'],
    ['too many days', { field: 'reminderDays', to: [1, 2, 3, 4, 5, 6] }, 'settings.too-many-days'],
    [
      'a price of nothing',
      { field: 'priceBook', product: '', billingTerm: 'monthly', currency: 'USD', to: '1' },
      'settings.area-missing',
    ],
    [
      'a price for ever',
      { field: 'priceBook', product: 'X', billingTerm: 'for ever', currency: 'USD', to: '1' },
      'term.unknown',
    ],
    [
      'a price in nothing',
      { field: 'priceBook', product: 'X', billingTerm: 'once', currency: 'XX', to: '1' },
      'price.unknown-currency',
    ],
    [
      'a price below nothing',
      { field: 'priceBook', product: 'X', billingTerm: 'once', currency: 'USD', to: '-1' },
      'price.negative',
    ],
    [
      'an empty price',
      { field: 'priceBook', product: 'X', billingTerm: 'once', currency: 'USD', to: ' ' },
      'price.missing',
    ],
  ])('given %s, when it is chosen, then it is refused', (_what, input, code) => {
    expect(refusal(input)).toBe(code);
  });

  it('given as much as there may be, when there is to be more of it, then it is refused, and what is there can still change', () => {
    const productOwners = Object.fromEntries(ids(mostAreas).map((area) => [area, ['id-a']]));
    const more: SettingsInput = { field: 'productOwners', area: 'More', to: ['id-a'] };
    expect(refusal(more, { productOwners })).toBe('settings.too-many-areas');
    expect(refusal({ ...more, area: 'id-0', to: ['id-b'] }, { productOwners })).toBe('accepted');
    const price = { billingTerm: 'monthly', unitPrice: { minor: 1, currency: 'USD' } } as const;
    const priceBook = ids(mostPrices).map((product) => ({ product, ...price }));
    const other = { field: 'priceBook', product: 'More', billingTerm: 'monthly', currency: 'USD', to: '2' } as const;
    expect(refusal(other, { priceBook })).toBe('settings.too-many-prices');
    expect(refusal({ ...other, product: 'id-0' }, { priceBook })).toBe('accepted');
  });

  it.each([
    ['no reason', '', 'text.missing'],
    ['an endless one', 'r'.repeat(1_001), 'text.too-long'],
  ])('given %s, when something is chosen, then it is refused', (_what, reason, code) => {
    expect(refusal({ field: 'reminderDays', to: [1] }, {}, reason)).toBe(code);
  });
});

describe('what the deployment says', () => {
  const {
    version: _,
    priceBook: __,
    ...configured
  } = someSettings({
    productOwners: { 'Power BI': ['id-a'], Visio: ['id-b'] },
    policy: { version: '7', text: 'Old' },
  });
  const chosenBy = (...changes: SettingsChange[]) =>
    changes.reduce(
      (state, change, at) =>
        evolveSettings(state, { seq: at + 1, fact: { type: 'settings-changed', change, reason: 'Because' } }),
      nothingChosen,
    );

  it('given nothing chosen, then all of it holds', () => {
    expect(settingsOf(configured, nothingChosen)).toEqual({ ...configured, version: 0, priceBook: [] });
  });

  it('given something chosen, then it holds for everything else, and for owners area by area', () => {
    const chosen = chosenBy(
      { field: 'productOwners', area: 'Visio', from: ['id-b'], to: [] },
      { field: 'productOwners', area: 'Project', from: [], to: ['id-c'] },
      { field: 'itamChannelId', from: null, to: '19:a@thread.tacv2' },
    );
    expect(settingsOf(configured, chosen)).toEqual({
      ...configured,
      version: 3,
      priceBook: [],
      productOwners: { 'Power BI': ['id-a'], Project: ['id-c'] },
      itamChannelId: '19:a@thread.tacv2',
    });
  });
});

describe('a channel', () => {
  it.each([
    ['19:abc_DEF-1.2@thread.tacv2', '19:abc_DEF-1.2@thread.tacv2'],
    ['19:0123abc@thread.skype', '19:0123abc@thread.skype'],
    [
      'https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/General?groupId=1&tenantId=2',
      '19:abc@thread.tacv2',
    ],
    ['https://teams.cloud.microsoft/l/channel/19:abc@thread.tacv2/x', '19:abc@thread.tacv2'],
    ['', null],
    [null, null],
  ])('given %s, then it is read as %s', (typed, expected) => {
    expect(parseChannel(typed)).toBe(expected);
  });
});
