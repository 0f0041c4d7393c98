/** `onBytes` hears how much has been sent so far. */
export type Upload = { signal: AbortSignal; onBytes: (bytes: number) => void };

/**
 * Posts a file as it is. Of the two ways that a browser has, only this one tells how far it is.
 *
 * @throws {TypeError} when the server can't be reached, as fetch does; `AbortError` when it was called off
 */
export function postFile(
  path: string,
  file: Blob,
  headers: Record<string, string>,
  { signal, onBytes }: Upload,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onBytes(loaded);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new TypeError('The server can’t be reached'));
    request.onabort = () => reject(new DOMException('Called off', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
