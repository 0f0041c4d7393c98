import { isLoopback } from '../config.ts';
import { Refusal } from '../domain/errors.ts';

/** Fetches a file that was dropped into a chat, before `until`. @throws {Refusal} `file.elsewhere`, `file.unreachable`, and what `tooLarge` makes */
export type FetchFile = (address: string, until: AbortSignal) => Promise<Uint8Array>;

export type DownloadRules = {
  /** The organisation's own OneDrive and SharePoint, where Teams puts what people drop. Lower case. */
  hosts: readonly string[];
  /** The practice tenant has no SharePoint: files come from this machine. */
  isPractice: boolean;
  mostBytes: number;
  tooLarge: () => Refusal;
};

/**
 * An activity is authentic, but the address in it is data: only the organisation's own hosts are asked, over https, without
 * credentials and without following a redirect, no more than the rules say and no longer than the sender waits.
 */
export function fileFetcher(rules: DownloadRules): FetchFile {
  const { mostBytes, tooLarge } = rules;
  return async (address, until) => {
    if (!isOwn(address, rules)) throw new Refusal('invalid', 'file.elsewhere');
    try {
      const response = await fetch(address, {
        redirect: 'error',
        credentials: 'omit',
        headers: { accept: '*/*', 'accept-encoding': 'identity' },
        signal: until,
      });
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        throw unreachable();
      }
      return await readUpTo(mostBytes, response.body, tooLarge);
    } catch (error) {
      throw error instanceof Refusal ? error : unreachable();
    }
  };
}

function isOwn(address: string, { hosts, isPractice }: DownloadRules): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (url.username !== '' || url.password !== '') return false;
  if (isPractice && /^https?:$/.test(url.protocol) && isLoopback(address)) return true;
  return url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
}

/** What is over the limit is left where it is. */
async function readUpTo(most: number, body: ReadableStream<Uint8Array>, tooLarge: () => Refusal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unreachable(): Refusal {
  return new Refusal('unavailable', 'file.unreachable');
}
