import type { ReactNode } from 'react';
import { ColourScale } from '#ui/ColourScale.tsx';
import type { Cell } from '#ui/matrix.ts';
import { PixelImage, type ImageBox, type PickedUnits } from '#ui/PixelImage.tsx';

/** A square around a point of a picture; whole numbers are the middles of pixels. */
export interface Frame {
  centre: readonly [number, number];
  side: number;
}

interface Props {
  title: ReactNode;
  label: string;
  /** Pixels of a side of the map. */
  side: number;
  /** Shares of the energy, row by row … */
  energy?: Float32Array | undefined;
  /** … or the map as a picture, and its largest share. */
  ready?: { src: string; largest: number } | undefined;
  frames: readonly Frame[];
  onPick?: ((pixel: Cell) => void) | undefined;
  pick?: Cell | undefined;
  units?: PickedUnits | undefined;
  /** Thin frames: for views of a few pixels, which broad ones would cover. */
  fine?: boolean | undefined;
}

/** A map of influence with its frames and its scale: how much a pixel's share is of an even one. */
export function EnergyPicture(props: Props) {
  const { title, label, side, energy, ready, frames, onPick, pick, units, fine } = props;
  const largest = ready?.largest ?? energy?.reduce((most, share) => Math.max(most, share), 0) ?? 1;
  return (
    <figure className={`demo-picture${fine ? ' rf-fine' : ''}`}>
      <figcaption>{title}</figcaption>
      <PixelImage
        width={side}
        height={side}
        {...(ready
          ? { src: ready.src }
          : energy && { data: { kind: 'unsigned' as const, pixels: energy, scale: largest } })}
        label={label}
        role="input"
        size={224}
        boxes={frames.map((frame) => boxOf(frame, side))}
        onPick={onPick}
        pick={pick}
        units={units}
      />
      <ColourScale kind="unsigned" scale={100 * largest} label="share of the energy, %" />
    </figure>
  );
}

/** The frame as a box within the picture. */
export function boxOf({ centre, side }: Frame, pixels: number): ImageBox {
  const along = (middle: number): [number, number] => {
    const first = Math.max(0, middle + 0.5 - side / 2);
    return [first, Math.min(pixels, middle + 0.5 + side / 2) - first];
  };
  const [row, height] = along(centre[0]);
  const [column, width] = along(centre[1]);
  return { row, column, height, width };
}
