import { describe, expect, it } from 'vitest';
import { files } from '../../test/support/files.ts';
import { typeOfContent } from './evidence-type.ts';

const office = 'application/vnd.openxmlformats-officedocument.';

describe('the type of a content', () => {
  it.each([
    ['pdf', 'application/pdf'],
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
    ['docx', `${office}wordprocessingml.document`],
    ['xlsx', `${office}spreadsheetml.sheet`],
    ['pptx', `${office}presentationml.presentation`],
    ['mail', 'message/rfc822'],
    ['text', 'text/plain'],
  ] as const)('given a %s, when looked at, then it is evidence of type %s', async (name, type) => {
    expect(await typeOfContent(files[name]())).toBe(type);
  });

  it.each(['docm', 'zip', 'exe', 'html', 'svg', 'xml', 'script'] as const)(
    'given a %s, when looked at, then it is no evidence',
    async (name) => {
      expect(await typeOfContent(files[name]())).toBeNull();
    },
  );

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['blanks only', Buffer.from(' \n\t ')],
    ['text with a NUL in it', Buffer.from('Paid\0 42')],
    ['bytes that are no UTF-8', Buffer.from([0x50, 0x61, 0xff, 0xfe, 0xfd])],
    ['text in UTF-16', Buffer.from('Paid 42', 'utf16le')],
    ['text with an escape sequence of a terminal', Buffer.from('Paid \u001b]0;x\u0007')],
    ['a page that begins with a comment', Buffer.from('<!-- invoice --><script>alert(1)</script>')],
    ['a page behind a few words', Buffer.from('Invoice 42\n<ScRiPt>alert(1)</script>')],
    ['a page with the header of a PDF further down', Buffer.concat([files.html(), files.pdf()])],
    ['a page behind an invisible mark', Buffer.from('\ufeff<html></html>')],
    ['a page that only says it is from someone', Buffer.from('From: me\n<html></html>')],
    ['an animation', Buffer.from('GIF89a/*<script>*/')],
    ['an archive with the header of a PDF in it', Buffer.concat([files.zip(), files.pdf()])],
  ])('given %s, when looked at, then it is no evidence', async (_what, content) => {
    expect(await typeOfContent(content)).toBeNull();
  });

  it.each<[string, Buffer, string]>([
    ['a PDF with a page behind it', Buffer.concat([files.pdf(), files.html()]), 'application/pdf'],
    ['a picture with an archive behind it', Buffer.concat([files.png(), files.zip()]), 'image/png'],
  ])(
    'given %s, when looked at, then it is what it begins as, and is kept as nothing else',
    async (_what, content, type) => {
      expect(await typeOfContent(content)).toBe(type);
    },
  );
});
