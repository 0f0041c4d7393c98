import { describe, expect, it } from 'vitest';
import { aDetail } from '../api/a-detail.ts';
import { declarationComplaints, declarationOf, declaredFacts, newDeclaration } from './declaration-form.ts';

const now = new Date('2026-11-24T10:00:00Z');
const refused = (form: ReturnType<typeof newDeclaration>) => Object.keys(declarationComplaints(form, 'en', now)).sort();

describe('a declaration', () => {
  it('asks a newcomer only for what can not be guessed', () => {
    expect(refused(newDeclaration(now))).toEqual(
      ['acceptsPolicy', 'billingTerm', 'costCentre', 'currency', 'price', 'product', 'publisher', 'reason'].sort(),
    );
  });

  it('of something seen at Microsoft asks only for what is not known', () => {
    const detected = aDetail({ unitPrice: null, billingTerm: null, costCentre: null, reason: null, declaredAt: null });
    expect(refused(declarationOf(detected))).toEqual(
      ['acceptsPolicy', 'billingTerm', 'costCentre', 'currency', 'price', 'reason'].sort(),
    );
  });

  it('is never accepted for the person', () => {
    expect(refused(declarationOf(aDetail()))).toEqual(['acceptsPolicy']);
  });

  it('sends no renewal as null', () => {
    expect(declaredFacts({ ...declarationOf(aDetail()), renewsOn: '' }).renewsOn).toBeNull();
  });
});
