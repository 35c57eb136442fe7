import { describe, expect, test } from 'vitest';
import { boxOf } from '#demos/receptive-field/EnergyPicture.tsx';
import { build, notMeasurable } from '#demos/receptive-field/built.ts';
import { presetNames, presetOf, presets } from '#demos/receptive-field/presets.ts';
import {
  builderDefaults,
  builderSchema,
  measuredDefaults,
  measuredSchema,
} from '#demos/receptive-field/state.ts';

describe('the builder', () => {
  test.each(presetNames)('offers %s as a stack that fits and that a link can carry', (name) => {
    const { stack } = presets[name];
    expect(build(stack.layers, stack.side).fault).toBeNull();
    expect(builderSchema.safeParse({ ...stack, guess: null }).success).toBe(true);
    expect(presetOf(stack)).toBe(name);
  });

  test('shows the published sizes of AlexNet and VGG-16', () => {
    const sizes = (name: 'alexnet' | 'vgg') =>
      build(presets[name].stack.layers, presets[name].stack.side).fields.map(({ size }) => size[0]);
    expect(sizes('alexnet')).toEqual([11, 19, 51, 67, 99, 131, 163, 195]);
    expect(sizes('vgg').slice(-2)).toEqual([196, 212]);
  });

  test('follows a stack up to the layer that does not fit, and says why', () => {
    const { fields, fault, diameters } = build(presets.sixteen.stack.layers, 10);
    expect(fields).toHaveLength(4);
    expect(diameters).toHaveLength(4);
    expect(fault?.index).toBe(4);
    expect(fault?.message).toContain('does not fit');
  });

  test('measures what it can, and says what it cannot', () => {
    const { layers } = presets.base.stack;
    expect(notMeasurable(layers, 32)).toBeNull();
    expect(notMeasurable(layers, 212)).toContain('65');
    expect(notMeasurable(presets.alexnet.stack.layers, 60)).toContain('k = s');
  });

  test('refuses a link with no layer, too many, or a stride of 9', () => {
    const accepts = (change: object) =>
      builderSchema.safeParse({ ...builderDefaults, ...change }).success;
    const [layer] = builderDefaults.layers;
    expect(accepts({})).toBe(true);
    expect(accepts({ layers: [] })).toBe(false);
    expect(accepts({ layers: Array.from({ length: 21 }, () => layer) })).toBe(false);
    expect(accepts({ layers: [{ ...layer, s: 9 }] })).toBe(false);
  });
});

test('a link to the measurement may name any unit there is, and no other', () => {
  const accepts = (change: object) =>
    measuredSchema.safeParse({ ...measuredDefaults, ...change }).success;
  expect(accepts({ layer: 'conv1', row: 31, column: 0 })).toBe(true);
  expect(accepts({ layer: 'conv5', row: 8 })).toBe(false);
  expect(accepts({ layer: 'average' })).toBe(false);
});

test('a frame is cut where the picture ends', () => {
  expect(boxOf({ centre: [2, 2], side: 3 }, 5)).toEqual({ row: 1, column: 1, height: 3, width: 3 });
  expect(boxOf({ centre: [0, 4], side: 3 }, 5)).toEqual({ row: 0, column: 3, height: 2, width: 2 });
});
