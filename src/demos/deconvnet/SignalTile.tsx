import type { ReactNode } from 'react';
import { SIDE } from '#demos/network/sheet.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import type { DrawnSignal } from './drawSignal.ts';

interface Props {
  name: string;
  /** Whose it is, for a reader who does not see the tiles beside it. */
  label: string;
  signal: DrawnSignal;
  /** What is measured of it; stands below. */
  children?: ReactNode;
}

/** A signal at the image as a picture, with its scale in numbers. */
export function SignalTile({ name, label, signal: { src, scale, empty, where }, children }: Props) {
  return (
    <figure className="demo-picture map-tile" style={{ width: 148 }}>
      <figcaption>{name}</figcaption>
      <PixelImage
        width={SIDE}
        height={SIDE}
        src={src}
        label={`${label}. ${where}`}
        role="upstream"
        size={148}
      />
      <p className="map-facts">
        {empty ? 'zero everywhere' : `grey 0, full ±${formatNumber(scale, 2)}`}
      </p>
      {children}
    </figure>
  );
}
