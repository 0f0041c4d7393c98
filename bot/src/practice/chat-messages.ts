import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ChatUser } from './playground-config.ts';

/** What a page of the Playground sends when its person writes. */
export const Said = z.looseObject({ text: z.string(), textFormat: z.string().default('plain') });

/** What the Playground answers to that. */
export const Made = z.object({
  messageId: z.string(),
  timestamp: z.number(),
  postConversationId: z.string().optional(),
});

/** What the bot sends to change a message. */
export const Edit = z.looseObject({
  text: z.string().optional(),
  textFormat: z.string().default('markdown'),
  attachments: z.array(z.unknown()).default([]),
});

/** What a page sends when a button of a card is pressed. */
export const Press = z.looseObject({
  name: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  replyToId: z.string(),
  value: z.unknown(),
});

/** Who presses, and where: what an activity says beside the press itself. */
export type Presser = {
  user: ChatUser;
  botId: string;
  tenantId: string;
  serviceUrl: string;
  team: { id: string; channelId: string };
};

/** The invoke activity of a press, as the Playground makes it. */
export function invokeActivity(presser: Presser, press: z.infer<typeof Press>, now: Date): Record<string, unknown> {
  const { user, tenantId, team } = presser;
  const isChannel = press.conversation.id.startsWith(team.channelId);
  return {
    type: 'invoke',
    id: randomUUID(),
    name: press.name,
    channelId: 'msteams',
    timestamp: now.toISOString(),
    serviceUrl: presser.serviceUrl,
    from: { id: user.id, name: user.name, aadObjectId: user.aadObjectId },
    recipient: { id: presser.botId },
    conversation: {
      id: press.conversation.id,
      tenantId,
      conversationType: isChannel ? 'channel' : 'personal',
      ...(isChannel ? { isGroup: true } : {}),
    },
    locale: 'en-US',
    channelData: {
      source: { name: 'message' },
      tenant: { id: tenantId },
      ...(isChannel ? { team: { id: team.id }, channel: { id: team.channelId } } : {}),
    },
    replyToId: press.replyToId,
    value: press.value,
  };
}
