import { isDestination } from './destinations.ts';

/**
 * The page that a Teams deep link means: `asset/<id>`, or a view with the parameters of its address, such as
 * `register?status=declared`; null for a link that means none.
 */
export function pageOfDeepLink(subPageId: string | null): string | null {
  const id = subPageId?.match(/^asset\/([^/]+)$/)?.[1];
  if (id !== undefined) return `/register/${encodeURIComponent(id)}`;
  const [view = '', query] = subPageId?.split('?', 2) ?? [];
  const path = `/${view}`;
  if (!isDestination(path)) return null;
  return query ? `${path}?${new URLSearchParams(query)}` : path;
}
