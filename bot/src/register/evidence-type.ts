import { fileTypeFromBuffer } from 'file-type';
import { type EvidenceType, evidenceTypes } from '../domain/evidence.ts';

/**
 * What a file is by its content; null for what is no evidence, whatever it is called: pages, scripts, programs, archives.
 * Text counts where every byte of it is readable UTF-8 and nothing in it asks to be shown as a page.
 */
export async function typeOfContent(content: Uint8Array): Promise<EvidenceType | null> {
  const found = await fileTypeFromBuffer(content);
  if (found) return isEvidenceType(found.mime) ? found.mime : null;
  const text = readableText(content);
  if (text === null) return null;
  if (isMail(text)) return 'message/rfc822';
  return asksForBrowserOrShell.test(text) ? null : 'text/plain';
}

function isEvidenceType(mime: string): mime is EvidenceType {
  return Object.hasOwn(evidenceTypes, mime);
}

/** The text of valid UTF-8 without characters that no text has; null for anything else. */
function readableText(content: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.trim() !== '' && !/[^\P{Cc}\t\n\f\r]/u.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** A line that makes a shell run it, a tag at its beginning, or one that a browser would look for anywhere in it. */
const asksForBrowserOrShell = /^\s*(?:#!|<)|<(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)/i;

const headerLine = /^[!-9;-~]+:[ \t]/;
const neededHeaders = [/^from:/im, /^(?:date|received|subject):/im];

/** A saved mail (RFC 5322): lines of headers, among them from whom and when or what, an empty line, and its body. */
function isMail(text: string): boolean {
  const [head = ''] = text.slice(0, 64_000).split(/\r?\n\r?\n/, 1);
  const lines = head.split(/\r?\n/);
  const areHeaders = lines.every((line, at) => headerLine.test(line) || (at > 0 && /^[ \t]/.test(line)));
  return areHeaders && neededHeaders.every((needed) => needed.test(head));
}
