import type { FetchedPictures } from './usePictures.ts';

/** Says that pictures did not arrive, and offers to try again; nothing as long as none are missing. */
export function PicturesMissing({ of }: { of: Pick<FetchedPictures, 'failed' | 'retry'> }) {
  if (!of.failed) return null;
  return (
    <p className="demo-error" role="alert">
      The pictures did not arrive, so the figure stays as it is. Check the connection and try again.{' '}
      <button type="button" className="text-button" onClick={of.retry}>
        Try again
      </button>
    </p>
  );
}
