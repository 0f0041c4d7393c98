import { retryAfterMs } from '../domain/retry-after.ts';
import type { Fate } from '../domain/words/en.ts';
import type { Connector, Conversation, Outgoing, SendResult } from '../notices/ports.ts';

const timeoutInMs = 10_000;

/** Status codes that Teams asks bots to retry; nothing else: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const retried: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);

/** What Teams' error codes mean for the notice. */
const fates: Record<string, Fate> = {
  ConversationBlockedByUser: 'blocked',
  MessageWritesBlocked: 'blocked',
  BotDisabledByAdmin: 'bot-disabled',
  BotNotInConversationRoster: 'not-in-conversation',
  ForbiddenOperationException: 'waits-for-person',
  ConversationNotFound: 'conversation-gone',
  MessageSizeTooBig: 'too-large',
  RequestEntityTooLarge: 'too-large',
};

/**
 * Sends through the Bot Connector's REST API. botbuilder's own client retries POSTs on 500 by itself, which can show a
 * card twice, and can't be told not to; here each attempt is one request and the policy is ours.
 */
export function createConnector(deps: {
  getToken: (() => Promise<string>) | null;
  /** Whether an address is Teams' own: the bot's token goes to no other. */
  isConnector: (serviceUrl: string) => boolean;
}): Connector {
  async function request(
    method: 'POST' | 'PUT',
    to: Conversation,
    path: string,
    message: Outgoing,
  ): Promise<SendResult> {
    if (!deps.isConnector(to.serviceUrl)) return elsewhere;
    const base = to.serviceUrl.replace(/\/+$/, '');
    const url = `${base}/v3/conversations/${inPath(to.conversationId)}/activities${path}`;
    let response: Response;
    try {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (deps.getToken) headers.authorization = `Bearer ${await deps.getToken()}`;
      response = await fetch(url, {
        method,
        headers,
        body: JSON.stringify(activityOf(to, message)),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutInMs),
      });
    } catch {
      return { kind: 'retry', afterMs: null, status: 0 };
    }
    const text = await response.text().catch(() => '');
    if (response.ok) return { kind: 'sent', activityId: idIn(text) ?? decodeURIComponent(path.slice(1)) };
    return failure(response, text, method === 'PUT');
  }

  return {
    send: (to, message) => request('POST', to, '', message),
    update: (to, activityId, message) => request('PUT', to, `/${inPath(activityId)}`, message),
  };
}

const elsewhere: SendResult = { kind: 'refused', fate: 'waits-for-person', status: 0, code: 'NotTeams' };

/** An id as a part of an address. One with half of a letter in it, which no address can hold, names nothing there is. */
function inPath(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}

function failure(response: Response, text: string, isUpdate: boolean): SendResult {
  const { status } = response;
  if (retried.has(status))
    return { kind: 'retry', afterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()), status };
  const code = codeIn(text);
  if (status === 404 && isUpdate && code !== 'ConversationNotFound') return { kind: 'gone' };
  const known = Object.hasOwn(fates, code) ? fates[code] : undefined;
  const fate: Fate = known ?? (status === 413 ? 'too-large' : status === 404 ? 'conversation-gone' : 'refused');
  return { kind: 'refused', fate, status, code };
}

function activityOf(to: Conversation, message: Outgoing): unknown {
  const common = {
    type: 'message',
    from: { id: to.botId },
    conversation: { id: to.conversationId },
    locale: to.locale,
  };
  if ('text' in message) return { ...common, text: message.text, textFormat: 'markdown' };
  return {
    ...common,
    summary: message.summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
  };
}

function idIn(text: string): string | null {
  try {
    const body = JSON.parse(text) as { id?: unknown };
    return typeof body.id === 'string' && body.id !== '' ? body.id : null;
  } catch {
    return null;
  }
}

/** The code that says most: one that we know, or else the error's own. Some refusals carry it as a sub-code only. */
function codeIn(text: string): string {
  try {
    const body = JSON.parse(text) as { error?: { code?: unknown; subCode?: unknown }; subCode?: unknown };
    const codes = [body.error?.code, body.error?.subCode, body.subCode].filter((code) => typeof code === 'string');
    return (codes.find((code) => Object.hasOwn(fates, code)) ?? codes[0] ?? '').slice(0, 80);
  } catch {
    return '';
  }
}
