import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { SigningIn } from '../sign-in/sign-in.ts';
import { App } from './App.tsx';
import { createRouter } from './router.tsx';

/** Draws the tab for whoever is signing in. */
export function draw(root: HTMLElement, signingIn: SigningIn): void {
  createRoot(root).render(
    <StrictMode>
      <App router={createRouter()} signingIn={signingIn} />
    </StrictMode>,
  );
}
