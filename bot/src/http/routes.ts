import type { Request, Response } from 'restify';
import { dayOf } from '../domain/day.ts';
import { Refusal } from '../domain/errors.ts';
import { evidenceLimits } from '../domain/evidence.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import { declarableProducts } from '../domain/product-search.ts';
import type { HeldLoss } from '../domain/sudden-loss.ts';
import type { ExportSpec } from '../export/export-spec.ts';
import { exportFiles, mediaTypes } from '../export/write-export.ts';
import { attachEvidence, checkMayAttach, keepFile, type TakeFile, tooLarge } from '../features/attach-evidence.ts';
import { changeMany } from '../features/change-many.ts';
import { changeSetting, type SettingsDeps } from '../features/change-setting.ts';
import { type ConfirmLossDeps, confirmLoss } from '../features/confirm-loss.ts';
import { declarePurchase } from '../features/declare-purchase.ts';
import { exportPicked, exportRegister, type RegisterExport } from '../features/export-register.ts';
import { listNotices } from '../features/list-notices.ts';
import { listRegister } from '../features/list-register.ts';
import { assetIdShape, type Deps, type Outbox } from '../features/ports.ts';
import { readAsset, readHistory } from '../features/read-asset.ts';
import { readEvidence } from '../features/read-evidence.ts';
import { readOverview } from '../features/read-overview.ts';
import { readRenewals } from '../features/read-renewals.ts';
import { readSettings, readSettingsHistory, type SettingsSeen } from '../features/read-settings.ts';
import { readToday } from '../features/read-today.ts';
import { retryNotice } from '../features/retry-notice.ts';
import { savedViews } from '../features/saved-views.ts';
import { scopeOf } from '../features/scope-of.ts';
import { searchPeople } from '../features/search-people.ts';
import { selectRegister } from '../features/select-register.ts';
import { shareAnswers } from '../features/share-answers.ts';
import { toDecide } from '../features/to-decide.ts';
import type { EvidenceStore } from '../register/evidence.ts';
import type { Views } from '../register/views.ts';
import { actionsOn, formOf } from './actions.ts';
import { fileReader, jsonReader } from './body.ts';
import {
  actions,
  BulkBody,
  ConfirmLossBody,
  DeclareBody,
  DefaultViewBody,
  EvidenceHash,
  EvidenceQuery,
  ExportBody,
  type ExportFormat,
  ExportQuery,
  generalActions,
  HistoryQuery,
  type IdsAnswer,
  type ListAnswer,
  ListQuery,
  type Me,
  Narrowing,
  type NoticesAnswer,
  NoticesQuery,
  type PeopleAnswer,
  PeopleQuery,
  type RenewalsAnswer,
  RetryBody,
  ViewBody,
  type ViewsAnswer,
} from './contract.ts';
import { cursorText, historyCursor, noticeCursor } from './cursor.ts';
import { openApi } from './openapi.ts';
import { overviewAnswer } from './overview-answer.ts';
import { parse } from './parse.ts';
import type { Patience } from './patience.ts';
import {
  bulkAnswer,
  detailOf,
  historyAnswer,
  itemOf,
  itemsOf,
  noticeItem,
  refOf,
  todayAnswer,
  viewOf,
} from './presenters.ts';
import { problemOf } from './problem.ts';
import type { Budget } from './rate-limits.ts';
import { narrowedQuery, registerQuery } from './register-query.ts';
import type { FileReply } from './send-file.ts';
import { settingInput, settingNames } from './setting-input.ts';
import { settingsAnswer, settingsHistoryAnswer } from './settings-presenters.ts';

/** An answer: status, body, and the version that it reflects as its ETag. */
export type Reply = { status: number; body: unknown; etag?: string; type?: string };

/** One endpoint. `actor` is null where nobody has to be signed in. */
export type Route = {
  method: 'get' | 'post' | 'put' | 'del';
  path: string;
  isPublic?: boolean;
  /** What it counts as for whoever asks; reads and writes if it isn't told. */
  budget?: Budget;
  answer: (request: Request, actor: Actor) => Promise<Reply | FileReply>;
};

