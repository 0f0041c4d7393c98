/** How this server's people sign in; `GET /api/config` tells it to anyone. */
export type SignInConfig = {
  clientId: string;
  tenantId: string;
  signIn: 'teams' | 'practice';
  practice: { url: string } | null;
};

/** @throws {TypeError} when the server can't be reached or answers something else */
export async function fetchConfig(): Promise<SignInConfig> {
  const response = await fetch('/api/config', { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new TypeError(`/api/config answered ${response.status}`);
  return (await response.json()) as SignInConfig;
}
