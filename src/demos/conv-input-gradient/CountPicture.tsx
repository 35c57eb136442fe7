import type { ReactNode } from 'react';
import { ColourScale } from '#ui/ColourScale.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import type { MapPicture } from './pictures.ts';

interface Props {
  title: ReactNode;
  label: string;
  picture: MapPicture;
  scaleLabel: string;
  children?: ReactNode;
}

/** A square map with its scale and what was measured on it. */
export function CountPicture({ title, label, picture, scaleLabel, children }: Props) {
  const { src, side, kind, scale } = picture;
  return (
    <figure className="demo-picture">
      <figcaption>{title}</figcaption>
      <PixelImage width={side} height={side} src={src} label={label} role="input" size={196} />
      <ColourScale kind={kind} scale={scale} label={scaleLabel} />
      {children}
    </figure>
  );
}