export type ClientConfig = {
  clientId: string;
  tenantId: string;
  signIn: 'teams' | 'practice';
  practice: { url: string } | null;
};

/** Readers who look again and again may be shown a list that is this old, in milliseconds. */
const mostAcceptedAgeMs = 1_000;

/** The whole API on one page. */
export function apiRoutes(
  deps: Deps &
    SettingsDeps &
    ConfirmLossDeps & {
      outbox: Outbox;
      views: Views;
      evidence: EvidenceStore;
      takeFile: TakeFile;
      lossHeld: () => HeldLoss | null;
    },
  client: ClientConfig,
  patience: Patience,
): Route[] {
  const readJson = jsonReader(patience);
  const view = readAsset(deps);
  const history = readHistory(deps);
  const list = listRegister(deps);
  const shareVersion = shareAnswers<string>(mostAcceptedAgeMs);
  const shareList = shareAnswers<ListAnswer>(mostAcceptedAgeMs);
  const notices = listNotices(deps);
  const chosen = exportRegister(deps);
  const picked = exportPicked(deps);
  const fileOf = exportFiles();
  const retry = retryNotice(deps);
  const today = readToday(deps);
  const confirm = confirmLoss(deps);
  const renewals = readRenewals(deps);
  const overview = readOverview(deps);
  const declare = declarePurchase(deps);
  const act = actionsOn(deps);
  const toMany = changeMany(deps);
  const select = selectRegister(deps);
  const views = savedViews(deps);
  const openedEvidence = readEvidence(deps);
  const attach = attachEvidence(deps);
  const keep = keepFile(deps.evidence);
  const readFile = fileReader(evidenceLimits.bytes, tooLarge, patience);
  const people = searchPeople(deps);
  const settings = readSettings(deps);
  const settingsHistory = readSettingsHistory(deps);
  const changeOne = changeSetting(deps);

  return [
    { method: 'get', path: '/api/config', isPublic: true, answer: async () => ok(client) },
    { method: 'get', path: '/api/openapi.json', isPublic: true, answer: async () => ok(openApi()) },
    { method: 'get', path: '/api/me', answer: async (_request, actor) => ok(await meOf(actor, deps)) },
    {
      method: 'get',
      path: '/api/register',
      answer: async (request, actor) => {
        const query = parse(ListQuery, request.query);
        const maxAgeMs = acceptedAgeMs(request);
        const version = await shareVersion('', maxAgeMs, deps.projection.version);
        if (isUnchanged(request, version)) return unchanged(version);
        const question = JSON.stringify([scopeOf(actor, deps.settings()), query]);
        const body = await shareList(question, maxAgeMs, () => listed(actor, query));
        return isUnchanged(request, body.version) ? unchanged(body.version) : ok(body, body.version);
      },
    },
    {
      method: 'post',
      path: '/api/register',
      answer: async (request, actor) => {
        const body = parse(DeclareBody, await readJson(request));
        const result = await declare(actor, {
          assetId: null,
          declarationId: body.declarationId,
          form: formOf(body),
          isAnother: body.isAnother,
          expectedVersion: null,
        });
        if (result.kind === 'again') {
          const problem = problemOf(new Refusal('conflict', 'declaration.again'), actor.locale);
          const around = { duplicates: [], priceBook: deps.settings().priceBook };
          return {
            status: 409,
            type: 'application/problem+json',
            body: { ...problem, existing: result.existing.map((asset) => itemOf(asset, around)) },
          };
        }
        return { ...(await detail(actor, result.asset.id)), status: 201 };
      },
    },
    {
      method: 'get',
      path: '/api/export',
      budget: 'file',
      answer: async (request, actor) => {
        const { format, ...narrowing } = parse(ExportQuery, request.query);
        const query = narrowedQuery(narrowing, deps.settings());
        return exported(actor, format, query, await chosen(actor, query));
      },
    },
    {
      method: 'post',
      path: '/api/export',
      budget: 'file',
      answer: async (request, actor) => {
        const { format, ids } = parse(ExportBody, await readJson(request));
        return exported(actor, format, null, await picked(actor, ids));
      },
    },
    {
      method: 'get',
      path: '/api/register/ids',
      answer: async (request, actor) => {
        const body: IdsAnswer = await select(actor, narrowedQuery(parse(Narrowing, request.query), deps.settings()));
        return ok(body, body.version);
      },
    },
    {
      method: 'post',
      path: '/api/register/bulk',
      answer: async (request, actor) => {
        const body = parse(BulkBody, await readJson(request));
        return ok(bulkAnswer(await toMany(actor, body), body.isPreview, actor.locale));
      },
    },
    { method: 'get', path: '/api/register/:id', answer: (request, actor) => detail(actor, idOf(request), request) },
    {
      method: 'get',
      path: '/api/register/:id/history',
      answer: async (request, actor) => {
        const { limit, cursor } = parse(HistoryQuery, request.query);
        const until = cursor === undefined ? null : historyCursor(cursor).until;
        return ok(historyAnswer(await history(actor, idOf(request), { until, limit }), actor.locale));
      },
    },
    {
      method: 'post',
      path: '/api/register/:id/evidence',
      budget: 'file',
      answer: async (request, actor) => {
        const { kind, name } = parse(EvidenceQuery, request.query);
        const assetId = idOf(request);
        await checkMayAttach(deps)(actor, assetId);
        const file = await deps.takeFile(actor.id, async () => keep(await readFile(request), name));
        await attach(actor, { assetId, file, kind });
        return { ...(await detail(actor, assetId)), status: 201 };
      },
    },
    {
      method: 'get',
      path: '/api/register/:id/evidence/:hash',
      answer: async (request, actor) => {
        const hash = EvidenceHash.safeParse(request.params.hash);
        if (!hash.success) throw new Refusal('not-found', 'evidence.not-found');
        const { evidence, chunks } = await openedEvidence(actor, idOf(request), hash.data);
        return {
          fileName: evidence.fileName,
          type: evidence.mediaType,
          chunks: () => chunks,
          // Whatever a browser takes it for, it can do nothing.
          headers: { 'cache-control': 'private, no-store', 'content-security-policy': "sandbox; default-src 'none'" },
        };
      },
    },
    {
      method: 'post',
      path: '/api/register/:id/:action',
      answer: async (request, actor) => {
        const action = actions.find((one) => one === request.params.action);
        if (!action) throw new Refusal('not-found', 'request.not-found');
        const asset = await act[action](actor, idOf(request), await readJson(request), expectedVersion(request));
        return detail(actor, asset.id);
      },
    },
    {
      method: 'get',
      path: '/api/views',
      answer: async (_request, actor) => {
        const seen = await views.list(actor);
        const body: ViewsAnswer = { items: seen.views.map(viewOf), defaultId: seen.defaultId };
        return ok(body);
      },
    },
    {
      method: 'put',
      path: '/api/views/default',
      answer: async (request, actor) => {
        const { id } = parse(DefaultViewBody, await readJson(request));
        await views.setDefault(actor, id === null ? null : viewId(id));
        return ok({ id });
      },
    },
    {
      method: 'get',
      path: '/api/views/:id',
      answer: async (request, actor) => {
        const view = viewOf(await views.read(actor, viewId(request.params.id)));
        return ok(view, String(view.version));
      },
    },
    {
      method: 'put',
      path: '/api/views/:id',
      answer: async (request, actor) => {
        const body = parse(ViewBody, await readJson(request));
        const view = viewOf(await views.put(actor, viewId(request.params.id), body, givenVersion(request)));
        return ok(view, String(view.version));
      },
    },
    {
      method: 'del',
      path: '/api/views/:id',
      answer: async (request, actor) => {
        await views.remove(actor, viewId(request.params.id), givenVersion(request));
        return ok({});
      },
    },
    {
      method: 'get',
      path: '/api/notices',
      answer: async (request, actor) => {
        const version = await deps.projection.version();
        const { assetId, state, limit, cursor } = parse(NoticesQuery, request.query);
        const after = cursor === undefined ? null : noticeCursor(cursor);
        const page = await notices(actor, { assetId: assetId ?? null, state: state ?? null, limit, after });
        const body: NoticesAnswer = {
          items: page.told.map((told) => noticeItem(told, actor.locale)),
          total: page.total,
          counts: page.counts,
          cursor: page.next && cursorText(page.next),
          version,
        };
        return ok(body, version);
      },
    },
    {
      method: 'post',
      path: '/api/notices/:id/retry',
      answer: async (request, actor) => {
        parse(RetryBody, await readJson(request));
        return ok(noticeItem(await retry(actor, String(request.params.id)), actor.locale));
      },
    },
    {
      method: 'get',
      path: '/api/people',
      answer: async (request, actor) => {
        const found = await people(actor, parse(PeopleQuery, request.query).search);
        const body: PeopleAnswer = { items: found.map(refOf) };
        return ok(body);
      },
    },
    {
      method: 'get',
      path: '/api/renewals',
      answer: async (request, actor) => {
        const day = dayOf(deps.now());
        const etagOf = (version: string) => `${version}.${day}`;
        const version = etagOf(await deps.projection.version());
        if (isUnchanged(request, version)) return unchanged(version);
        const calendar = await renewals(actor, day);
        const body: RenewalsAnswer = { day, ...calendar, asOf: deps.now().toISOString() };
        return ok(body, etagOf(calendar.version));
      },
    },
    {
      method: 'get',
      path: '/api/overview',
      answer: async (request, actor) => {
        const seen = await overview(actor);
        const etag = `${seen.version}.${seen.day}`;
        if (isUnchanged(request, etag)) return unchanged(etag);
        return ok(overviewAnswer(seen, deps.now().toISOString()), etag);
      },
    },
    {
      method: 'get',
      path: '/api/settings',
      answer: async (_request, actor) => settingsReply(await settings(actor)),
    },
    {
      method: 'get',
      path: '/api/settings/history',
      answer: async (_request, actor) => ok(settingsHistoryAnswer(await settingsHistory(actor), actor.locale)),
    },
    {
      method: 'post',
      path: '/api/settings/:setting',
      answer: async (request, actor) => {
        const setting = settingNames.find((name) => name === request.params.setting);
        if (!setting) throw new Refusal('not-found', 'settings.unknown');
        const change = settingInput[setting](await readJson(request));
        await changeOne(actor, { ...change, expectedVersion: expectedVersion(request) });
        return settingsReply(await settings(actor));
      },
    },
    {
      method: 'post',
      path: '/api/discovery/loss/confirm',
      answer: async (request, actor) => {
        const { since } = parse(ConfirmLossBody, await readJson(request));
        await confirm(actor, since);
        return ok({});
      },
    },
    {
      method: 'get',
      path: '/api/today',
      answer: async (request, actor) => {
        const seen = await today(actor);
        // What is held back is no part of the replica, whose version this is.
        const etag = [seen.version, seen.day, ...(seen.loss ? [seen.loss.since, seen.loss.isConfirmed] : [])].join('.');
        if (isUnchanged(request, etag)) return unchanged(etag);
        return ok(
          todayAnswer(seen, {
            priceBook: deps.settings().priceBook,
            asOf: deps.now().toISOString(),
            locale: actor.locale,
          }),
          etag,
        );
      },
    },
  ];

  async function listed(actor: Actor, query: ListQuery): Promise<ListAnswer> {
    const page = await list(actor, registerQuery(query, deps.settings()));
    return {
      items: itemsOf(page, deps.settings().priceBook),
      total: page.total,
      totals: page.totals,
      estimates: page.estimates,
      unpriced: page.unpriced,
      facets: page.facets,
      cursor: page.next && cursorText({ sort: query.sort, ...page.next }),
      version: page.version,
      asOf: deps.now().toISOString(),
    };
  }

  function exported(
    actor: Actor,
    format: ExportFormat,
    query: ExportSpec['query'],
    { pages, ...contents }: RegisterExport,
  ): FileReply {
    const at = deps.now().toISOString();
    return {
      fileName: `sightline-register-${dayOf(at)}.${format}`,
      type: mediaTypes[format],
      chunks: fileOf(actor.id, { format, locale: actor.locale, by: actor.displayName, at, query, ...contents }, pages),
    };
  }

  async function detail(actor: Actor, assetId: string, request?: Request): Promise<Reply> {
    const seen = await view(actor, assetId);
    const { priceBook, version } = deps.settings();
    const etag = `${seen.asset.version}.${version}`;
    return request && isUnchanged(request, etag) ? unchanged(etag) : ok(detailOf(seen, priceBook), etag);
  }
}

