import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { addressParams, parseView, type View } from './view.ts';

/** The view in the address. A change of filters or order is a step that Back undoes; typing in the search is not. */
export function useView(): [View, (view: View, step?: 'push' | 'replace') => void] {
  const [params, setParams] = useSearchParams();
  // The address follows a moment later; what was pressed must show at once. It holds until the address is another.
  const [ahead, setAhead] = useState<{ view: View; of: URLSearchParams } | null>(null);
  const inAddress = useMemo(() => parseView(params), [params]);
  const view = ahead?.of === params ? ahead.view : inAddress;
  const change = useCallback(
    (next: View, step: 'push' | 'replace' = 'push') => {
      setAhead({ view: next, of: params });
      setParams(addressParams(next), { replace: step === 'replace', preventScrollReset: true });
    },
    [params, setParams],
  );
  return [view, change];
}
