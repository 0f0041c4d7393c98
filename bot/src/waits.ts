/** How long the store is waited for, in milliseconds. */
export type StoreLimits = {
  /** For one try, after which another is made. */
  tryMs: number;
  /** For a whole call: its tries, the pauses between them, and the token for it. A document may take longer while it moves. */
  callMs: number;
};

/** How long is waited for what Sightline itself depends on, in milliseconds. */
export type Waits = {
  /** The store, where a person waits. Half of what Teams gives a turn, so that there is time to say so. */
  store: StoreLimits;
  /** The store, where nobody waits: a page holds a thousand rows, and storage itself may take half a minute to find them. */
  storeInWork: StoreLimits;
  /** The store's sign of life, for whoever asks whether this instance is ready. */
  readyMs: number;
  /** A turn in the chat. Teams gives up after 15 seconds: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */
  turnMs: number;
  /** An answer of the API, once the request for it is there: it may take several calls of the store, one after the other. */
  requestMs: number;
};

/** A token for Graph or the connector. */
export const tokenMs = 10_000;

export const usualWaits: Waits = {
  store: { tryMs: 3_500, callMs: 7_000 },
  storeInWork: { tryMs: 15_000, callMs: 30_000 },
  readyMs: 1_500,
  turnMs: 12_000,
  requestMs: 25_000,
};
