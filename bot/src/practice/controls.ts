import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { dayOf } from '../domain/day.ts';
import { graphError } from './graph-error.ts';
import type { Issuer } from './issuer.ts';
import type { PracticePerson } from './people.ts';
import { addPopulation, listPopulation, mostInvented } from './population.ts';
import {
  buy,
  changePurchase,
  changeUser,
  deleteUser,
  dropPurchase,
  type PracticeTenant,
  userBy,
} from './practice-state.ts';
import { PracticeRefusal } from './refusal.ts';
import { type Answer, readJson, segmentsOf } from './requests.ts';
import { commerceStatuses } from './subscriptions.ts';

const seats = z.number().int().min(1).max(1_000_000);
const name = z.string().trim().min(1).max(200);

const Purchase = z.strictObject({
  purchaser: name,
  skuPartNumber: name,
  quantity: seats.default(1),
  trial: z.boolean().default(false),
  subscriptionId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,100}$/, 'must be letters, digits and hyphens')
    .nullable()
    .default(null),
});

const PurchaseChange = z
  .strictObject({
    quantity: seats.optional(),
    status: z.enum(commerceStatuses).optional(),
    trial: z.boolean().optional(),
    renewsOn: z.iso.date().optional(),
    /** Who takes it over. */
    owner: name.optional(),
  })
  .refine(
    (change) => Object.keys(change).length > 0,
    'must name at least one of quantity, status, trial, renewsOn, owner',
  );

const UserChange = z
  .strictObject({
    accountEnabled: z.boolean().optional(),
    manager: name.nullable().optional(),
    displayName: name.optional(),
    department: name.optional(),
  })
  .refine(
    (change) => Object.keys(change).length > 0,
    'must name at least one of accountEnabled, manager, displayName, department',
  );

const PopulationOrder = z.strictObject({
  count: z.number().int().min(1).max(mostInvented),
  seed: z.number().int().min(1).max(1_000_000).optional(),
  /** False while the register is being filled with the same assets. */
  isListed: z.boolean().default(true),
});

const PopulationChange = z.strictObject({ isListed: z.literal(true) });

const FaultOrder = z.strictObject({
  path: z.string().startsWith('/').max(500),
  status: z.number().int().min(400).max(599),
  /** Seconds, or an HTTP date as it is to be sent. */
  retryAfter: z
    .union([
      z.number().int().min(0),
      z
        .string()
        .max(100)
        .regex(/^[\x20-\x7e]+$/),
    ])
    .optional(),
  times: z.number().int().min(1).max(1_000).default(1),
});

const TokenRequest = z.strictObject({ upn: name });

export type ControlsDeps = { state: PracticeTenant; issuer: Issuer; changed: () => void; now: () => Date };

/** Answers `/practice/...`; `path` is what follows. @throws {PracticeRefusal} */
export async function answerControl(deps: ControlsDeps, request: IncomingMessage, path: string): Promise<Answer> {
  const { state, changed } = deps;
  const [kind, id, ...more] = segmentsOf(path);
  const route = more.length > 0 ? '' : `${request.method} ${kind}${id === undefined ? '' : '/…'}`;
  switch (route) {
    case 'POST purchases': {
      const subscription = buy(state, await readJson(request, Purchase), deps.now());
      changed();
      return { status: 201, body: subscription };
    }
    case 'PATCH purchases/…': {
      const subscription = changePurchase(state, String(id), await readJson(request, PurchaseChange));
      changed();
      return { status: 200, body: subscription };
    }
    case 'DELETE purchases/…':
      dropPurchase(state, String(id));
      changed();
      return { status: 204, body: null };
    case 'PATCH users/…': {
      const user = changeUser(state, String(id), await readJson(request, UserChange));
      changed();
      return { status: 200, body: personRow(user) };
    }
    case 'DELETE users/…':
      deleteUser(state, String(id));
      changed();
      return { status: 204, body: null };
    case 'GET population':
      return { status: 200, body: state.invented.kept.populations };
    case 'POST population': {
      const order = await readJson(request, PopulationOrder);
      const population = addPopulation(state.invented, order, dayOf(deps.now()));
      changed();
      return { status: 201, body: population };
    }
    case 'PATCH population/…': {
      await readJson(request, PopulationChange);
      const population = listPopulation(state.invented, String(id));
      changed();
      return { status: 200, body: population };
    }
    case 'POST faults': {
      const { path: on, status, retryAfter, times } = await readJson(request, FaultOrder);
      const fault = { path: on.replace(/^\/v1\.0(?=\/)/i, '').toLowerCase(), status, times };
      state.faults.push({ ...fault, retryAfter: retryAfter === undefined ? null : String(retryAfter) });
      changed();
      return { status: 201, body: state.faults.at(-1) };
    }
    case 'GET people':
      return { status: 200, body: state.users.filter(({ accountEnabled }) => accountEnabled).map(personRow) };
    case 'POST token': {
      const { upn } = await readJson(request, TokenRequest);
      const person = userBy(state, upn);
      if (!person) throw new PracticeRefusal(404, 'UnknownPerson', `Nobody in the practice tenant is ${upn}.`);
      if (!person.accountEnabled)
        throw new PracticeRefusal(403, 'PersonDisabled', `${upn} is disabled and can't sign in.`);
      return { status: 200, body: await deps.issuer.tokenFor(person, deps.now()) };
    }
    default:
      return graphError(404, 'NoSuchControl', `The practice tenant has no ${request.method} /practice${path}.`);
  }
}

/** A person as the pickers show them. */
function personRow({ id, displayName, userPrincipalName, department, part }: PracticePerson) {
  return { id, displayName, upn: userPrincipalName, department, role: part };
}
