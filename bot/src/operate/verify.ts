import { verifyConversations } from '../register/conversation-rows.ts';
import { openEvidence } from '../register/evidence.ts';
import { HalfRestored } from '../register/half-restored.ts';
import { verifyRegister } from '../register/verify.ts';
import { verifyEvidence } from '../register/verify-evidence.ts';
import { verifySeals } from '../register/verify-seals.ts';
import { existingStore } from './existing-store.ts';
import { tellFailure } from './tell-failure.ts';

/**
 * `npm run register:verify`: walks the journals of the configured store, checks its seals against them, reads the documents
 * that they name, and looks at where people are reached; exit code 1 when something in it is wrong, or a backup is half
 * restored into it, 2 when it can't be read.
 */
try {
  const { table, containers } = await existingStore(process.env);
  const { entries, assets, faults } = await verifyRegister(table);
  const { documents, faults: lost } = await verifyEvidence(table, openEvidence(containers.evidence));
  const { seals, faults: broken } = await verifySeals(table, containers.seals);
  const all = [...faults, ...broken, ...lost, ...(await verifyConversations(table, new Date()))];
  for (const { shard, row, what, detail } of all) console.log(`${what}: shard ${shard}, ${row}: ${detail}`);
  const of = `${entries} entries about ${assets} assets, ${documents} documents, ${seals} seals`;
  console.log(
    all.length === 0 ? `The journal is whole: ${of}.` : `The journal is NOT whole: ${all.length} faults in ${of}.`,
  );
  process.exitCode = all.length === 0 ? 0 : 1;
} catch (error) {
  tellFailure(error);
  if (error instanceof HalfRestored) process.exitCode = 1;
}