function settingsReply(seen: SettingsSeen): Reply {
  const body = settingsAnswer(seen);
  return ok(body, String(body.version));
}

async function meOf(actor: Actor, deps: Deps): Promise<Me> {
  const settings = deps.settings();
  const relations = relationsOf(actor, null, settings);
  return {
    id: actor.id,
    name: actor.displayName,
    roles: [...actor.roles],
    seesAll: may('register.list-all', relations),
    may: generalActions.filter((action) => may(action, relations)),
    toDecide: await toDecide(deps)(actor),
    policy: settings.policy,
    priceBook: [...settings.priceBook],
    products: declarableProducts.map(({ name, publisher }) => ({ name, publisher })),
  };
}

/** @throws {Refusal} `asset.not-found` for what can't be an asset's id */
function idOf(request: Request): string {
  const id = String(request.params.id);
  if (!assetIdShape.test(id)) throw new Refusal('not-found', 'asset.not-found');
  return id;
}

/** What makers give their views as ids: ULIDs in lower case. @throws {Refusal} `view.not-found` for what can't be one */
function viewId(id: unknown): string {
  if (typeof id !== 'string' || !/^[0-9a-hjkmnp-tv-z]{26}$/.test(id)) throw new Refusal('not-found', 'view.not-found');
  return id;
}

