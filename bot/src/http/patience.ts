/** How long the slow are waited for, in milliseconds, and how many at once. */
export type Patience = {
  /** For the headers of a request. */
  headersMs: number;
  /** For a whole body that is no file. */
  bodyMs: number;
  /** For a whole file. */
  fileMs: number;
  /** Meanwhile, so many bytes of a file arrive in each so many milliseconds. */
  leastBytes: number;
  leastEveryMs: number;
  /** For any whole request, also a body that nobody reads. */
  requestMs: number;
  /** For a reader who takes nothing of an answer that is there; up to twice that passes until it is noticed. */
  stillMs: number;
  /** For the next request on a connection. */
  keepAliveMs: number;
  /** How often connections are looked through for those that are late. */
  checkEveryMs: number;
  /** For headers where connections are short: those that have been coming for longer make room first. */
  beginningMs: number;
  /** Connections at once. Beyond that, whichever has been quiet longest makes room. */
  mostConnections: number;
  /** Of one address, where addresses tell one caller from another. */
  mostConnectionsEach: number;
};

export const usualPatience: Patience = {
  headersMs: 10_000,
  bodyMs: 20_000,
  fileMs: 120_000,
  // The slowest connection that a large file gets through at all is ten times as fast; a moment without any is none.
  leastBytes: 100_000,
  leastEveryMs: 10_000,
  requestMs: 130_000,
  stillMs: 60_000,
  // Longer than a load balancer keeps a quiet connection, which is four minutes, so that none sends into one that closes:
  // learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout
  keepAliveMs: 245_000,
  checkEveryMs: 5_000,
  beginningMs: 2_000,
  mostConnections: 4_000,
  mostConnectionsEach: 1_000,
};
