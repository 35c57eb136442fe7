import { PATCH } from '#numerics/texture/textureSheet.ts';
import { PixelImage } from '#ui/PixelImage.tsx';

interface Props {
  src: string | undefined;
  /** What stands beneath, and what the picture is called. */
  name: string;
  /** Width on the page, in CSS pixels. */
  size: number;
}

/** A square patch with its name. */
export function PatchTile({ src, name, size }: Props) {
  return (
    <span className="ts-tile">
      <PixelImage width={PATCH} height={PATCH} src={src} label={`Patch: ${name}`} size={size} />
      <span aria-hidden="true">{name}</span>
    </span>
  );
}
