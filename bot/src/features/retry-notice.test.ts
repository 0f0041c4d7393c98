import { describe, expect, it } from 'vitest';
import { asAuditor, asItam, at, someSettings } from '../../test/support/builders.ts';
import type { NoticeRecord, NoticeState } from '../register/rows.ts';
import { retryNotice } from './retry-notice.ts';

const aNotice = (over: Partial<NoticeRecord> = {}): NoticeRecord => ({
  id: '3-7-0',
  assetId: null,
  role: 'digest',
  recipientKind: 'channel',
  recipientId: null,
  cause: 'baseline',
  version: 0,
  at,
  state: 'failed',
  fate: 'gave-up',
  attempts: 40,
  dueAt: at,
  deliveredAt: null,
  detail: null,
  ...over,
});

/** A use case over one notice; `losses`: how often somebody else gets in between before a write succeeds. */
function retrying(held: NoticeRecord | null, losses = 0) {
  const requeued: NoticeRecord[] = [];
  let isLost = losses;
  const retry = retryNotice({
    projection: {} as never,
    people: {} as never,
    settings: () => someSettings(),
    now: () => new Date('2026-11-25T10:00:00Z'),
    outbox: {
      get: async () => held && { notice: held, etag: 'e' },
      requeue: async (notice) => {
        if (isLost-- > 0) return false;
        requeued.push(notice);
        return true;
      },
    },
  });
  return { retry, requeued };
}

describe('retrying a notice', () => {
  it.each<NoticeState>(['failed', 'waiting'])(
    'given one that is %s, then it is owed anew, its tries counted from 0',
    async (state) => {
      const { retry, requeued } = retrying(aNotice({ state }));
      const expected = aNotice({ state: 'pending', fate: 'pending', attempts: 0, dueAt: '2026-11-25T10:00:00.000Z' });
      expect((await retry(asItam, '3-7-0')).notice).toEqual(expected);
      expect(requeued).toEqual([expected]);
    },
  );

  it.each<NoticeState>(['delivered', 'pending'])(
    'given one that is %s, then it is refused and nothing is sent',
    async (state) => {
      const { retry, requeued } = retrying(aNotice({ state }));
      await expect(retry(asItam, '3-7-0')).rejects.toMatchObject({ kind: 'conflict', code: `notice.${state}` });
      expect(requeued).toEqual([]);
    },
  );

  it.each(['', 'x', '3-7', '3-7-0-1', '../3-7-0', "3'-7-0"])(
    'given the id %j, then there is no such notice',
    async (id) => {
      const { retry, requeued } = retrying(aNotice());
      await expect(retry(asItam, id)).rejects.toMatchObject({ kind: 'not-found', code: 'notice.not-found' });
      expect(requeued).toEqual([]);
    },
  );

  it('given one that is not there, then it is said', async () => {
    await expect(retrying(null).retry(asItam, '3-7-0')).rejects.toMatchObject({ code: 'notice.not-found' });
  });

  it('given an auditor, then it is forbidden', async () => {
    const { retry, requeued } = retrying(aNotice());
    await expect(retry(asAuditor, '3-7-0')).rejects.toMatchObject({ code: 'action.forbidden' });
    expect(requeued).toEqual([]);
  });

  it('given that someone gets in between, then it is decided again, and left after a few tries', async () => {
    const { retry, requeued } = retrying(aNotice(), 2);
    await retry(asItam, '3-7-0');
    expect(requeued).toHaveLength(1);
    await expect(retrying(aNotice(), 99).retry(asItam, '3-7-0')).rejects.toMatchObject({ code: 'asset.busy' });
  });
});
