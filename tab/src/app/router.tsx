import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { useMyself } from '../api/me.ts';
import { PurchasesScreen } from '../purchases/PurchasesScreen.tsx';
import { RegisterScreen } from '../register/RegisterScreen.tsx';
import { destinationsFor } from './destinations.ts';
import { BrokenPage, UnknownPage } from './FaultPages.tsx';
import { Root } from './Root.tsx';
import { Shell } from './Shell.tsx';

function Start() {
  const me = useMyself();
  return <Navigate to={destinationsFor(me)[0]?.path ?? '/purchases'} replace />;
}

function Register() {
  return useMyself().seesAll ? <RegisterScreen /> : <Start />;
}

/** Every page of the tab and its address. Where nobody starts is loaded when it is gone to. */
const pages: RouteObject[] = [
  { index: true, element: <Start /> },
  { path: 'register', element: <Register /> },
  { path: 'register/:id', lazy: async () => ({ Component: (await import('../asset/AssetScreen.tsx')).AssetScreen }) },
  { path: 'purchases', element: <PurchasesScreen /> },
  {
    path: 'declare',
    lazy: async () => ({ Component: (await import('../purchases/DeclareScreen.tsx')).DeclareScreen }),
  },
  {
    path: 'declare/:id',
    lazy: async () => ({ Component: (await import('../purchases/DeclareAssetScreen.tsx')).DeclareAssetScreen }),
  },
  { path: '*', element: <UnknownPage /> },
];

export type Router = ReturnType<typeof createBrowserRouter>;

export function createRouter(): Router {
  const framed: RouteObject[] = [{ element: <Shell />, children: [{ errorElement: <BrokenPage />, children: pages }] }];
  return createBrowserRouter([{ element: <Root />, errorElement: <BrokenPage />, children: framed }], {
    basename: '/tab',
  });
}

/** The page that a Teams deep link means by `asset/<id>`; null for a link that means none. */
export function pageOfDeepLink(subPageId: string | null): string | null {
  const id = subPageId?.match(/^asset\/([^/]+)$/)?.[1];
  return id === undefined ? null : `/register/${encodeURIComponent(id)}`;
}
