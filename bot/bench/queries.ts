/** Queries as ITAM staff make them: filtered, sorted and searched, no two alike. */
export function queries(count: number): string[] {
  const searches = [
    'power',
    'power bi',
    'visio',
    'plan',
    'finance',
    'köhler',
    'an',
    'figma',
    'copilot',
    'dashboards',
    'cc-14',
    'hugo',
  ];
  const filters = [
    'status=detected',
    'status=declared&status=approved',
    'department=Finance',
    'flag=trial',
    'renewsAfter=2026-12-01&renewsBefore=2027-03-01',
    'source=discovery',
    'status=detected&department=Sales',
  ];
  const sorts = ['renewsOn', '-perMonth', 'product', 'owner', '-updatedAt', 'department', 'status', '-quantity'];
  return Array.from({ length: count }, (_, at) => {
    const search = encodeURIComponent(searches[at % searches.length] ?? '');
    return `search=${search}&${filters[at % filters.length]}&sort=${sorts[at % sorts.length]}&limit=${40 + (at % 20)}`;
  });
}
