import { useFormats } from './locale.tsx';

/** A moment, with the exact one for who points at it. */
export function Moment({ at }: { at: string }) {
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.exact(at)}>
      {formats.moment(at)}
    </time>
  );
}
