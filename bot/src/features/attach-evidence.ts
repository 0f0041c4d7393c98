import type { Asset } from '../domain/asset.ts';
import { Refusal } from '../domain/errors.ts';
import {
  assertMayAttach,
  attach,
  type EvidenceKind,
  evidenceLimits,
  fileNameFor,
  type KeptFile,
} from '../domain/evidence.ts';
import type { Actor } from '../domain/person.ts';
import { places } from '../places.ts';
import { contentHash, type EvidenceStore } from '../register/evidence.ts';
import { typeOfContent } from '../register/evidence-type.ts';
import { type Deps, entryActor, existing } from './ports.ts';

type AttachDeps = Pick<Deps, 'register' | 'settings'>;

/** Stops whoever may not attach anything, before their file is taken. @throws {Refusal} the codes of {@link attach}, `asset.not-found` */
export const checkMayAttach =
  ({ register, settings }: AttachDeps) =>
  async (actor: Actor, assetId: string): Promise<void> =>
    assertMayAttach(existing(await register.get(assetId)), actor, settings());

/**
 * Keeps a document, before any purchase names it: should the server end in between, a blob is left that nothing names, which
 * takes room and harms nobody.
 *
 * @throws {Refusal} `evidence.empty`, `evidence.too-large`, `evidence.type`
 */
export const keepFile =
  (evidence: EvidenceStore) =>
  async (content: Uint8Array, name: string): Promise<KeptFile> => {
    if (content.byteLength === 0) throw new Refusal('invalid', 'evidence.empty');
    if (content.byteLength > evidenceLimits.bytes) throw tooLarge();
    const mediaType = await typeOfContent(content);
    if (mediaType === null) throw new Refusal('invalid', 'evidence.type');
    const hash = contentHash(content);
    await evidence.put(hash, content, mediaType);
    return { hash, fileName: fileNameFor(name, mediaType), mediaType, bytes: content.byteLength };
  };

/** Takes a file of a person's. */
export type TakeFile = <T>(personId: string, take: () => Promise<T>) => Promise<T>;

/**
 * Each file is held in memory until it is kept: many large ones together would end the server, and nobody is to have all the
 * room, however slow their connection is.
 */
const room = { most: 8, mostEach: 2 };
/** When it is worth trying again. A slow file may take longer. */
const againAfterSeconds = 5;

/**
 * Lets only a few files be taken at once, wherever they come from, and fewer of each person.
 * The returned function throws {@link Refusal} `evidence.busy` for one too many, `evidence.yours-first` for one too many of
 * theirs.
 */
export function fewFilesAtOnce(most = room): TakeFile {
  const few = places(most);
  return async (personId, take) => {
    const full = few.full(personId);
    if (full === 'all') throw new Refusal('unavailable', 'evidence.busy');
    if (full === 'theirs') {
      throw new Refusal('too-many', 'evidence.yours-first', { most: most.mostEach, seconds: againAfterSeconds });
    }
    return few.during(personId, take);
  };
}

/** Why a file is not taken for its size. */
export function tooLarge(): Refusal {
  return new Refusal('too-large', 'evidence.too-large', { most: evidenceLimits.bytes / 1024 / 1024 });
}

/**
 * Attaches a document that is kept to a purchase. It asks for no version, since attaching disturbs nothing that anyone else does.
 *
 * @throws {Refusal} the codes of {@link attach}, `asset.not-found`
 */
export const attachEvidence =
  ({ register, settings }: AttachDeps) =>
  async (actor: Actor, input: { assetId: string; file: KeptFile; kind: EvidenceKind }): Promise<Asset> => {
    const outcome = await register.change({
      assetId: input.assetId,
      actor: entryActor(actor),
      decide: (current) => attach(existing(current), { ...input.file, kind: input.kind }, actor, settings()),
    });
    return outcome.asset;
  };
