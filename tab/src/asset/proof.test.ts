import { describe, expect, it } from 'vitest';
import { aDetail } from '../api/a-detail.ts';
import { proofOf } from './proof.ts';

const missing = (detail: Parameters<typeof proofOf>[0]) =>
  proofOf(detail).flatMap((item) => (item.isHeld ? [] : [[item.key, item.askName]]));

describe('the proof of an asset', () => {
  it('lacks the decision of whoever is asked for it', () => {
    expect(missing(aDetail())).toEqual([['decision', 'Megan Bowen']]);
  });

  it('is whole once it is decided', () => {
    const decision = { outcome: 'approved', by: { id: 'm', name: 'Megan Bowen' }, at: '', comment: null } as const;
    expect(missing(aDetail({ status: 'approved', decision }))).toEqual([]);
  });

  it('lacks all that only the purchaser can say, before a declaration', () => {
    const detected = aDetail({
      status: 'detected',
      declaredAt: null,
      unitPrice: null,
      pricedSeats: 0,
      reason: null,
      policy: null,
    });
    expect(missing(detected)).toEqual([
      ['price', 'Alex Wilber'],
      ['reason', 'Alex Wilber'],
      ['policy', 'Alex Wilber'],
      ['decision', null],
    ]);
  });

  it('asks whoever owns it by now', () => {
    const owner = { id: 'grady', name: 'Grady Archie', upn: 'grady.archie@contoso.example' };
    const passed = aDetail({ status: 'detected', declaredAt: null, reason: null, owner });
    expect(missing(passed)).toContainEqual(['reason', 'Grady Archie']);
    const orphan = aDetail({ status: 'detected', declaredAt: null, reason: null, owner: null });
    expect(missing(orphan)).toContainEqual(['reason', 'Alex Wilber']);
  });

  it('names nobody where nobody is known', () => {
    const orphan = aDetail({ status: 'detected', declaredAt: null, reason: null, purchaser: null, owner: null });
    expect(missing(orphan)).toContainEqual(['reason', null]);
  });

  it('lacks the sight of a Microsoft product that was declared only', () => {
    expect(missing(aDetail({ subscription: null }))).toContainEqual(['seen', null]);
  });

  it('does not expect Microsoft to list what others sell', () => {
    const figma = proofOf(aDetail({ subscription: null, product: 'Figma', publisher: 'Figma' }));
    expect(figma.map(({ key }) => key)).toEqual(['price', 'reason', 'policy', 'decision']);
  });
});
