import { useEffect, useRef, useState } from 'react';
import type { ReaderPixels } from '#numerics/images/squareOf.ts';
import { ownSquare } from './useNamedPicture.ts';

interface Props {
  /** What the picture is for: "content". */
  label: string;
  /** Whether the reader's picture is in use. */
  used: boolean;
  onPicture: (picture: ReaderPixels | null) => void;
}

/** A picture from the reader's device, or back to the book's. */
export function OwnSquare({ label, used, onPicture }: Props) {
  const [refused, setRefused] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A browser says nothing of a file that is chosen again, unless it was let go.
    if (!used && input.current) input.current.value = '';
  }, [used]);
  const take = (file: File | undefined) => {
    if (!file) return;
    ownSquare(file).then(
      (picture) => {
        setRefused('');
        onPicture(picture);
      },
      () => setRefused(`“${file.name}” is not a picture that this browser can read.`),
    );
  };
  return (
    <div className="gram-own needs-script">
      <label className="control-label">
        Your own {label}{' '}
        <input
          ref={input}
          type="file"
          accept="image/*"
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </label>
      {used && (
        <button type="button" className="text-button" onClick={() => onPicture(null)}>
          Back to the book’s
        </button>
      )}
      <span className="control-message" role="alert">
        {refused}
      </span>
    </div>
  );
}
