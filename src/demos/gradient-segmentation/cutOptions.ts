import type { SeededCutOptions } from '#numerics/segmentation/seededCut.ts';
import type { CutsState } from './state.ts';

/** How a state cuts. */
export function cutOptions(
  state: Pick<CutsState, 'foreground' | 'background' | 'lambda' | 'certain'>,
): SeededCutOptions {
  return {
    foregroundShare: state.foreground / 100,
    backgroundShare: state.background / 100,
    lambda: state.lambda,
    certain: state.certain,
  };
}
