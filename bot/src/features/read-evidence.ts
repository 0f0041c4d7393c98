import { Refusal } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import { fileNameFor } from '../domain/evidence.ts';
import type { Actor } from '../domain/person.ts';
import type { EvidenceStore } from '../register/evidence.ts';
import type { Deps } from './ports.ts';
import { readShown } from './sight.ts';

/** A document of a purchase, with its bytes as they come. */
export type OpenedEvidence = { evidence: Evidence; chunks: AsyncIterable<Uint8Array> };

/**
 * Opens a document for whoever may see the purchase that it belongs to.
 *
 * @throws {Refusal} `asset.not-found`, `asset.not-visible`, `evidence.not-found` for one that this purchase does not have,
 * or that the reader is not shown, `evidence.lost` where it is named and not there
 */
export const readEvidence =
  (deps: Pick<Deps, 'register' | 'settings' | 'log'> & { evidence: EvidenceStore }) =>
  async (actor: Actor, assetId: string, hash: string): Promise<OpenedEvidence> => {
    const { asset } = await readShown(actor, assetId, deps);
    const evidence = asset.evidence.find((one) => one.hash === hash);
    if (!evidence) throw new Refusal('not-found', 'evidence.not-found');
    const chunks = await deps.evidence.open(hash);
    if (!chunks) {
      deps.log.error({ assetId, hash }, 'evidence is named, but not there');
      throw new Refusal('not-found', 'evidence.lost');
    }
    // The name may have been erased; the file still needs its ending.
    return { evidence: { ...evidence, fileName: fileNameFor(evidence.fileName, evidence.mediaType) }, chunks };
  };
