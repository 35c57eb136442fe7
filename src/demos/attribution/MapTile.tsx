import type { ReactNode } from 'react';
import { ColourScale } from '#ui/ColourScale.tsx';
import { PixelImage, type ImageBox } from '#ui/PixelImage.tsx';
import type { Cell } from '#ui/matrix.ts';
import type { Role } from '#ui/role.ts';
import type { DrawnMap } from './drawMap.ts';

interface Props {
  /** What the map is called. */
  name: ReactNode;
  /** The same in words, if the name is more than text. */
  label?: string;
  /** null where there is none; then the reason stands in `children`. */
  map: DrawnMap | null;
  /** What its numbers are. */
  unit?: string;
  /** Largest width on the page, in CSS pixels. */
  size?: number;
  role?: Role;
  boxes?: readonly ImageBox[];
  onPoint?: (pixel: Cell | null) => void;
  /** What is measured of it; stands below. */
  children?: ReactNode;
}

/** A map with its name, its scale with numbers, and in words where it is strongest. */
export function MapTile(props: Props) {
  const { name, map, unit = '', size = 148, role = 'upstream', boxes, onPoint, children } = props;
  const label = props.label ?? (typeof name === 'string' ? name : 'Map');
  return (
    <figure className="demo-picture map-tile" style={{ width: size }}>
      <figcaption>{name}</figcaption>
      {map && (
        <>
          <PixelImage
            width={map.width}
            height={map.height}
            src={map.src}
            label={`${label}. ${map.where}`}
            role={role}
            size={size}
            boxes={boxes}
            onPoint={onPoint}
          />
          <ColourScale kind={map.signed ? 'signed' : 'unsigned'} scale={map.scale} label={unit} />
        </>
      )}
      {children}
    </figure>
  );
}
