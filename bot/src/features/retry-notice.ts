import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { NoticeRecord } from '../register/rows.ts';
import type { Deps, Outbox } from './ports.ts';
import { type ToldNotice, toldNotices } from './told-notices.ts';

/** What ids of notices look like; anything else names none. */
const noticeIdShape = /^[a-z0-9]{1,16}-\d{1,12}-\d{1,4}$/;

/** So often delivery or someone else may get in between before it is left to them to try again. */
const mostTries = 5;

/**
 * Sends a notice again that failed or waits for its reader.
 *
 * @throws {Refusal} `action.forbidden`, `notice.not-found`, `notice.delivered`, `notice.pending`, `asset.busy`
 */
export const retryNotice =
  (deps: Pick<Deps, 'projection' | 'people' | 'settings' | 'now'> & { outbox: Outbox }) =>
  async (actor: Actor, noticeId: string): Promise<ToldNotice> => {
    if (!may('notices.retry', relationsOf(actor, null, deps.settings())))
      throw new Refusal('forbidden', 'action.forbidden');
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = noticeIdShape.test(noticeId) ? await deps.outbox.get(noticeId) : null;
      if (!stored) throw new Refusal('not-found', 'notice.not-found');
      const notice = retried(stored.notice, deps.now());
      if (!(await deps.outbox.requeue(notice, stored.etag))) continue;
      const [told = { notice, about: null, recipientName: null }] = await toldNotices([notice], deps);
      return told;
    }
    throw new Refusal('unavailable', 'asset.busy');
  };

/** The notice as if it were owed anew, its tries counted from the start. @throws {Refusal} `notice.delivered`, `notice.pending` */
export function retried(notice: NoticeRecord, now: Date): NoticeRecord {
  if (notice.state === 'delivered') throw new Refusal('conflict', 'notice.delivered');
  if (notice.state === 'pending') throw new Refusal('conflict', 'notice.pending');
  return { ...notice, state: 'pending', fate: 'pending', attempts: 0, dueAt: now.toISOString(), deliveredAt: null };
}
