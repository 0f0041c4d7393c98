import type { Asset } from '../domain/asset.ts';
import type { NoticeRecord } from '../register/rows.ts';
import { nameOf } from './name-of.ts';
import type { Deps } from './ports.ts';

/** A notice as people read it: with the asset that it is about, and its reader's name as far as it is known. */
export type ToldNotice = { notice: NoticeRecord; about: Asset | null; recipientName: string | null };

/** Reads what notices are about and whom they are for. */
export async function toldNotices(
  notices: readonly NoticeRecord[],
  { projection, people }: Pick<Deps, 'projection' | 'people'>,
): Promise<ToldNotice[]> {
  const assets = new Map<string, Promise<Asset | null>>();
  const aboutOf = (assetId: string) => {
    const asked = assets.get(assetId) ?? projection.get(assetId);
    assets.set(assetId, asked);
    return asked;
  };
  return Promise.all(
    notices.map(async (notice) => {
      const about = notice.assetId === null ? null : await aboutOf(notice.assetId);
      const { recipientId } = notice;
      const involved = about ? [about.purchaser, about.owner, about.manager] : [];
      const known = involved.find((person) => person?.id === recipientId)?.displayName;
      const recipientName = recipientId === null ? null : (known ?? (await nameOf(recipientId, people)));
      return { notice, about, recipientName };
    }),
  );
}
