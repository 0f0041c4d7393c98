import type { Asset, Doer } from './asset.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { may, type People, type Relation, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';

/** What a document proves. */
export const evidenceKinds = ['order', 'invoice', 'terms', 'cancellation', 'other'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What evidence may be, by media type, with the endings that its names have; the first is given to a name without one. */
export const evidenceTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'message/rfc822': ['eml'],
  'text/plain': ['txt'],
} as const satisfies Record<string, readonly string[]>;
export type EvidenceType = keyof typeof evidenceTypes;

export const evidenceLimits = { bytes: 10 * 1024 * 1024, perAsset: 20, fileName: 120 } as const;

/** A document that is kept: its SHA-256 (lower-case hex), which is its name in the store, and what it is. */
export type KeptFile = { hash: string; fileName: string; mediaType: EvidenceType; bytes: number };

/** A document that proves something about a purchase. */
export type Evidence = KeptFile & { kind: EvidenceKind; by: Doer; at: string };

/** Whether anything proves a purchase. */
export type EvidenceState = 'attached' | 'none';

export function evidenceStateOf({ evidence }: Asset): EvidenceState {
  return evidence.length > 0 ? 'attached' : 'none';
}

/** What a SHA-256 looks like. */
export const hashShape = /^[0-9a-f]{64}$/;

/**
 * Attaches a document that is kept already. The same document again changes nothing.
 *
 * @throws {Refusal} `evidence.not-yours`, `asset.retired`, `evidence.too-many`
 */
export function attach(asset: Asset, file: KeptFile & { kind: EvidenceKind }, actor: Actor, people: People): Fact[] {
  assertMayAttach(asset, actor, people);
  if (asset.evidence.some(({ hash }) => hash === file.hash)) return [];
  const most = evidenceLimits.perAsset;
  if (asset.evidence.length >= most) throw new Refusal('conflict', 'evidence.too-many', { most });
  const { hash, fileName, mediaType, bytes, kind } = file;
  return [{ type: 'evidence-attached', hash, fileName, mediaType, bytes, kind }];
}

/** @throws {Refusal} `evidence.not-yours`; `asset.retired` for everyone but ITAM staff, who complete what has ended */
export function assertMayAttach(asset: Asset, actor: Actor, people: People): void {
  const relations = relationsOf(actor, asset, people);
  if (mayAttach(asset, relations)) return;
  if (!may('evidence.attach', relations)) throw new Refusal('forbidden', 'evidence.not-yours');
  throw new Refusal('conflict', 'asset.retired');
}

/** Whether someone who stands so to an asset may attach something to it as it is now. */
export function mayAttach(asset: Asset, relations: ReadonlySet<Relation>): boolean {
  return may('evidence.attach', relations) && (asset.status !== 'retired' || relations.has('itam'));
}

/** Directions of writing that a name could use to seem to end otherwise, and what no file system takes. */
const unsafe = /[\p{Cc}\p{Cf}\u2028\u2029<>:"|?*]/gu;

/**
 * The name under which a file is kept: the last part of what it was called, without what nobody can see, and with the
 * ending of what it is, since the ending decides which program opens it once it is saved.
 */
export function fileNameFor(typed: string, mediaType: EvidenceType): string {
  const last = typed.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(unsafe, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const endings: readonly string[] = evidenceTypes[mediaType];
  const [, stem = '', ending = ''] = /^(.*)\.([^.]*)$/u.exec(clean) ?? [];
  const isFitting = stem !== '' && endings.includes(ending.toLowerCase());
  const kept = isFitting ? ending : endings[0];
  const most = evidenceLimits.fileName - 6;
  const name = [...(isFitting ? stem : clean)].slice(0, most).join('').trimEnd();
  return `${name || 'document'}.${kept}`;
}

const hints: readonly (readonly [EvidenceKind, RegExp])[] = [
  ['cancellation', /cancel|kündig|résili|cancelación/iu],
  ['invoice', /invoice|receipt|\bbill\b|rechnung|quittung|beleg|facture|reçu|factura|recibo/iu],
  ['terms', /terms|contract|agreement|vertrag|contrat|contrato/iu],
  ['order', /order|quote|bestell|auftrag|commande|pedido/iu],
];

/** What kind a file most likely is, by its name or what was said with it. */
export function kindNamed(text: string): EvidenceKind {
  return hints.find(([, hint]) => hint.test(text))?.[0] ?? 'other';
}
