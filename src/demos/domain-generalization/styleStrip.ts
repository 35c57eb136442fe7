import { CLASSES, SIDE } from '#numerics/domains/scene.ts';
import { drawScene, type Style } from '#numerics/domains/styles.ts';
import { scenesOf } from '#numerics/domains/study.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';

const STRIP = { width: CLASSES * SIDE, height: SIDE };

/** A picture of each class in a style, side by side. The same scenes in every style. */
export function styleStrip(style: Style): string {
  const pixels = new Uint8ClampedArray(STRIP.width * STRIP.height * 3);
  scenesOf(CLASSES, 5, 0).forEach((scene, i) => {
    const drawn = drawScene(scene, style);
    for (let row = 0; row < SIDE; row++) {
      const line = drawn.subarray(row * SIDE * 3, (row + 1) * SIDE * 3);
      pixels.set(line, (row * STRIP.width + i * SIDE) * 3);
    }
  });
  return pixelsUri(pixels, STRIP);
}
