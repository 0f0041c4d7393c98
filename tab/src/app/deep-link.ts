const views: readonly string[] = ['today', 'register', 'renewals', 'overview', 'decisions', 'notices', 'purchases'];

/**
 * The page that a Teams deep link means: `asset/<id>`, or a view with the parameters of its address, such as
 * `register?status=declared`; null for a link that means none.
 */
export function pageOfDeepLink(subPageId: string | null): string | null {
  const id = subPageId?.match(/^asset\/([^/]+)$/)?.[1];
  if (id !== undefined) return `/register/${encodeURIComponent(id)}`;
  const [view = '', query] = subPageId?.split('?', 2) ?? [];
  if (!views.includes(view)) return null;
  return query ? `/${view}?${new URLSearchParams(query)}` : `/${view}`;
}
