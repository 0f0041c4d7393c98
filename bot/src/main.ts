import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseConfig } from './config.ts';
import { createLog } from './log.ts';
import { plainReason } from './plain-reason.ts';
import { startTelemetry } from './telemetry/start-telemetry.ts';

try {
  const config = parseConfig(process.env);
  const log = createLog(config);
  // What is wrong with the configuration is told before all the rest is loaded.
  const { startSightline } = await import('./sightline.ts');
  const telemetry = await startTelemetry(config.telemetry);
  const tabFolder = fileURLToPath(new URL('../../tab/dist', import.meta.url));
  const sightline = await startSightline(config, { log, now: () => new Date(), tabFolder });
  log.info({ port: sightline.port }, 'listening');
  sightline.ready.then(
    () => log.info('ready'),
    (error: unknown) => {
      log.error({ err: error }, 'could not start');
      process.exit(1);
    },
  );
  void sightline.failed.then((error) => {
    log.fatal({ err: error }, 'the replica has ended');
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      const stopped = sightline
        .stop()
        .then(() => telemetry.stop())
        .catch((error: unknown) => log.error({ err: error }, 'did not stop cleanly'));
      const tooLate = delay(config.mostStoppingMs).then(() => log.warn('stopped with something still under way'));
      void Promise.race([stopped, tooLate]).then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(plainReason(error));
  process.exit(1);
}
