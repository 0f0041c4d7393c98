/** Who sends a request: by what they are to the asset or button that it is about, or whoever comes next. */
export type Sender = 'anyone' | 'staff' | 'auditor' | 'owner' | 'manager' | 'holder' | 'nobody';

/** What is done to a body once it is text, so that it is no proper JSON in UTF-8 any more. */
export type Spoil = 'none' | 'cut' | 'doubled' | 'utf16' | 'latin1' | 'half-character';

/**
 * One request, as it is generated: the same for the same seed. Where it needs something that only the running server has
 * given out, such as an asset's id, it holds a place (see `places.ts`), which is filled in when it is sent.
 */
export type Shot = {
  /** What it is, for the table of answers. */
  kind: string;
  sender: Sender;
  /** Picks among everything that there are several of. */
  pick: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** Null for none. */
  body: string | null;
  spoil: Spoil;
};

/** A request with everything filled in. */
export type Sent = { method: string; path: string; headers: Record<string, string>; body: Buffer | null };

/** A body's bytes. */
export function bytesOf(body: string, spoil: Spoil): Buffer {
  switch (spoil) {
    case 'none':
      return Buffer.from(body);
    case 'cut':
      return Buffer.from(body.slice(0, Math.floor(body.length / 2)));
    case 'doubled':
      return Buffer.from(body + body);
    case 'utf16':
      return Buffer.from(body, 'utf16le');
    case 'latin1':
      return Buffer.from(body, 'latin1');
    case 'half-character':
      return Buffer.concat([Buffer.from(body.slice(0, -1)), Buffer.from([0xf0, 0x9f])]);
  }
}
