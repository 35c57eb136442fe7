import type { ComponentProps } from 'react';
import { PixelImage } from '#ui/PixelImage.tsx';
import { SIDE } from './sheet.ts';

interface Props extends Partial<ComponentProps<typeof PixelImage>> {
  /** Its class. */
  name: string;
  src: string;
}

/** A test image with its class, beside the maps that are made of it. */
export function TestImage({ name, src, ...more }: Props) {
  return (
    <figure className="demo-picture">
      <figcaption>Test image: {name}</figcaption>
      <PixelImage
        width={SIDE}
        height={SIDE}
        src={src}
        label={`Test image of the class ${name}`}
        role="input"
        size={148}
        {...more}
      />
    </figure>
  );
}
