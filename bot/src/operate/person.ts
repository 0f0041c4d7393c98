import { parseArgs } from 'node:util';
import { z } from 'zod';
import { parseStoreConfig } from '../config.ts';
import { openDroppedFiles } from '../register/dropped-files.ts';
import { dataOfPerson, erasePersonData } from '../register/person-data.ts';
import { openRegister } from '../register/register.ts';
import { tableAt } from '../register/storage.ts';
import { openViews } from '../register/views.ts';
import { tellFailure } from './tell-failure.ts';

const usage = `person:export -- <directory id>                    everything that the store holds about a person, a JSON document a line
person:erase -- <directory id> --by <directory id>  erases their name, address and words; --by: who answers for that`;

/**
 * `npm run person:export` and `npm run person:erase`: what the configured store holds about a person, by their directory id,
 * and the end of it. Exit code 2 when it can't be done.
 */
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { by: { type: 'string' } } });
  const [verb, personId] = z.tuple([z.enum(['export', 'erase']), z.guid().toLowerCase()]).parse(positionals);
  const config = parseStoreConfig(process.env);
  const table = tableAt(config.storage, `${config.storeName}register`);
  const views = openViews(table);
  if (verb === 'export') {
    for await (const datum of dataOfPerson({ table, views }, personId)) console.log(JSON.stringify(datum));
  } else {
    const by = z.guid().toLowerCase().parse(values.by);
    const register = openRegister({ table, now: () => new Date(), noticesFor: () => [], onCommit: () => undefined });
    const done = await erasePersonData({ table, register, views, droppedFiles: openDroppedFiles(table) }, personId, {
      kind: 'person',
      id: by,
      displayName: by,
    });
    console.log(`Erased from ${done.entries} entries about ${done.assets} assets. The journal stays whole.`);
  }
} catch (error) {
  tellFailure(error instanceof z.ZodError ? new Error(usage) : error);
}
