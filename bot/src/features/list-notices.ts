import { Refusal } from '../domain/errors.ts';
import { may, relationsOf } from '../domain/permissions.ts';
import type { Actor } from '../domain/person.ts';
import type { NoticePage, NoticeQuery } from '../projection/replica.ts';
import type { Deps } from './ports.ts';

/** Notices and what became of them, newest first. @throws {Refusal} `action.forbidden` */
export const listNotices =
  ({ projection, routing }: Pick<Deps, 'projection' | 'routing'>) =>
  async (actor: Actor, query: NoticeQuery): Promise<NoticePage> => {
    if (!may('notices.list', relationsOf(actor, null, routing))) throw new Refusal('forbidden', 'action.forbidden');
    return projection.notices(query);
  };
