import { z } from 'zod';
import { evidenceTypes } from '../domain/evidence.ts';
import { mediaTypes } from '../export/write-export.ts';
import * as contract from './contract.ts';

const json = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) } },
});
const bodyOf = (schema: z.ZodType) => ({
  required: true,
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) } },
});
const problem = {
  description: 'A problem document (RFC 9457); `code` is stable',
  content: { 'application/problem+json': { schema: z.toJSONSchema(contract.Problem) } },
};
const file = (description: string) => ({
  description,
  content: Object.fromEntries(
    Object.values(mediaTypes).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  ),
});
const evidenceFile = {
  description: 'The document itself',
  content: Object.fromEntries(
    Object.keys(evidenceTypes).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  ),
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const ifMatch = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } };

function queryOf(schema: z.ZodType) {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, unknown>;
  };
  return Object.entries(described.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    schema: property,
  }));
}

/** The API's description, made from the contract that the server parses by. */
export function openApi() {
  const answers = (schema: z.ZodType, description: string) => ({ 200: json(schema, description), default: problem });
  const actions = Object.entries(contract.ActionBody).map(([name, schema]) => [
    `/api/register/{id}/${name}`,
    {
      post: {
        parameters: [id, ifMatch],
        requestBody: bodyOf(schema),
        responses: answers(contract.Detail, 'The asset after it'),
      },
    },
  ]);
  const settings = Object.entries(contract.SettingBody).map(([name, schema]) => [
    `/api/settings/${name}`,
    {
      post: {
        parameters: [ifMatch],
        requestBody: bodyOf(schema),
        responses: answers(contract.SettingsAnswer, 'The settings after it'),
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Sightline', version: '1', description: 'The register of licence assets' },
    components: { securitySchemes: { entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    security: [{ entra: [] }],
    paths: {
      '/api/me': { get: { responses: answers(contract.Me, 'Who calls') } },
      '/api/register': {
        get: {
          parameters: queryOf(contract.ListQuery),
          responses: answers(contract.ListAnswer, 'A page of the register'),
        },
        post: {
          requestBody: bodyOf(contract.DeclareBody),
          responses: { 201: json(contract.Detail, 'The declared asset'), default: problem },
        },
      },
      '/api/export': {
        get: {
          parameters: queryOf(contract.ExportQuery),
          responses: { 200: file('All that matches, as a file that is made while it is sent'), default: problem },
        },
        post: {
          requestBody: bodyOf(contract.ExportBody),
          responses: { 200: file('The assets that were picked, as a file'), default: problem },
        },
      },
      '/api/register/ids': {
        get: {
          parameters: queryOf(contract.Narrowing),
          responses: answers(contract.IdsAnswer, 'The ids of what matches'),
        },
      },
      '/api/register/bulk': {
        post: {
          requestBody: bodyOf(contract.BulkBody),
          responses: answers(contract.BulkAnswer, 'What became of each, or would'),
        },
      },
      '/api/register/{id}': { get: { parameters: [id], responses: answers(contract.Detail, 'One asset') } },
      '/api/register/{id}/history': {
        get: {
          parameters: [id, ...queryOf(contract.HistoryQuery)],
          responses: answers(contract.HistoryPageAnswer, 'Its history, page by page'),
        },
      },
      '/api/register/{id}/evidence': {
        post: {
          parameters: [id, ...queryOf(contract.EvidenceQuery)],
          requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
          responses: { 201: json(contract.Detail, 'The asset with the document'), default: problem },
        },
      },
      '/api/register/{id}/evidence/{hash}': {
        get: {
          parameters: [id, { ...id, name: 'hash' }],
          responses: { 200: evidenceFile, default: problem },
        },
      },
      ...Object.fromEntries(actions),
      '/api/people': {
        get: {
          parameters: queryOf(contract.PeopleQuery),
          responses: answers(contract.PeopleAnswer, 'Colleagues whose name or work address begins so'),
        },
      },
      '/api/renewals': {
        get: { responses: answers(contract.RenewalsAnswer, 'What renews in the next twelve months') },
      },
      '/api/settings': { get: { responses: answers(contract.SettingsAnswer, 'The settings as they hold') } },
      '/api/settings/history': {
        get: { responses: answers(contract.HistoryAnswer, 'What was changed in the settings') },
      },
      ...Object.fromEntries(settings),
      '/api/overview': {
        get: { responses: answers(contract.OverviewAnswer, 'What the register comes to, of all of it') },
      },
      '/api/today': { get: { responses: answers(contract.TodayAnswer, 'What needs doing now') } },
      '/api/discovery/loss/confirm': {
        post: {
          requestBody: bodyOf(contract.ConfirmLossBody),
          responses: { 200: { description: 'It is recorded' }, default: problem },
        },
      },
      '/api/views': { get: { responses: answers(contract.ViewsAnswer, 'Saved views, own and shared') } },
      '/api/views/default': {
        put: {
          requestBody: bodyOf(contract.DefaultViewBody),
          responses: answers(contract.DefaultViewBody, 'The view that the register opens with'),
        },
      },
      '/api/views/{id}': {
        get: { parameters: [id], responses: answers(contract.View, 'One view') },
        put: {
          parameters: [id, { ...ifMatch, required: false }],
          requestBody: bodyOf(contract.ViewBody),
          responses: answers(contract.View, 'The view after it'),
        },
        delete: { parameters: [id, ifMatch], responses: { 200: { description: 'It is gone' }, default: problem } },
      },
      '/api/notices/{id}/retry': {
        post: {
          parameters: [id],
          requestBody: bodyOf(contract.RetryBody),
          responses: answers(contract.Notice, 'The notice, on its way again'),
        },
      },
      '/api/notices': {
        get: {
          parameters: queryOf(contract.NoticesQuery),
          responses: answers(contract.NoticesAnswer, 'Notices and their fates'),
        },
      },
    },
  };
}
