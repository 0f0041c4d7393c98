/**
 * A checksum of a set of texts, whatever the order in which they came: equal sets have equal checksums on every instance.
 * 64 bits in two lanes; it tells contents apart and proves nothing.
 */
export function setChecksum() {
  let high = 0;
  let low = 0;
  return {
    add(text: string): void {
      high = (high + mixed(text, 0x811c9dc5)) | 0;
      low = (low + mixed(text, 0x9747b28c)) | 0;
    },
    remove(text: string): void {
      high = (high - mixed(text, 0x811c9dc5)) | 0;
      low = (low - mixed(text, 0x9747b28c)) | 0;
    },
    text: () => hex(high) + hex(low),
  };
}

/** FNV-1a with the finalizer of MurmurHash3, so that sums of similar texts spread. */
function mixed(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}
