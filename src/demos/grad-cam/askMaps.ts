import type { AttributionMapsInput } from '#numerics/tasks/attribution-maps.ts';
import type { WeighingState } from './state.ts';

/** How the class is asked for, without the picture. */
export type Weighing = Pick<
  WeighingState,
  'asked' | 'layer' | 'pooling' | 'rectify' | 'counterfactual' | 'guided'
>;

/** What is asked of the task: the map, CAM, the map that CAM is compared with, and the product. */
export function askMaps(
  { asked, layer, pooling, rectify, counterfactual, guided }: Weighing,
  picture: Pick<AttributionMapsInput, 'pixels' | 'height' | 'width'>,
): AttributionMapsInput {
  const options = { layer, pooling, rectify, counterfactual };
  return {
    ...picture,
    target: { kind: 'class', index: asked, as: 'score' },
    methods: [
      { id: 'gradCam', options },
      { id: 'cam' },
      { id: 'gradCam', options: { layer: 'conv5', rectify: false } },
      ...(guided ? [{ id: 'guidedGradCam' as const, options }] : []),
    ],
  };
}
