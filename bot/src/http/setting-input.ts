import type { ChangeSettingInput } from '../features/change-setting.ts';
import { SettingBody, type SettingName } from './contract.ts';
import { parse } from './parse.ts';

/** What each setting's body asks for. */
export const settingInput: Record<SettingName, (body: unknown) => Pick<ChangeSettingInput, 'input' | 'reason'>> = {
  'itam-channel': (body) => {
    const { channel, reason } = parse(SettingBody['itam-channel'], body);
    return { input: { field: 'itamChannelId', to: channel }, reason };
  },
  'fallback-approvers': (body) => {
    const { people, reason } = parse(SettingBody['fallback-approvers'], body);
    return { input: { field: 'fallbackApprovers', to: people }, reason };
  },
  'product-owners': (body) => {
    const { area, people, reason } = parse(SettingBody['product-owners'], body);
    return { input: { field: 'productOwners', area, to: people }, reason };
  },
  'cost-centre-owners': (body) => {
    const { area, people, reason } = parse(SettingBody['cost-centre-owners'], body);
    return { input: { field: 'costCentreOwners', area, to: people }, reason };
  },
  policy: (body) => {
    const { text, reason } = parse(SettingBody.policy, body);
    return { input: { field: 'policy', to: text }, reason };
  },
  'reminder-days': (body) => {
    const { days, reason } = parse(SettingBody['reminder-days'], body);
    return { input: { field: 'reminderDays', to: days }, reason };
  },
  'retire-ended': (body) => {
    const { after, reason } = parse(SettingBody['retire-ended'], body);
    return { input: { field: 'retireEndedAfter', to: after }, reason };
  },
  'approval-tolerance': (body) => {
    const { percent, reason } = parse(SettingBody['approval-tolerance'], body);
    return { input: { field: 'approvalTolerance', to: percent }, reason };
  },
  'price-book': (body) => {
    const { price, reason, ...line } = parse(SettingBody['price-book'], body);
    return { input: { field: 'priceBook', ...line, to: price }, reason };
  },
};
export const settingNames = Object.keys(settingInput) as SettingName[];
