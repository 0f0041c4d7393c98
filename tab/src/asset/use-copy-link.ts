import { useHref } from 'react-router';
import { useAnnounce } from '../components/Announcer.tsx';
import { useWords } from '../components/locale.tsx';
import { useSession } from '../sign-in/session.ts';

/** Shares an asset: by Teams' own dialog there, by the clipboard elsewhere. */
export function useCopyLink(): (id: string, label: string) => void {
  const { host } = useSession();
  const announce = useAnnounce();
  const { asset } = useWords().tab;
  const base = useHref('/register');
  return (id, label) => {
    if (host) {
      host.shareAsset(id, label);
      return;
    }
    navigator.clipboard.writeText(new URL(`${base}/${encodeURIComponent(id)}`, window.location.origin).href).then(
      () => announce(asset.copied),
      () => announce(asset.notCopied),
    );
  };
}
