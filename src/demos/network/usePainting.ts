import { useMemo, useState } from 'react';
import { decodeDrawing, encodeDrawing } from '#ui/drawingText.ts';

/** What the reader painted on a picture. */
interface PaintingView {
  /** The picture with what was painted on it. */
  pixels: Uint8Array | null;
  /** Takes the picture as it was painted on. */
  paint: (pixels: Uint8Array) => void;
  /** Forgets what is painted here and in no link. */
  forget: () => void;
  /** Whether anything is painted on it. */
  isPainted: boolean;
  /** Whether the link can say what: a drawing of few colours on a picture that is not the reader's. */
  inLink: boolean;
}

/**
 * A painting on a picture. As far as a link can say it, it is in the text `drawn`, otherwise it is only
 * here. What is painted on a picture from the reader's device (`isOwn`) never is in a link.
 */
export function usePainting(
  picture: Uint8Array | null,
  isOwn: boolean,
  drawn: string,
  onDrawn: (drawn: string) => void,
): PaintingView {
  const [kept, setKept] = useState<{ on: Uint8Array; pixels: Uint8Array } | null>(null);
  const own = kept && kept.on === picture ? kept.pixels : null;
  const linked = useMemo(() => picture && decodeDrawing(drawn, picture), [picture, drawn]);
  return {
    pixels: own ?? (isOwn ? picture : linked),
    isPainted: own !== null || (!isOwn && drawn !== ''),
    inLink: own === null && !isOwn,
    forget: () => setKept(null),
    paint: (pixels) => {
      if (!picture) return;
      const text = isOwn ? null : encodeDrawing(pixels, picture);
      setKept(text === null ? { on: picture, pixels } : null);
      if (text !== null) onDrawn(text);
    },
  };
}
