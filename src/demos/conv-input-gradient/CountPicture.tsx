import { ColourScale } from '#ui/ColourScale.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import type { MapKind } from '#ui/colourMaps.ts';
import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  label: string;
  width: number;
  pixels: readonly number[];
  kind: MapKind;
  scale: number;
  scaleLabel: string;
  children?: ReactNode;
}

/** A square map with its scale and what was measured on it. */
export function CountPicture(props: Props) {
  const { title, label, width, pixels, kind, scale, scaleLabel, children } = props;
  return (
    <figure className="ig-picture">
      <figcaption>{title}</figcaption>
      <PixelImage
        width={width}
        height={width}
        data={{ kind, pixels, scale }}
        label={label}
        role="input"
        size={196}
      />
      <ColourScale kind={kind} scale={scale} label={scaleLabel} />
      {children}
    </figure>
  );
}
