import type { StoredNotice } from '../register/outbox.ts';

/** Notices that this instance has just committed, so that their delivery need not read them back. */
export type FreshNotices = {
  put(notices: readonly StoredNotice[]): void;
  /** The notice as it was committed, once; null when it has to be read. */
  take(id: string): StoredNotice | null;
};

/** Some are delivered by another instance and never taken here: the oldest give way. */
const mostHeld = 10_000;

export function createFreshNotices(): FreshNotices {
  const held = new Map<string, StoredNotice>();
  return {
    put(notices) {
      for (const stored of notices) held.set(stored.notice.id, stored);
      for (const id of held.keys()) {
        if (held.size <= mostHeld) break;
        held.delete(id);
      }
    },
    take(id) {
      const stored = held.get(id) ?? null;
      held.delete(id);
      return stored;
    },
  };
}
