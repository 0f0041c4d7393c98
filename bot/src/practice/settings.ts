import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_533).default(fallback);
const text = z
  .string()
  .optional()
  .transform((value) => value?.trim() || null);

const Environment = z.object({
  PORT: port(3978),
  GRAPH_PORT: port(3979),
  PLAYGROUND_PORT: port(56150),
  DATA_DIR: z.string().default('.data'),
  PUBLIC_URL: text,
  STORAGE_CONNECTION_STRING: text,
  GRAPH_ENDPOINT: text,
  LOGIN_ENDPOINT: text,
  AAD_APP_TENANT_ID: text,
  AAD_APP_CLIENT_ID: text,
});

export type Settings = {
  port: number;
  graphPort: number;
  playgroundPort: number;
  dataDir: string;
  publicUrl: string;
  storage: string | null;
  graphEndpoint: string | null;
  loginEndpoint: string | null;
  tenantId: string | null;
  clientId: string | null;
};

/** What the launcher itself needs of the environment. @throws {Error} that names each bad setting */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) throw new Error(`These settings can't be used:\n${z.prettifyError(parsed.error)}`);
  const values = parsed.data;
  return {
    port: values.PORT,
    graphPort: values.GRAPH_PORT,
    playgroundPort: values.PLAYGROUND_PORT,
    dataDir: values.DATA_DIR,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    storage: values.STORAGE_CONNECTION_STRING,
    graphEndpoint: values.GRAPH_ENDPOINT,
    loginEndpoint: values.LOGIN_ENDPOINT,
    tenantId: values.AAD_APP_TENANT_ID,
    clientId: values.AAD_APP_CLIENT_ID,
  };
}
