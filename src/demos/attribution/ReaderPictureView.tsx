import { lazy, Suspense, type ReactNode } from 'react';
import type { Cell } from '#ui/matrix.ts';
import { PixelImage, type ImageBox } from '#ui/PixelImage.tsx';
import { SIDE } from '#demos/network/sheet.ts';
import type { ReaderPicture } from './useReaderPicture.ts';

/** Comes when it is needed: most readers look and do not draw. */
const DrawingPad = lazy(() =>
  import('#ui/DrawingPad.tsx').then(({ DrawingPad }) => ({ default: DrawingPad })),
);

interface Props {
  picture: ReaderPicture;
  /** Boxes over it, such as what a unit sees. */
  boxes?: readonly ImageBox[];
  /** Largest width on the page, in CSS pixels; a mosaic of two is that wide, too. */
  size?: number;
  onPoint?: (pixel: Cell | null) => void;
  /** What stands beside the picture. */
  children?: ReactNode;
}

/** The reader's picture: to be looked at or, if it may be painted on, a pad with its tools. */
export function ReaderPictureView({ picture, boxes = [], size = 196, onPoint, children }: Props) {
  const { source, painting, pixels, background, title, shown, tiles } = picture;
  const isOwnOrDrawn = source === 'canvas' || title === 'Your picture';
  if (pixels && background && (painting || isOwnOrDrawn)) {
    return (
      <Suspense fallback={children}>
        <DrawingPad
          key={source}
          width={SIDE}
          height={SIDE}
          pixels={pixels}
          background={background}
          onChange={picture.paint}
          title={title}
          label={source === 'canvas' ? 'Canvas to draw on' : `${title}, to paint on`}
          role="input"
          boxes={boxes}
        >
          {children}
        </DrawingPad>
      </Suspense>
    );
  }
  return (
    <>
      <figure className="demo-picture">
        <figcaption>{title}</figcaption>
        <PixelImage
          width={shown.width}
          height={shown.height}
          src={shown.src}
          label={title}
          role="input"
          size={size}
          boxes={[...(tiles.length > 1 ? seams(tiles) : []), ...boxes]}
          onPoint={onPoint}
        />
      </figure>
      {children}
    </>
  );
}

/** The pictures of a mosaic, framed lightly. */
function seams(tiles: readonly ImageBox[]): ImageBox[] {
  return tiles.map(({ row, column, height, width }) => ({
    row,
    column,
    height,
    width,
    cursor: true,
  }));
}
