import { largestOf } from '#demos/attribution/drawMap.ts';
import { whereStrongest, whereText } from '#demos/attribution/whereStrongest.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { imageUri } from '#ui/imageUri.ts';

/** A signal at the image, drawn as a picture of its own. */
export interface DrawnSignal {
  src: string;
  /** The number that is drawn as a full colour. */
  scale: number;
  /** Zero everywhere: nothing has come back. */
  empty: boolean;
  /** Where it is strongest, as a sentence. */
  where: string;
}

/** As in the deconvnet's paper: three numbers a pixel are red, green and blue; zero is middle grey. */
export function drawSignal(signal: Float32Array): DrawnSignal {
  const scale = largestOf(signal);
  const pixels = Float32Array.from(signal, (value) => 127.5 * (1 + value / scale));
  const strength = Float32Array.from(
    { length: signal.length / 3 },
    (_, i) =>
      Math.abs(signal[3 * i] ?? 0) +
      Math.abs(signal[3 * i + 1] ?? 0) +
      Math.abs(signal[3 * i + 2] ?? 0),
  );
  return {
    src: imageUri({ width: SIDE, height: SIDE, kind: 'rgb', pixels, scale: 255 }),
    scale,
    empty: signal.every((value) => value === 0),
    where: whereText(whereStrongest(strength, [SIDE, SIDE])),
  };
}
