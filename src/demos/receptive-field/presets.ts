import { alexnet } from '#numerics/architectures/alexnet.ts';
import type { Architecture } from '#numerics/architectures/layer.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';
import type { BuiltLayer } from './state.ts';

/** A stack and the side of its input. */
export interface Stack {
  layers: BuiltLayer[];
  side: number;
}

const conv = (k: number, p = 0, d = 1): BuiltLayer => ({ t: 'conv', k, s: 1, p, d });
const pool: BuiltLayer = { t: 'pool', k: 2, s: 2, p: 0, d: 1 };

/** Stacks worth a look. */
export const presets = {
  three: { name: 'three 3×3', stack: { layers: [conv(3), conv(3), conv(3)], side: 32 } },
  dilated: {
    name: 'dilations 1, 2, 4',
    stack: { layers: [conv(3), conv(3, 0, 2), conv(3, 0, 4)], side: 32 },
  },
  eight: { name: 'eight 3×3', stack: { layers: repeated(8), side: 40 } },
  sixteen: { name: 'sixteen 3×3', stack: { layers: repeated(16), side: 40 } },
  base: {
    name: 'the book’s network',
    stack: {
      layers: [conv(5, 2), pool, conv(3, 1), conv(3, 1), pool, conv(3, 1), conv(3, 1)],
      side: 32,
    },
  },
  alexnet: { name: 'AlexNet', stack: stackOf(alexnet) },
  vgg: { name: 'VGG-16', stack: stackOf(vgg16) },
} satisfies Record<string, { name: string; stack: Stack }>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];

/** The preset with exactly this stack, if there is one. */
export function presetOf({ layers, side }: Stack): PresetName | null {
  const text = JSON.stringify([layers, side]);
  return (
    presetNames.find((name) => {
      const { stack } = presets[name];
      return JSON.stringify([stack.layers, stack.side]) === text;
    }) ?? null
  );
}

function repeated(count: number): BuiltLayer[] {
  return Array.from({ length: count }, () => conv(3));
}

/** The windows of an architecture, up to where its maps end. */
function stackOf({ inputShape, layers }: Architecture): Stack {
  return {
    side: inputShape[0],
    layers: layers.flatMap((layer): BuiltLayer[] => {
      switch (layer.type) {
        case 'conv':
        case 'maxPool':
          return [
            {
              t: layer.type === 'conv' ? 'conv' : 'pool',
              k: layer.kernel,
              s: layer.stride ?? 1,
              p: layer.padding ?? 0,
              d: 1,
            },
          ];
        default:
          return [];
      }
    }),
  };
}
