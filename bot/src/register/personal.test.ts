import { describe, expect, it } from 'vitest';
import { alteredPersonal, missingPersonal, sealPersonal, unsealPersonal } from './personal.ts';

const body = {
  actor: { kind: 'person', id: 'id-alex', displayName: 'Alex Wilber' },
  fact: {
    type: 'declared',
    reason: 'Board dashboards',
    comment: null,
    people: [{ id: 'x', userPrincipalName: 'x@contoso.example' }],
  },
};

describe('personal values', () => {
  it('are sealed by a salted hash, and everything else stays', () => {
    const { sealed, personal } = sealPersonal(body);
    expect(sealed).toMatchObject({
      actor: { kind: 'person', id: 'id-alex', displayName: { sealed: expect.any(String) } },
      fact: { type: 'declared', comment: null, people: [{ id: 'x' }] },
    });
    expect(JSON.stringify(sealed)).not.toMatch(/Alex|Board|contoso/);
    expect(Object.keys(personal)).toEqual(['actor.displayName', 'fact.reason', 'fact.people.0.userPrincipalName']);
  });

  it('come back as they were', () => {
    const { sealed, personal } = sealPersonal(body);
    expect(unsealPersonal(sealed, personal)).toEqual(body);
    expect(alteredPersonal(sealed, personal)).toEqual([]);
    expect(missingPersonal(sealed, personal)).toEqual([]);
  });

  it('of the same text have different hashes, so that none can be guessed from another', () => {
    expect(sealPersonal(body).sealed).not.toEqual(sealPersonal(body).sealed);
  });

  it('can be erased: they read as empty and are no alteration', () => {
    const { sealed, personal } = sealPersonal(body);
    const { 'fact.reason': _, ...rest } = personal;
    expect(alteredPersonal(sealed, rest)).toEqual([]);
    expect(missingPersonal(sealed, rest)).toEqual(['fact.reason']);
    expect(unsealPersonal(sealed, rest)).toEqual({ ...body, fact: { ...body.fact, reason: '' } });
    expect(missingPersonal(sealed, {})).toEqual(Object.keys(personal));
  });

  it('that were changed are found, in value, in salt, and where none belongs', () => {
    const { sealed, personal } = sealPersonal(body);
    const part = personal['fact.reason'] ?? { salt: '', value: '' };
    expect(alteredPersonal(sealed, { ...personal, 'fact.reason': { ...part, value: 'Other' } })).toEqual([
      'fact.reason',
    ]);
    expect(alteredPersonal(sealed, { ...personal, 'fact.reason': { ...part, salt: 'other' } })).toEqual([
      'fact.reason',
    ]);
    expect(alteredPersonal(sealed, { ...personal, 'fact.comment': part })).toEqual(['fact.comment']);
  });
});
