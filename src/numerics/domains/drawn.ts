import { inputsOf } from '../conflict/answersOf.ts';
import type { Examples } from '../training/trainEpoch.ts';
import { SIDE, type Scene } from './scene.ts';
import { drawScene, type Style } from './styles.ts';

/** Scenes drawn in one style, as a network takes them. */
export function drawn(scenes: readonly Scene[], style: Style): Examples {
  return {
    values: inputsOf(scenes.map((scene) => drawScene(scene, style))),
    shape: [SIDE, SIDE, 3],
    labels: scenes.map(({ label }) => label),
  };
}
