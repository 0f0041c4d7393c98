import { type Theme, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TeamsHost } from '../sign-in/teams-host.ts';

type ThemeName = 'default' | 'dark' | 'contrast';

const themes: Record<ThemeName, Theme> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

const dark = matchMedia('(prefers-color-scheme: dark)');
const forced = matchMedia('(forced-colors: active)');

function watchSystem(listener: () => void): () => void {
  for (const query of [dark, forced]) query.addEventListener('change', listener);
  return () => {
    for (const query of [dark, forced]) query.removeEventListener('change', listener);
  };
}

/** What the system asks for, where there is no Teams to ask. */
function systemTheme(): ThemeName {
  if (forced.matches) return 'contrast';
  return dark.matches ? 'dark' : 'default';
}

/** Teams' theme, or the system's, as it changes. */
export function useTheme(host: TeamsHost | null): Theme {
  const system = useSyncExternalStore(watchSystem, systemTheme);
  const [told, setTold] = useState<string | null>(null);
  useEffect(() => host?.onThemeChange(setTold), [host]);

  const name = host ? themeNamed(told ?? host.theme) : system;
  useEffect(() => {
    // For what the browser draws itself: scroll bars, the calendar of a date field.
    document.documentElement.style.colorScheme = name === 'default' ? 'light' : 'dark';
  }, [name]);
  return themes[name];
}

function themeNamed(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}
