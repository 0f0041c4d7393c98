/**
 * Whither to export. `identityClientId`: the managed identity that may send, where a key alone may not. `standIn`: the
 * address of an ingestion on loopback; the exporter would make https of it.
 */
export type TelemetryAddress = { connectionString: string; identityClientId: string | null; standIn: string | null };

/** Telemetry that is under way; stopping sends what is left. */
export type Telemetry = { stop(): Promise<void> };

/**
 * Starts exporting to Azure Monitor where an address is configured. Elsewhere nothing of the exporter is even loaded, which
 * would take a third of a second. Has to come before anything is measured or traced.
 */
export async function startTelemetry(address: TelemetryAddress | null): Promise<Telemetry> {
  if (!address) return { stop: async () => undefined };
  const { exportToAzureMonitor } = await import('./azure-monitor.ts');
  return exportToAzureMonitor(address);
}
