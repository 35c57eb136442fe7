import { expect, test } from 'vitest';

import { decodeState, encodeState } from '#demos/frame/stateLink.ts';
import { fieldsOf, kinds, presets } from '#demos/layer-sequencing/chainLayers.ts';
import { drawStep } from '#demos/layer-sequencing/drawChain.ts';
import { linearFields } from '#demos/layer-sequencing/linearLayers.ts';
import {
  collapseDefaults,
  collapseSchema,
  labDefaults,
  labSchema,
  type LabState,
} from '#demos/layer-sequencing/state.ts';

test('a link says which chain it is', () => {
  for (const { layers } of presets) {
    const state: LabState = { ...labDefaults, layers, seed: 7 };
    const text = encodeState(state, labDefaults);
    expect(decodeState(text, labSchema, labDefaults)).toEqual({ state, notice: null });
  }
  const open = { ...collapseDefaults, relu: false, guess: 'same' as const };
  const text = encodeState(open, collapseDefaults);
  expect(decodeState(text, collapseSchema, collapseDefaults).state).toEqual(open);
});

test('a link with a layer that there is not gives the usual chain, and says so', () => {
  for (const text of [
    '{"layers":[{"type":"attention"}]}',
    '{"layers":[{"type":"conv","kernel":0,"channels":8,"stride":1,"padding":0}]}',
    '{"source":"drawing","drawn":"no drawing"}',
  ]) {
    const { state, notice } = decodeState(text, labSchema, labDefaults);
    expect(state).toEqual(labDefaults);
    expect(notice).not.toBeNull();
  }
});

test('every number that a stepper can reach may stand in a link', () => {
  for (const { layer } of kinds) {
    for (const field of fieldsOf(layer)) {
      for (const value of [field.min, field.max]) {
        const state = { ...labDefaults, layers: [field.with(value)] };
        expect(labSchema.safeParse(state).success).toBe(true);
      }
    }
  }
  for (const field of linearFields({ kind: 'random', size: 3, channels: 8 })) {
    for (const value of [field.min, field.max]) {
      const state = { ...collapseDefaults, layers: [field.with(value)] };
      expect(collapseSchema.safeParse(state).success).toBe(true);
    }
  }
});

test('maps are drawn side by side with paper between, a vector without', () => {
  const maps = drawStep({
    shape: [2, 3, 9],
    maps: new Float32Array(2 * 3 * 8),
    shown: 8,
    scale: 1,
  });
  expect([maps.width, maps.height, maps.channels]).toEqual([8 * 3 + 7, 2, 9]);
  const vector = drawStep({ shape: [5], maps: new Float32Array(5), shown: 5, scale: 1 });
  expect([vector.width, vector.height, vector.isVector]).toEqual([5, 1, true]);
});
