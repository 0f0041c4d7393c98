import { z } from 'zod';
import { wallClock } from '../domain/day.ts';

/** The fields used of an activity. Everything in it but the sender's directory id is data that a person can shape. */
export const IncomingActivity = z.object({
  /** Never empty: botbuilder refuses such a one itself, on the console and not as a problem document. */
  type: z.string().min(1).max(100),
  id: z.string().max(500).optional(),
  name: z.string().max(200).optional(),
  channelId: z.string().max(100).optional(),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1_000),
  from: z.object({
    id: z.string().max(500),
    name: z.string().max(500).optional(),
    /** A directory id, which becomes part of keys in the store. */
    aadObjectId: z
      .string()
      .regex(/^[\w-]{0,100}$/)
      .optional(),
  }),
  recipient: z.object({ id: z.string().max(500), name: z.string().max(500).optional() }).optional(),
  conversation: z.object({
    id: z.string().max(500),
    tenantId: z.string().max(100).optional(),
    conversationType: z.string().max(50).optional(),
  }),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  locale: z.string().max(40).optional(),
  /** The sender's time zone and clock, as their Teams tells them: what "today" is for them. */
  localTimezone: z.string().max(100).optional().catch(undefined),
  localTimestamp: z.string().max(100).optional().catch(undefined),
  replyToId: z.string().max(500).optional(),
  action: z.string().max(50).optional(),
  membersAdded: z.array(z.object({ id: z.string().max(500) })).optional(),
  membersRemoved: z.array(z.object({ id: z.string().max(500) })).optional(),
  channelData: z
    .object({
      tenant: z.object({ id: z.string().max(100).optional() }).optional(),
      team: z.object({ id: z.string().max(500).optional() }).optional(),
      channel: z.object({ id: z.string().max(500).optional() }).optional(),
    })
    .nullish()
    .catch(null),
  attachments: z
    .array(
      z.object({ contentType: z.string().max(200), name: z.unknown().optional(), content: z.unknown().optional() }),
    )
    .optional(),
});
export type IncomingActivity = z.infer<typeof IncomingActivity>;

/** The tenants that an activity names, lower case: of the conversation and of the message in it. Usually both are the same. */
export function tenantsOf(activity: IncomingActivity): string[] {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id];
  return named.flatMap((id) => (id ? [id.toLowerCase()] : []));
}

/** Whether the activity comes from the person's own chat with the bot. */
export function isPersonal(activity: IncomingActivity): boolean {
  const { conversationType } = activity.conversation;
  return conversationType === 'personal' || (conversationType === undefined && !activity.channelData?.team);
}

/** The sender's wall clock, its figures written as UTC. */
export function clockOf({ localTimestamp, localTimezone }: IncomingActivity, now: Date): Date {
  return wallClock(now, { timestamp: localTimestamp, zone: localTimezone });
}

/** The channel an activity comes from: the one named, or the team's General channel, whose id is the team's. */
export function channelOf(activity: IncomingActivity): string | null {
  return activity.channelData?.channel?.id ?? activity.channelData?.team?.id ?? null;
}
