import { strToU8, zipSync } from 'fflate';
import { PNG } from 'pngjs';

/** Small files of each kind, made here. */
export const files = {
  pdf: (text = 'Invoice 42') => Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`),
  png: () => PNG.sync.write(new PNG({ width: 2, height: 2 })),
  jpeg: () => Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  webp: () =>
    Buffer.concat([Buffer.from('RIFF'), Buffer.from([26, 0, 0, 0]), Buffer.from('WEBPVP8L'), Buffer.alloc(18)]),
  docx: () => office('word/document.xml', 'wordprocessingml.document'),
  xlsx: () => office('xl/workbook.xml', 'spreadsheetml.sheet'),
  pptx: () => office('ppt/presentation.xml', 'presentationml.presentation'),
  docm: () => office('word/document.xml', 'word.document.macroEnabled', 'application/vnd.ms-'),
  zip: () => Buffer.from(zipSync({ 'invoice.exe': strToU8('MZ') })),
  exe: () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
  text: (text = 'Paid: 42.00 EUR — Müller, 東京') => Buffer.from(text),
  mail: () =>
    Buffer.from(
      'Received: by mx.example; Tue, 24 Nov 2026 08:00:00 +0000\r\nFrom: sales@example.com\r\nSubject: Your order\r\n\r\n<html><body>Thank you</body></html>',
    ),
  html: () => Buffer.from('<!doctype html><html><script>alert(1)</script></html>'),
  svg: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  xml: () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  script: () => Buffer.from('#!/bin/sh\nrm -rf /\n'),
};

function office(part: string, type: string, prefix = 'application/vnd.openxmlformats-officedocument.'): Buffer {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${prefix}${type}.main+xml"/></Types>`;
  return Buffer.from(zipSync({ '[Content_Types].xml': strToU8(types), [part]: strToU8('<x/>') }));
}
