import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { NoticePage, NoticeQuery } from '../projection/replica.ts';
import type { Deps } from './ports.ts';
import { type ToldNotice, toldNotices } from './told-notices.ts';

/** Notices and what became of them, newest first. @throws {Refusal} `action.forbidden` */
export const listNotices =
  (deps: Pick<Deps, 'projection' | 'people' | 'settings'>) =>
  async (actor: Actor, query: NoticeQuery): Promise<Omit<NoticePage, 'notices'> & { told: ToldNotice[] }> => {
    if (!may('notices.list', relationsOf(actor, null, deps.settings())))
      throw new Refusal('forbidden', 'action.forbidden');
    const { notices, ...page } = await deps.projection.notices(query);
    return { ...page, told: await toldNotices(notices, deps) };
  };
