import { hostname } from 'node:os';
import { ManagedIdentityCredential } from '@azure/identity';
import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import { metrics, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import type { Telemetry, TelemetryAddress } from './start-telemetry.ts';

const metricsEveryMs = 60_000;

/** An open page asks every few seconds whether something is new: that nothing is would be most of all telemetry. */
class WithoutUnchanged extends BatchSpanProcessor {
  override onEnd(span: ReadableSpan): void {
    if (span.attributes['http.response.status_code'] !== 304) super.onEnd(span);
  }
}

/**
 * Exports metrics and traces through the exporter that is inside Microsoft's distribution
 * (learn.microsoft.com/azure/azure-monitor/app/opentelemetry-configuration). The distribution's own instrumentation patches
 * modules as they are loaded, which a bundle leaves nothing to patch of.
 */
export function exportToAzureMonitor({ connectionString, identityClientId, standIn }: TelemetryAddress): Telemetry {
  // The exporter would tell Microsoft how it is used; Sightline sends to the organisation's own workspace only.
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';
  const options = {
    connectionString,
    ...(identityClientId && { credential: new ManagedIdentityCredential({ clientId: identityClientId }) }),
    ...(standIn && { host: standIn, allowInsecureConnection: true }),
    // What can't be sent within its retries is let go, rather than filling a disk.
    disableOfflineStorage: true,
  };
  const resource = resourceFromAttributes({ 'service.name': 'sightline', 'service.instance.id': hostname() });

  const root = new AlwaysOnSampler();
  const tracerProvider = new BasicTracerProvider({
    resource,
    // Whoever calls may name a trace, but not decide what is recorded.
    sampler: new ParentBasedSampler({ root, remoteParentNotSampled: root }),
    spanProcessors: [new WithoutUnchanged(new AzureMonitorTraceExporter(options))],
  });
  const meterProvider = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new AzureMonitorMetricExporter(options),
        exportIntervalMillis: metricsEveryMs,
      }),
    ],
  });
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  return {
    async stop() {
      await Promise.allSettled([tracerProvider.shutdown(), meterProvider.shutdown()]);
    },
  };
}
