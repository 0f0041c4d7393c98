import { describe, expect, it } from 'vitest';
import { Refusal } from '../domain/errors.ts';
import { fewFilesAtOnce } from './attach-evidence.ts';

const code = (error: unknown) => (error instanceof Refusal ? error.code : String(error));

describe('taking few files at once', () => {
  it('given as many as may be, when one more comes, then it is put off until another is done, however that ended', async () => {
    const few = fewFilesAtOnce({ most: 2, mostEach: 2 });
    const first = Promise.withResolvers<string>();
    const second = Promise.withResolvers<string>();
    const taking = [few('alex', () => first.promise), few('megan', () => second.promise)];
    expect(await few('debra', async () => 'third').catch(code)).toBe('evidence.busy');
    first.reject(new Refusal('invalid', 'evidence.empty'));
    expect(await taking[0]?.catch(code)).toBe('evidence.empty');
    expect(await few('debra', async () => 'third').catch(code)).toBe('third');
    second.resolve('second');
    expect(await taking[1]).toBe('second');
  });

  it('given one whose files don’t come, when others send theirs, then those are taken, and no more of the one’s', async () => {
    const few = fewFilesAtOnce();
    const never = new Promise<string>(() => undefined);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        Promise.race([few('alex', () => never), Promise.resolve(`${n} waits`)]).catch(code),
      ),
    );
    expect(answers).toEqual(['0 waits', '1 waits', ...Array(6).fill('evidence.yours-first')]);
    expect(await few('megan', async () => 'taken').catch(code)).toBe('taken');
  });
});
