import type { ComponentType, ReactNode } from 'react';
import { createBrowserRouter, Navigate, Outlet, type RouteObject } from 'react-router';
import type { GeneralAction } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { PurchasesScreen } from '../purchases/PurchasesScreen.tsx';
import { RegisterScreen } from '../register/RegisterScreen.tsx';
import { TodayScreen } from '../today/TodayScreen.tsx';
import { ComingPage } from './ComingPage.tsx';
import { startOf } from './destinations.ts';
import { BrokenPage, UnknownPage } from './FaultPages.tsx';
import { Root } from './Root.tsx';
import { Shell } from './Shell.tsx';

function Start() {
  const me = useMyself();
  return <Navigate to={startOf(me)} replace />;
}

/** A page for those who may do something; everyone else is led to where they start. */
function Only({ may, children }: { may: GeneralAction; children: ReactNode }) {
  return useMyself().may.includes(may) ? children : <Start />;
}

/** A page for those who may do something, loaded when one of them goes there. */
function only(path: string, may: GeneralAction, load: () => Promise<ComponentType>): RouteObject {
  return {
    path,
    element: (
      <Only may={may}>
        <Outlet />
      </Only>
    ),
    children: [{ index: true, lazy: async () => ({ Component: await load() }) }],
  };
}

/** Every page of the tab and its address. Where nobody starts is loaded when it is gone to. */
const pages: RouteObject[] = [
  { index: true, element: <Start /> },
  {
    path: 'today',
    element: (
      <Only may="today.read">
        <TodayScreen />
      </Only>
    ),
  },
  {
    path: 'register',
    element: (
      <Only may="register.list-all">
        <RegisterScreen />
      </Only>
    ),
  },
  { path: 'register/:id', lazy: async () => ({ Component: (await import('../asset/AssetScreen.tsx')).AssetScreen }) },
  only('renewals', 'register.list-all', async () => (await import('../renewals/RenewalsScreen.tsx')).RenewalsScreen),
  only('overview', 'register.list-all', async () => (await import('../overview/OverviewScreen.tsx')).OverviewScreen),
  { path: 'purchases', element: <PurchasesScreen /> },
  {
    path: 'decisions',
    lazy: async () => ({ Component: (await import('../decisions/DecisionsScreen.tsx')).DecisionsScreen }),
  },
  only('notices', 'notices.list', async () => (await import('../notices/NoticesScreen.tsx')).NoticesScreen),
  only('settings', 'settings.read', async () => (await import('../settings/SettingsScreen.tsx')).SettingsScreen),
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
  const framed: RouteObject[] = [
    {
      element: <Shell />,
      children: [{ errorElement: <BrokenPage />, hydrateFallbackElement: <ComingPage />, children: pages }],
    },
  ];
  return createBrowserRouter([{ element: <Root />, errorElement: <BrokenPage />, children: framed }], {
    basename: '/tab',
  });
}
