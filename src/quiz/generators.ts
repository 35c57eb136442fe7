import type { GeneratorName } from './generatorNames.ts';
import * as attacks from './generators/attacks.ts';
import * as embeddings from './generators/embeddings.ts';
import * as entries from './generators/entries.ts';
import * as gates from './generators/gates.ts';
import type { Generator } from './generators/generated.ts';
import * as layers from './generators/layers.ts';
import * as maps from './generators/maps.ts';
import * as scales from './generators/scales.ts';
import * as shifts from './generators/shifts.ts';
import * as signals from './generators/signals.ts';
import * as sizes from './generators/sizes.ts';
import * as turning from './generators/turning.ts';
import * as views from './generators/views.ts';
import * as weighing from './generators/weighing.ts';

/** The numeric items that can be drawn anew, by the name an author writes in quiz.yaml. */
export const generators: Record<GeneratorName, Generator> = {
  'output-size': sizes.outputSizeItem,
  'dilated-output-size': sizes.dilatedOutputSizeItem,
  'chain-output-size': sizes.chainOutputSizeItem,
  'fused-kernel-entry': entries.fusedKernelEntryItem,
  'kernel-gradient-size': sizes.kernelGradientSizeItem,
  'kernel-gradient-entry': entries.kernelGradientEntryItem,
  'kernel-gradient-strided-entry': entries.kernelGradientStridedEntryItem,
  'dilated-gradient-size': sizes.dilatedGradientSizeItem,
  'bias-gradient-sum': entries.biasGradientSumItem,
  'input-gradient-padding': sizes.inputGradientPaddingItem,
  'input-gradient-entry': entries.inputGradientEntryItem,
  'input-gradient-strided-entry': entries.inputGradientStridedEntryItem,
  'transposed-output-size': sizes.transposedOutputSizeItem,
  'parameter-count': layers.parameterCountItem,
  'dense-parameter-count': layers.denseParameterCountItem,
  'multiply-add-count': layers.multiplyAddCountItem,
  'receptive-field': layers.receptiveFieldItem,
  'map-shift': shifts.mapShiftItem,
  'guaranteed-shifts': shifts.guaranteedShiftsItem,
  'shifted-max-pool': shifts.shiftedMaxPoolItem,
  'pyramid-levels': scales.pyramidLevelsItem,
  'receptive-field-jump': views.receptiveFieldJumpItem,
  'receptive-field-start': views.receptiveFieldStartItem,
  'dilated-receptive-field': views.dilatedReceptiveFieldItem,
  'variance-share': embeddings.varianceShareItem,
  'neighbour-votes': embeddings.neighbourVotesItem,
  'rank-differences': maps.rankDifferencesItem,
  'occlusion-passes': maps.occlusionPassesItem,
  'weighed-place': weighing.weighedPlaceItem,
  'guided-signal': signals.guidedSignalItem,
  'turned-unit': turning.turnedUnitItem,
  'relu-rule': gates.reluRuleItem,
  'one-pixel-drop': attacks.onePixelDropItem,
};
