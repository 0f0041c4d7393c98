import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createRouter } from './app/router.tsx';
import { takePersona } from './sign-in/practice.ts';
import './app/page.css';

// Before the router reads the address.
const persona = takePersona();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App router={createRouter()} persona={persona} />
  </StrictMode>,
);
