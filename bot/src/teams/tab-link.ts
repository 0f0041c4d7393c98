import type { Config } from '../config.ts';

/**
 * The address of an asset in the tab (of the tab itself for an empty id): a Teams deep link where the app's id is known,
 * the plain page otherwise. Only ids go into it.
 */
export function tabLink(
  config: Pick<Config, 'app' | 'tenantId' | 'publicUrl' | 'teamsUrl'>,
): (assetId: string) => string {
  const { app, tenantId, publicUrl, teamsUrl } = config;
  return (assetId) => {
    const page = `${publicUrl}/tab/register${assetId && `/${assetId}`}`;
    if (!app.teamsAppId) return page;
    const query = new URLSearchParams({ tenantId, webUrl: page, label: 'Sightline' });
    if (assetId) query.set('context', JSON.stringify({ subEntityId: `asset/${assetId}` }));
    return `${teamsUrl}/l/entity/${app.teamsAppId}/register?${query}`;
  };
}
