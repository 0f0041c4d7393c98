/*
 * Preloaded into a program that listens on all interfaces and has no setting for it: it listens on loopback instead, so
 * that nobody else in the network can reach it.
 */
import { Server } from 'node:net';

const listen = Server.prototype.listen as (...args: unknown[]) => Server;

Server.prototype.listen = function onLoopback(this: Server, ...args: unknown[]) {
  const [port, ...rest] = args;
  const hasHost = typeof rest[0] === 'string';
  return listen.apply(this, typeof port === 'number' && !hasHost ? [port, '127.0.0.1', ...rest] : args);
} as typeof Server.prototype.listen;
