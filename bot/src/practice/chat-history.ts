import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './state-file.ts';

/** A message as the Playground's page takes it; `messageId` and the few fields below are all that is looked at. */
const Message = z.looseObject({
  messageId: z.string(),
  timestamp: z.number(),
  from: z.looseObject({ id: z.string() }),
  /** Set on a post that opens a thread of a channel. */
  postConversationId: z.string().optional(),
});
export type Message = z.infer<typeof Message>;
/** What an edit changes: all but who wrote it and where. */
export type MessageContent = { timestamp: number; [part: string]: unknown };

const Frame = z.object({ action: z.string(), actionConversationId: z.string(), message: Message });
const Kept = z.object({ conversationId: z.string(), message: Message });
type Kept = z.infer<typeof Kept>;

export type ChatHistory = {
  /** Takes in what the Playground streams to its page; other frames are left alone. */
  record(frameText: string): void;
  add(conversationId: string, message: Message): void;
  /** Gives a message another content, keeping its place. @returns the message as it now is, or null when it is not known */
  update(messageId: string, content: MessageContent): Message | null;
  /** Where a message of an earlier run stands: the Playground itself has forgotten it. */
  conversationOfOld(messageId: string): string | null;
  /** What a page that opens now has to be sent. */
  replay(): string[];
  /** Writes down what is not yet. */
  close(): void;
};

const mostMessages = 200;
const saveAfterMs = 200;

/**
 * Remembers the messages of one Playground, which itself shows a message only to the pages open at that moment.
 * `file` keeps them from start to start.
 */
export function openChatHistory(file: string): ChatHistory {
  const saved = z.array(Kept).safeParse(readJsonFile(file) ?? []);
  const kept = new Map<string, Kept>((saved.data ?? []).map((one) => [one.message.messageId, one]));
  const old = new Set(kept.keys());

  let unsaved: NodeJS.Timeout | null = null;

  function save(): void {
    if (unsaved) clearTimeout(unsaved);
    unsaved = null;
    writeJsonFile(file, [...kept.values()]);
  }

  function saveSoon(): void {
    unsaved ??= setTimeout(save, saveAfterMs);
  }

  function add(conversationId: string, message: Message): void {
    kept.set(message.messageId, { conversationId, message });
    const [oldest] = kept.keys();
    if (kept.size > mostMessages && oldest !== undefined) kept.delete(oldest);
    saveSoon();
  }

  function update(messageId: string, content: MessageContent): Message | null {
    const known = kept.get(messageId);
    if (!known) return null;
    const { from, postConversationId } = known.message;
    known.message = {
      ...content,
      messageId,
      from,
      ...(postConversationId === undefined ? {} : { postConversationId }),
    };
    saveSoon();
    return known.message;
  }

  return {
    add,
    update,
    record(frameText) {
      const frame = Frame.safeParse(JSON.parse(frameText));
      if (!frame.success) return;
      const { action, actionConversationId, message } = frame.data;
      if (action === 'createMessage') add(actionConversationId, message);
      if (action === 'updateMessage') update(message.messageId, message);
    },
    conversationOfOld: (messageId) => (old.has(messageId) ? (kept.get(messageId)?.conversationId ?? null) : null),
    replay: () => [...kept.values()].map(({ conversationId, message }) => createFrame(conversationId, message)),
    close() {
      if (unsaved) save();
    },
  };
}

export function createFrame(conversationId: string, message: Message): string {
  return JSON.stringify({ action: 'createMessage', actionConversationId: conversationId, message });
}

export function updateFrame(conversationId: string, message: Message): string {
  return JSON.stringify({ action: 'updateMessage', actionConversationId: conversationId, message });
}
