import { describe, expect, test } from 'vitest';

import { alexnet } from '#numerics/architectures/alexnet.ts';
import { architectureOf } from '#numerics/architectures/architectureOf.ts';
import type { Architecture } from '#numerics/architectures/layer.ts';
import { ledger, totalsOf, type LedgerLine } from '#numerics/architectures/ledger.ts';
import { resnet50 } from '#numerics/architectures/resnet50.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';
import { shippedModel, shippedNames } from '../network/shipped.ts';

/** [name, output shape, parameters, multiply-adds] of the layers that have parameters. */
function weighted(architecture: Architecture) {
  return ledger(architecture)
    .filter(({ parameters }) => parameters > 0)
    .map(({ name, outputShape, parameters, multiplyAdds }) => [
      name,
      outputShape.join('×'),
      parameters,
      multiplyAdds,
    ]);
}

/** Outputs of convolutions and dense layers only, as many tools count activations. */
function weightedActivations(architecture: Architecture): number {
  const has = ({ layer: { type } }: LedgerLine) => type === 'conv' || type === 'dense';
  return totalsOf(ledger(architecture).filter(has)).activations;
}

describe('AlexNet', () => {
  test('has 60,965,224 parameters, and 62,378,344 without its two groups', () => {
    expect(totalsOf(ledger(alexnet)).parameters).toBe(60_965_224);
    const layers = alexnet.layers.map((layer) =>
      layer.type === 'conv' ? { ...layer, groups: 1 } : layer,
    );
    expect(totalsOf(ledger({ ...alexnet, layers })).parameters).toBe(62_378_344);
  });

  test('layer by layer', () => {
    expect(weighted(alexnet)).toEqual([
      ['conv1', '55×55×96', 34_944, 105_415_200],
      ['conv2', '27×27×256', 307_456, 223_948_800],
      ['conv3', '13×13×384', 885_120, 149_520_384],
      ['conv4', '13×13×384', 663_936, 112_140_288],
      ['conv5', '13×13×256', 442_624, 74_760_192],
      ['fc6', '4096', 37_752_832, 37_748_736],
      ['fc7', '4096', 16_781_312, 16_777_216],
      ['fc8', '1000', 4_097_000, 4_096_000],
    ]);
  });

  test('writes 659,272 values in its layers with weights; its abstract speaks of 650,000 neurons', () => {
    expect(weightedActivations(alexnet)).toBe(659_272);
  });
});

describe('VGG-16', () => {
  test('has 138,357,544 parameters, of which 14,714,688 in convolutions', () => {
    expect(totalsOf(ledger(vgg16)).parameters).toBe(138_357_544);
    const convolutions = ledger(vgg16).filter(({ layer }) => layer.type === 'conv');
    expect(totalsOf(convolutions).parameters).toBe(14_714_688);
  });

  test('layer by layer', () => {
    expect(weighted(vgg16)).toEqual([
      ['conv1_1', '224×224×64', 1_792, 86_704_128],
      ['conv1_2', '224×224×64', 36_928, 1_849_688_064],
      ['conv2_1', '112×112×128', 73_856, 924_844_032],
      ['conv2_2', '112×112×128', 147_584, 1_849_688_064],
      ['conv3_1', '56×56×256', 295_168, 924_844_032],
      ['conv3_2', '56×56×256', 590_080, 1_849_688_064],
      ['conv3_3', '56×56×256', 590_080, 1_849_688_064],
      ['conv4_1', '28×28×512', 1_180_160, 924_844_032],
      ['conv4_2', '28×28×512', 2_359_808, 1_849_688_064],
      ['conv4_3', '28×28×512', 2_359_808, 1_849_688_064],
      ['conv5_1', '14×14×512', 2_359_808, 462_422_016],
      ['conv5_2', '14×14×512', 2_359_808, 462_422_016],
      ['conv5_3', '14×14×512', 2_359_808, 462_422_016],
      ['fc6', '4096', 102_764_544, 102_760_448],
      ['fc7', '4096', 16_781_312, 16_777_216],
      ['fc8', '1000', 4_097_000, 4_096_000],
    ]);
  });

  test('needs the 15.47 billion multiply-adds of torchvision, and 13.6 million weighted outputs', () => {
    expect(totalsOf(ledger(vgg16)).multiplyAdds / 1e9).toBeCloseTo(15.47, 2);
    expect(weightedActivations(vgg16) / 1e6).toBeCloseTo(13.6, 1);
  });
});

describe('ResNet-50', () => {
  test('has 25,557,032 parameters, wherever its blocks stride', () => {
    expect(totalsOf(ledger(resnet50())).parameters).toBe(25_557_032);
    expect(totalsOf(ledger(resnet50({ stridedKernel: 3 }))).parameters).toBe(25_557_032);
  });

  test('needs 3.86 billion multiply-adds with its strides where the paper has them, 4.09 with torchvision’s', () => {
    const { multiplyAdds } = totalsOf(ledger(resnet50()));
    expect(multiplyAdds).toBe(3_857_973_248);
    expect(totalsOf(ledger(resnet50({ stridedKernel: 3 }))).multiplyAdds / 1e9).toBeCloseTo(4.09);
  });

  test('has the 50 layers of its name, and four projections besides', () => {
    const has = ({ layer: { type } }: LedgerLine) => type === 'conv' || type === 'dense';
    const names = ledger(resnet50())
      .filter(has)
      .map(({ name }) => name);
    expect(names.filter((name) => !name.endsWith('Shortcut'))).toHaveLength(50);
    expect(names.filter((name) => name.endsWith('Shortcut'))).toHaveLength(4);
  });

  test('ends its stages with maps of 56, 28, 14 and 7', () => {
    const ends = ledger(resnet50()).filter(({ name }) => /^stage\d_\d_relu$/.test(name));
    const shapes = ends.map(({ outputShape }) => outputShape.join('×'));
    expect([...new Set(shapes)]).toEqual(['56×56×256', '28×28×512', '14×14×1024', '7×7×2048']);
  });
});

describe.each(shippedNames)("the book's network %s", (name) => {
  const { manifest } = shippedModel(name);
  const lines = ledger(architectureOf(manifest));

  test('has the parameters and the shapes that its manifest says, layer by layer', () => {
    expect(totalsOf(lines).parameters).toBe(manifest.parameters);
    for (const layer of manifest.layers) {
      const line = lines.find((found) => found.name === layer.name);
      expect(line?.outputShape).toEqual(layer.outputShape);
      expect(line?.parameters).toBe('parameters' in layer ? layer.parameters : 0);
    }
  });
});
