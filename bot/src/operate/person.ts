import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { plainReason } from '../plain-reason.ts';
import type { OnDamage } from '../register/commit-journal.ts';
import { openDroppedFiles } from '../register/dropped-files.ts';
import { dataOfPerson, erasePersonData, type TypedEntry, typedByPerson } from '../register/person-data.ts';
import { openRegister } from '../register/register.ts';
import { openSettings } from '../register/settings.ts';
import { openViews } from '../register/views.ts';
import { existingStore } from './existing-store.ts';
import { tellFailure } from './tell-failure.ts';
import { choiceOf, lineOf, needsChoice } from './typed-choice.ts';

const usage = `person:export -- <directory id>                    everything that the store holds about a person, a JSON document a line
person:erase -- <directory id> --by <directory id>  erases their name, address and words; --by: who answers for that;
                                                     --typed <entries>, or none: which of what they typed goes too`;

/** Asks about each entry where somebody can answer. @throws {Error} telling what there is to choose from, where nobody can */
async function chosenOf(found: readonly TypedEntry[]): Promise<Set<string>> {
  if (found.length > 0 && !process.stdin.isTTY) throw new Error(needsChoice(found));
  const chosen = new Set<string>();
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  for (const one of found) {
    const answer = await asking.question(`${lineOf(one)}\nIs that personal, and to be erased too? [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) chosen.add(one.entryId);
  }
  asking.close();
  return chosen;
}

/**
 * `npm run person:export` and `npm run person:erase`: what the configured store holds about a person, by their directory id,
 * and the end of it. Exit code 1 when something could not be read, or something of theirs not erased, which is named; 2 when
 * nothing could be done.
 */
try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { by: { type: 'string' }, typed: { type: 'string' } },
  });
  const [verb, personId] = z.tuple([z.enum(['export', 'erase']), z.guid().toLowerCase()]).parse(positionals);
  const { table } = await existingStore(process.env);
  const aside = { table, views: openViews(table), droppedFiles: openDroppedFiles(table) };
  if (verb === 'export') {
    for await (const datum of dataOfPerson(aside, personId)) {
      console.log(JSON.stringify(datum));
      if (datum.kind !== 'unreadable') continue;
      const about = datum.assetId === null ? '' : `, about ${datum.assetId}`;
      console.error(`Can't be read any more, so that something may be missing: ${datum.what}${about}`);
      process.exitCode = 1;
    }
    if (process.exitCode === 1) console.error('See what register:verify says, and keep what was exported with that.');
  } else {
    const by = z.guid().toLowerCase().parse(values.by);
    const now = () => new Date();
    const onDamage: OnDamage = ({ partitionKey, rowKey }) =>
      console.error(`Changed beside Sightline, and replaced by what it must be: ${partitionKey}|${rowKey}`);
    const register = openRegister({ table, now, noticesFor: () => [], onCommit: () => undefined, onDamage });
    const settings = await openSettings(table, now, onDamage);
    const found: TypedEntry[] = [];
    for await (const one of typedByPerson({ table, register }, personId)) found.push(one);
    const chosen = values.typed === undefined ? await chosenOf(found) : choiceOf(values.typed);
    const actor = { kind: 'person', id: by, displayName: by } as const;
    const done = await erasePersonData({ ...aside, register, settings }, personId, actor, chosen);
    console.log(`Erased from ${done.entries} entries about ${done.assets} assets. The journal stays whole.`);
    for (const { what, why } of done.failed) console.error(`Not erased from ${what}: ${plainReason(why)}`);
    if (done.failed.length > 0) {
      console.error(
        'See what register:verify says of these, then run the same command again: it goes on where it stopped.',
      );
      process.exitCode = 1;
    }
  }
} catch (error) {
  tellFailure(error instanceof z.ZodError ? new Error(usage) : error);
}