/** The version that a write is meant for. @throws {Refusal} `request.needs-version` */
function expectedVersion(request: Request): number {
  // After the asset's version its ETag names the settings', which estimates follow from; they guard no write.
  const version = /^(?:W\/)?"(\d+)(?:\.\d+)?"$/.exec(request.header('if-match') ?? '')?.[1];
  if (version === undefined) throw new Refusal('unversioned', 'request.needs-version');
  return Number(version);
}

/** The same where a write may do without; null then. */
function givenVersion(request: Request): number | null {
  return request.header('if-match') === undefined ? null : expectedVersion(request);
}

function isUnchanged(request: Request, version: string): boolean {
  return request.header('if-none-match') === `"${version}"`;
}

/**
 * How old an answer may be for whoever asks, in milliseconds: nothing older than the moment, unless they say so as they
 * would to a cache (RFC 9111, section 5.2.1.1).
 */
function acceptedAgeMs(request: Request): number {
  const seconds = /(?:^|,)\s*max-age=(\d{1,9})\s*(?:,|$)/.exec(request.header('cache-control') ?? '')?.[1];
  return Math.min(Number(seconds ?? 0) * 1_000, mostAcceptedAgeMs);
}

function unchanged(version: string): Reply {
  return { status: 304, body: null, etag: version };
}

function ok(body: unknown, etag?: string): Reply {
  return { status: 200, body, ...(etag !== undefined && { etag }) };
}

/** Writes a reply. */
export function send(response: Response, { status, body, etag, type }: Reply): void {
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    vary: 'authorization, accept-language',
  };
  if (etag !== undefined) headers.etag = `"${etag}"`;
  if (status === 304) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-type': type ?? 'application/json' });
  response.end(JSON.stringify(body));
}
