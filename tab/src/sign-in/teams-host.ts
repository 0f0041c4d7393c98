import { app, pages } from '@microsoft/teams-js';

/** The Teams client around the tab. */
export type TeamsHost = {
  theme: string;
  locale: string;
  /** What a deep link pointed at, such as `asset/<id>`. */
  subPageId: string | null;
  /** Tells each change of theme; Teams keeps one listener only. */
  onThemeChange: (listener: (theme: string) => void) => void;
  /** Opens Teams' own "copy link" for an asset. */
  shareAsset: (id: string, label: string) => void;
};

/**
 * Connects to Teams, or gives null when nobody answers in time: a frame of another page looks the same from inside, and
 * teams-js itself would wait for a minute.
 */
export async function connectTeams(timeoutInMs: number): Promise<TeamsHost | null> {
  const isThere = await Promise.race([
    app.initialize([window.location.origin]).then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), timeoutInMs)),
  ]);
  if (!isThere) return null;
  const context = await app.getContext();
  app.notifyAppLoaded();
  void app.notifySuccess();
  return {
    theme: context.app.theme,
    locale: context.app.locale,
    subPageId: context.page.subPageId || null,
    onThemeChange: (listener) => app.registerOnThemeChangeHandler(listener),
    shareAsset: (id, label) => pages.shareDeepLink({ subPageId: `asset/${id}`, subPageLabel: label }),
  };
}
