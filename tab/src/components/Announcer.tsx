import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useSharedStyles } from './styles.ts';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Says something to screen readers without moving the focus. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}

/** Holds the one live region of the page. It is there from the start, since a new one is not read. */
export function Announcer({ children }: { children: ReactNode }) {
  const shared = useSharedStyles();
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className={shared.hidden}>
        <span key={said.turn}>{said.text}</span>
      </div>
    </AnnounceContext>
  );
}
