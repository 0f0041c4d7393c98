import { describe, expect, it } from 'vitest';
import {
  aDeclaredAsset,
  aHandedOnAsset,
  alex,
  anActor,
  anAsset,
  aRouting,
  asAuditor,
  asColleague,
  asFallback,
  asItam,
  asMegan,
  codeOf,
  debra,
  folded,
  megan,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { attach, evidenceLimits, fileNameFor, type KeptFile, kindNamed } from './evidence.ts';
import { noticesFor } from './routing.ts';

const people = aRouting();
const aFile = (over: Partial<KeptFile> = {}): KeptFile => ({
  hash: 'a'.repeat(64),
  fileName: 'invoice.pdf',
  mediaType: 'application/pdf',
  bytes: 1_234,
  ...over,
});
const attaching = (asset: Asset, over: Partial<KeptFile> = {}, actor = anActor()) =>
  attach(asset, { ...aFile(over), kind: 'invoice' }, actor, people);

describe('attach', () => {
  it('given a document, when attached, then the purchase has it, with who and when; the same again changes nothing', () => {
    const facts = attaching(anAsset());
    expect(facts).toEqual([{ type: 'evidence-attached', ...aFile(), kind: 'invoice' }]);
    const asset = folded(anAsset(), facts);
    expect(asset.evidence).toEqual([
      { ...aFile(), kind: 'invoice', by: { id: megan.id, displayName: megan.displayName }, at: expect.any(String) },
    ]);
    expect(attaching(asset, { fileName: 'again.pdf' })).toEqual([]);
    expect(attaching(asset, { hash: 'b'.repeat(64) })).toHaveLength(1);
  });

  it('given the most that a purchase may have, when one more comes, then it is refused, though not one that it has', () => {
    const hashes = Array.from({ length: evidenceLimits.perAsset }, (_, n) => n.toString(16).padStart(64, '0'));
    const full = hashes.reduce((asset, hash) => folded(asset, attaching(asset, { hash })), anAsset());
    expect(codeOf(() => attaching(full))).toBe('evidence.too-many');
    expect(attaching(full, { hash: hashes[3] ?? '' })).toEqual([]);
  });

  it.each([
    ['the purchaser', anActor(), 'accepted'],
    ['the manager', asMegan, 'accepted'],
    ['a fallback approver, while a manager can decide', asFallback, 'evidence.not-yours'],
    ['ITAM staff', asItam, 'accepted'],
    ['an auditor', asAuditor, 'evidence.not-yours'],
    ['a colleague', asColleague, 'evidence.not-yours'],
  ])('given %s, when they attach something, then: %s', (_who, actor, code) => {
    expect(codeOf(() => attaching(aDeclaredAsset(), {}, actor))).toBe(code);
    const retired = code === 'accepted' && actor !== asItam ? 'asset.retired' : code;
    expect(codeOf(() => attaching(anAsset({ status: 'retired' }), {}, actor))).toBe(retired);
  });

  it.each<[string, Asset, string[]]>([
    ['undeclared', anAsset(), []],
    ['waiting for a decision', aDeclaredAsset(), [megan.id]],
    ['handed on', aHandedOnAsset(), [debra.id]],
    ['decided', aDeclaredAsset({ status: 'approved' }), []],
  ])(
    'given a purchase %s, when something is attached, then only those who are to decide hear of it',
    (_how, asset, told) => {
      const facts = attaching(asset);
      const after = folded(asset, facts);
      expect(noticesFor(asset, after, facts, people).map(({ recipient }) => recipient)).toEqual(
        told.map((id) => ({ kind: 'person', id })),
      );
      expect(after.basis).toBe(asset.basis);
    },
  );

  it('given what was recorded and told to nobody, when ITAM staff attach something, then it stays untold', () => {
    const asset = anAsset({ isUntold: true, purchaser: alex });
    expect(folded(asset, attaching(asset, {}, asItam)).isUntold).toBe(true);
  });
});

describe('the name of a file', () => {
  it.each<[string, Parameters<typeof fileNameFor>[1], string]>([
    ['invoice.pdf', 'application/pdf', 'invoice.pdf'],
    ['Scan.JPEG', 'image/jpeg', 'Scan.JPEG'],
    ['Rechnung März – 東京.pdf', 'application/pdf', 'Rechnung März – 東京.pdf'],
    ['invoice.html', 'application/pdf', 'invoice.html.pdf'],
    ['invoice.pdf.exe', 'application/pdf', 'invoice.pdf.exe.pdf'],
    ['run.bat', 'text/plain', 'run.bat.txt'],
    ['invoice', 'image/png', 'invoice.png'],
    ['', 'application/pdf', 'document.pdf'],
    ['.pdf', 'application/pdf', 'pdf.pdf'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\alex\\invoice.pdf', 'application/pdf', 'invoice.pdf'],
    ['gpj.\u202efdp.exe', 'application/pdf', 'gpj.fdp.exe.pdf'],
    ['a\u0000b\r\nSet-Cookie: x.pdf', 'application/pdf', 'abSet-Cookie x.pdf'],
    ['"><script>.pdf', 'application/pdf', 'script.pdf'],
    ['half \ud83d.pdf', 'application/pdf', 'half \ufffd.pdf'],
    ['  . . .pdf', 'application/pdf', 'pdf.pdf'],
  ])('given %j of type %s, when kept, then it is %j', (typed, type, name) => {
    expect(fileNameFor(typed, type)).toBe(name);
    expect(fileNameFor(name, type)).toBe(name);
  });

  it('given a name without end, when kept, then it is short and keeps its ending', () => {
    const name = fileNameFor(`${'🎉'.repeat(5_000)}.pdf`, 'application/pdf');
    expect([...name].length).toBeLessThanOrEqual(evidenceLimits.fileName);
    expect(name.endsWith('🎉.pdf')).toBe(true);
  });
});

describe('the kind that a name tells', () => {
  it.each([
    ['Invoice-2026-11.pdf', 'invoice'],
    ['Rechnung.pdf', 'invoice'],
    ['our receipt', 'invoice'],
    ['order confirmation.eml', 'order'],
    ['Vertrag.pdf', 'terms'],
    ['Cancellation of order 12.pdf', 'cancellation'],
    ['scan0001.png', 'other'],
    ['', 'other'],
  ])('given %j, when read, then it is: %s', (text, kind) => {
    expect(kindNamed(text)).toBe(kind);
  });
});
