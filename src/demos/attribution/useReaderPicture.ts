import { useMemo, useRef, useState } from 'react';
import type { Source } from '#demos/network/PictureChoice.tsx';
import { emptyCanvas, type Sheet } from '#demos/network/sheet.ts';
import type { PictureSet } from '#demos/network/state.ts';
import { usePainting } from '#demos/network/usePainting.ts';
import { imageUri } from '#ui/imageUri.ts';
import type { ImageBox } from '#ui/PixelImage.tsx';
import type { FirstPicture } from './firstPicture.ts';
import { mosaicSize, tileBoxes } from './mosaic.ts';
import type { PictureState } from './state.ts';
import { useTiles } from './useTiles.ts';

/** A picture of a mosaic: its box, and its class if it is a test image. */
export interface Tile extends ImageBox {
  label: number | null;
}

/** The reader's picture, whatever it is, and how it is changed. */
export interface ReaderPicture {
  /** What the network gets, RGB row by row; null while a test image is on its way. */
  pixels: Uint8Array | null;
  /** Whether it is still the first frame's picture, and nothing is painted on it. */
  untouched: boolean;
  /** The picture that was last there, to be looked at meanwhile. */
  shown: { src: string; width: number; height: number };
  height: number;
  width: number;
  /** The picture under what is painted. */
  background: Uint8Array | null;
  tiles: Tile[];
  /** "Test image: cat", "Mosaic: cat, ship", "Your drawing". */
  title: string;
  source: Source;
  set: PictureSet;
  /** Numbers in the set. */
  numbers: readonly number[];
  /** Which of them the next picture replaces. */
  active: number;
  painting: boolean;
  /** Whether a link can say what is seen. */
  inLink: boolean;
  /** Set when the test images did not arrive. */
  failed: boolean;
  retry: () => void;
  paint: (pixels: Uint8Array) => void;
  choose: {
    source: (source: Source) => void;
    picture: (set: PictureSet, number: number) => void;
    count: (count: number) => void;
    active: (tile: number) => void;
    own: (pixels: Uint8Array) => void;
    painting: (painting: boolean) => void;
  };
}

interface Options {
  sheets: Readonly<Record<PictureSet, Sheet>>;
  classes: readonly string[];
  first: FirstPicture;
  state: PictureState;
  /** Takes over changes of the state's picture. */
  update: (change: Partial<PictureState>) => void;
}

/** A second, third and fourth picture of another kind, for whoever asks for a mosaic. */
const others: Record<PictureSet, readonly number[]> = {
  teaching: [20, 2, 11],
  gallery: [400, 50, 250],
};

/** The picture of a demo: of the sheets, several as a mosaic, the reader's own, or drawn. */
export function useReaderPicture({
  sheets,
  classes,
  first,
  state,
  update,
}: Options): ReaderPicture {
  const { set, tiles, drawn } = state;
  const [own, setOwn] = useState<Uint8Array | 'awaited' | null>(null);
  const [painting, setPainting] = useState(false);
  const [active, setActive] = useState(0);
  const lastDrawing = useRef('');

  const isFirst = set === first.set && tiles.join() === first.tiles.join();
  const known = set === 'canvas' ? emptyCanvas : null;
  const sheetName = set === 'canvas' ? 'teaching' : set;
  const loaded = useTiles(sheets[sheetName], tiles, known);
  const isOwn = own instanceof Uint8Array;
  const background = isOwn ? own : loaded.pixels;
  const several = tiles.length > 1 && !isOwn;
  const painted = usePainting(background, isOwn, drawn, (text) => {
    if (set === 'canvas') lastDrawing.current = text;
    update({ drawn: text });
  });
  // A drawing is of one picture's size; a mosaic is not painted on.
  const pixels = several || !painted.isPainted ? background : painted.pixels;
  const size = mosaicSize(isOwn ? 1 : tiles.length);

  const untouched = isFirst && own === null && !painted.isPainted;
  const src = useMemo(
    () => pixels && !untouched && imageUri({ ...size, kind: 'rgb', pixels, scale: 255 }),
    [pixels, untouched],
  );
  const last = useRef<ReaderPicture['shown']>({
    src: first.src,
    ...mosaicSize(first.tiles.length),
  });
  if (src) last.current = { src, ...size };
  else if (untouched) last.current = { src: first.src, ...size };

  const show = (change: Partial<PictureState>) => {
    setOwn(null);
    painted.forget();
    update({ drawn: '', ...change });
  };
  const labels = tiles.map((tile) =>
    isOwn || set === 'canvas' ? null : (sheets[set].labels[tile] ?? null),
  );
  const names = labels.map((label) => classes[label ?? -1] ?? '');
  const testTitle = several ? `Mosaic: ${names.join(', ')}` : `Test image: ${names.join()}`;
  const at = Math.min(active, tiles.length - 1);

  return {
    pixels,
    untouched,
    shown: last.current,
    ...size,
    background,
    tiles: tileBoxes(isOwn ? 1 : tiles.length).map((box, i) => ({
      ...box,
      label: labels[i] ?? null,
    })),
    title: isOwn ? 'Your picture' : set === 'canvas' ? 'Your drawing' : testTitle,
    source: own !== null ? 'own' : set,
    set: sheetName,
    numbers: tiles,
    active: at,
    painting: painting && !several,
    inLink: painted.inLink || several,
    failed: loaded.failed && !isOwn,
    retry: loaded.retry,
    paint: painted.paint,
    choose: {
      source: (source) => {
        setPainting(false);
        if (source === 'own') setOwn('awaited');
        else if (source === 'canvas') show({ set: source, tiles: [0], drawn: lastDrawing.current });
        else
          show({ set: source, tiles: tiles.length > 1 ? tilesOf(source, 0, tiles.length) : [0] });
      },
      picture: (to, number) =>
        show({ set: to, tiles: tiles.map((tile, i) => (i === at ? number : tile)) }),
      count: (count) => {
        setPainting(false);
        setActive(count === 1 ? 0 : Math.min(active, count - 1));
        show({ set: sheetName, tiles: tilesOf(sheetName, tiles[0] ?? 0, count) });
      },
      active: setActive,
      own: (picture) => {
        painted.forget();
        setOwn(picture);
      },
      painting: setPainting,
    },
  };
}

function tilesOf(set: PictureSet, first: number, count: number): number[] {
  return [first, ...others[set].slice(0, count - 1)];
}
