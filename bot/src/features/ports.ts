import type { People } from '../directory/people.ts';
import type { Asset } from '../domain/asset.ts';
import type { EntryActor } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import type { Actor } from '../domain/person.ts';
import type { Settings } from '../domain/settings.ts';
import type { Log } from '../log.ts';
import type { Projection } from '../projection/projection.ts';
import type { StoredNotice } from '../register/outbox.ts';
import type { Register } from '../register/register.ts';
import type { NoticeRecord } from '../register/rows.ts';

/** The notices owed, one at a time. */
export type Outbox = {
  get(noticeId: string): Promise<StoredNotice | null>;
  /** Records a notice and has it delivered; false when somebody else changed it since it was read. */
  requeue(notice: NoticeRecord, etag: string): Promise<boolean>;
};

/** What the use cases are built on; each takes what it needs of it. */
export type Deps = {
  register: Register;
  projection: Projection;
  people: People;
  /** The settings as they hold now; a decision asks for them anew each time it is taken. */
  settings: () => Settings;
  now: () => Date;
  log: Log;
};

/** How the journal names a person who acts. */
export function entryActor(actor: Actor): EntryActor {
  return { kind: 'person', id: actor.id, displayName: actor.displayName };
}

/** What ids of assets look like; anything else names none, and some of it no table accepts as a key. */
export const assetIdShape = /^[a-z0-9-]{1,64}$/;

/** The asset that a decision needs to exist. @throws {Refusal} `asset.not-found` */
export function existing(asset: Asset | null): Asset {
  if (!asset) throw new Refusal('not-found', 'asset.not-found');
  return asset;
}

/** Stops a change to a version that is no longer the newest. Null asks for no check. @throws {Refusal} `asset.changed` */
export function assertVersion(asset: Asset, expected: number | null): void {
  if (expected !== null && asset.version !== expected) throw new Refusal('stale', 'asset.changed');
}
