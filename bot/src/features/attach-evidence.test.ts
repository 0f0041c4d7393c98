import { describe, expect, it } from 'vitest';
import { Refusal } from '../domain/errors.ts';
import { fewFilesAtOnce } from './attach-evidence.ts';

describe('taking few files at once', () => {
  it('given as many as may be, when one more comes, then it is put off until another is done, however that ended', async () => {
    const few = fewFilesAtOnce(2);
    const first = Promise.withResolvers<string>();
    const second = Promise.withResolvers<string>();
    const taking = [few(() => first.promise), few(() => second.promise)];
    const code = (error: unknown) => (error instanceof Refusal ? error.code : String(error));
    expect(await few(async () => 'third').catch(code)).toBe('evidence.busy');
    first.reject(new Refusal('invalid', 'evidence.empty'));
    expect(await taking[0]?.catch(code)).toBe('evidence.empty');
    expect(await few(async () => 'third').catch(code)).toBe('third');
    second.resolve('second');
    expect(await taking[1]).toBe('second');
  });
});
