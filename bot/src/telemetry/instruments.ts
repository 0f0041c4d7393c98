import { type Meter, metrics } from '@opentelemetry/api';

/**
 * What is measured. The alerts in infra/alerts.bicep ask for these by name. An instrument that nothing is exported from
 * counts nothing, and stays so: telemetry has to start before anything is counted.
 */
export const instruments = {
  /** Seconds, by method, route and status; named as OpenTelemetry's conventions do. */
  requestDuration: lazily((meter) => meter.createHistogram('http.server.request.duration', { unit: 's' })),
  /** Seconds, by the type of the activity. */
  turnDuration: lazily((meter) => meter.createHistogram('sightline.turn.duration', { unit: 's' })),
  /** Seconds that one attempt took, its wait for a slot included. */
  deliveryDuration: lazily((meter) => meter.createHistogram('sightline.delivery.duration', { unit: 's' })),
  /** Polls that read Graph's list to its end and recorded it. */
  discoveryCompleted: lazily((meter) => meter.createCounter('sightline.discovery.completed')),
  /** Polls that lacked so much of what was listed that nothing was taken for gone. */
  discoveryHeldBack: lazily((meter) => meter.createCounter('sightline.discovery.held_back')),
  /** Notices that were given up. */
  noticesParked: lazily((meter) => meter.createCounter('sightline.notices.parked')),
  /** Faults that a verification found. */
  verifyFailed: lazily((meter) => meter.createCounter('sightline.verify.failed')),
  /** Calls that the store did not answer, or not in time, by service; after all their tries. */
  storeUnavailable: lazily((meter) => meter.createCounter('sightline.store.unavailable')),
  /** The age of the oldest notice that waits for delivery. A histogram, since only those are exported with a maximum. */
  noticesOldest: lazily((meter) => meter.createHistogram('sightline.notices.oldest_seconds', { unit: 's' })),
} as const;

function lazily<T>(make: (meter: Meter) => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make(metrics.getMeter('sightline'));
    return made;
  };
}
