/*
 * Preloaded into each child of the launcher: when the launcher is gone, however it went, the child stops too. The system
 * closes the channel between the two even when the launcher was killed.
 */

const graceInMs = 5_000;

// What is printed has no reader then, which must not be what ends the child.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.once('disconnect', () => {
  // As if asked to stop, so that what is not yet on disk gets there.
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), graceInMs).unref();
});
// Being tethered is no reason to stay.
process.channel?.unref();
