import { describe, expect, it } from 'vitest';
import { ledgerView } from '#demos/fc-parameters/ledgerView.ts';
import { change, megabytes, percent } from '#demos/fc-parameters/quantities.ts';
import { ledgerDefaults, ledgerSchema, type LedgerState } from '#demos/fc-parameters/state.ts';
import { ledger, totalsOf, type Totals } from '#numerics/architectures/ledger.ts';
import type { Architecture } from '#numerics/architectures/layer.ts';
import { alexnet } from '#numerics/architectures/alexnet.ts';
import { resnet50 } from '#numerics/architectures/resnet50.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';

const view = (step: Partial<LedgerState> = {}) => ledgerView({ ...ledgerDefaults, ...step });

/** What the layers of the given names, or all, have and do. */
function costs(architecture: Architecture, names?: string[]): Totals {
  return totalsOf(ledger(architecture).filter(({ name }) => names?.includes(name) ?? true));
}

describe('the ledger', () => {
  it('opens with VGG-16 as published, and fc6 in view', () => {
    const { parts, totals } = view();
    expect(totals.parameters).toBe(138_357_544);
    expect(parts[ledgerDefaults.part]).toMatchObject({
      name: 'fc6',
      kind: 'dense',
      parameters: 102_764_544,
    });
  });

  it.each(['alexnet', 'vgg16', 'resnet50', 'book'] as const)(
    'of %s counts both heads, whichever is shown',
    (network) => {
      const [flat, pooled] = [view({ network, head: 'flat' }), view({ network, head: 'pooled' })];
      expect(flat.totals).toEqual(flat.flat);
      expect(pooled.totals).toEqual(pooled.pooled);
      expect([flat.flat, flat.pooled]).toEqual([pooled.flat, pooled.pooled]);
      expect(pooled.totals.parameters).toBeLessThan(flat.totals.parameters);
    },
  );

  it('draws the book’s network on one scale whatever the side: its multiply-adds grow fourfold, its parameters stand', () => {
    const [small, large] = [32, 64].map((side) => view({ network: 'book', head: 'pooled', side }));
    expect(small?.full).toEqual(large?.full);
    expect(large?.totals.parameters).toBe(small?.totals.parameters);
    expect((large?.totals.activations ?? 0) / (small?.full.activations ?? 1)).toBeCloseTo(1, 2);
  });

  it('counts any network a link can name', () => {
    for (const side of [16, 64])
      for (const channels of [8, 64])
        for (const width of [0, 4096] as const)
          for (const head of ['flat', 'pooled'] as const) {
            const state = {
              ...ledgerDefaults,
              network: 'book' as const,
              side,
              channels,
              width,
              head,
            };
            expect(ledgerSchema.safeParse(state).success).toBe(true);
            expect(ledgerView(state).totals.parameters).toBeGreaterThan(0);
          }
    expect(ledgerSchema.safeParse({ ...ledgerDefaults, side: 33 }).success).toBe(false);
    expect(ledgerSchema.safeParse({ ...ledgerDefaults, width: 100 }).success).toBe(false);
  });
});

describe('what the chapter says in numbers', () => {
  const all = costs(vgg16);
  const fc6 = costs(vgg16, ['fc6']);
  const second = costs(vgg16, ['conv1_2']);
  const dense = costs(vgg16, ['fc6', 'fc7', 'fc8']);

  it('fc6 has 74.3 % of VGG-16’s parameters, does 0.7 % of its work and writes 16 of 60 MB', () => {
    expect(percent(fc6.parameters / all.parameters)).toBe('74.3 %');
    expect(percent(fc6.multiplyAdds / all.multiplyAdds)).toBe('0.7 %');
    expect(fc6.activations * 4).toBe(16_384);
    expect(megabytes(all.activations)).toBe('60 MB');
    expect(megabytes(all.parameters)).toBe('553 MB');
  });

  it('conv1_2 has 0.03 % of the parameters, does 12 % of the work and writes 21 % of the values', () => {
    expect(percent(second.parameters / all.parameters)).toBe('0.03 %');
    expect(percent(second.multiplyAdds / all.multiplyAdds)).toBe('12.0 %');
    expect(percent(second.activations / all.activations)).toBe('21.3 %');
    expect(fc6.parameters / second.parameters).toBeCloseTo(2783, 0);
    expect(second.multiplyAdds / fc6.multiplyAdds).toBeCloseTo(18, 0);
  });

  it('dense layers have 96 and 89 % of the parameters and do 8 and 0.8 % of the work', () => {
    const ofAlexnet = costs(alexnet, ['fc6', 'fc7', 'fc8']);
    expect(percent(ofAlexnet.parameters / costs(alexnet).parameters)).toBe('96.2 %');
    expect(percent(ofAlexnet.multiplyAdds / costs(alexnet).multiplyAdds)).toBe('8.1 %');
    expect(percent(dense.parameters / all.parameters)).toBe('89.4 %');
    expect(percent(dense.multiplyAdds / all.multiplyAdds)).toBe('0.8 %');
    const fc = costs(resnet50(), ['fc']);
    expect(percent(fc.parameters / costs(resnet50()).parameters)).toBe('8.0 %');
  });

  it('from ten images on, VGG-16’s activations are more than its parameters', () => {
    expect(9 * all.activations).toBeLessThan(all.parameters);
    expect(10 * all.activations).toBeGreaterThan(all.parameters);
  });

  it('from 28 images on, they are more than parameters, gradients and momentum', () => {
    expect(27 * all.activations).toBeLessThan(3 * all.parameters);
    expect(28 * all.activations).toBeGreaterThan(3 * all.parameters);
  });

  it('VGG-16 writes 15,087,080 values, from 3.2 million a layer to 0.1, of 1,792 parameters to 2.36 million', () => {
    expect(all.activations).toBe(15_087_080);
    const [first, last] = [costs(vgg16, ['conv1_1']), costs(vgg16, ['conv5_3'])];
    expect([first.activations, last.activations]).toEqual([3_211_264, 100_352]);
    expect([first.parameters, last.parameters]).toEqual([1_792, 2_359_808]);
  });

  it('VGG-16’s dense layers have 495 MB for 124 million products, its convolutions 59 MB for 15.3 billion', () => {
    expect(megabytes(dense.parameters)).toBe('495 MB');
    expect(megabytes(all.parameters - dense.parameters)).toBe('59 MB');
    expect(dense.multiplyAdds).toBe(123_633_664);
    expect(all.multiplyAdds - dense.multiplyAdds).toBe(15_346_630_656);
  });

  it('of the 92.5 % of VGG-16’s weights that were pruned at least 66.8 are fc6’s', () => {
    expect(percent(1 - 10.3 / 138)).toBe('92.5 %');
    expect(percent(1 - fc6.parameters / all.parameters)).toBe('25.7 %');
  });

  it('ResNet-50 with the stride in its 3×3 convolutions takes 4.09 billion, and has 58.6 % of its parameters in the last stage', () => {
    const [paper, torch] = [costs(resnet50()), costs(resnet50({ stridedKernel: 3 }))];
    expect([paper.multiplyAdds, torch.multiplyAdds]).toEqual([3_857_973_248, 4_089_184_256]);
    expect(torch.parameters).toBe(paper.parameters);
    const stage = view({ network: 'resnet50' }).parts.find(({ name }) => name === 'stage5');
    expect(percent((stage?.parameters ?? 0) / paper.parameters)).toBe('58.6 %');
  });

  it('ResNet-50 flattened has 4.85 times its parameters', () => {
    const { flat, pooled } = view({ network: 'resnet50' });
    expect(change(pooled.parameters, flat.parameters)).toBe('× 4.85');
  });

  it('with a dense layer of 4,096 before the last, pooling takes 97.5 % of the book’s network', () => {
    const { flat, pooled } = view({ network: 'book', width: 4096 });
    expect(change(flat.parameters, pooled.parameters)).toBe('−97.5 %');
  });

  it('the first dense layer of AlexNet has 37,752,832 parameters, three fifths', () => {
    const { parameters } = costs(alexnet, ['fc6']);
    expect(parameters).toBe(37_752_832);
    expect(percent(parameters / costs(alexnet).parameters)).toBe('61.9 %');
  });

  it('on an image with doubled sides fc6 would have 411 million parameters, the convolutions as many as before', () => {
    const large: Architecture = { ...vgg16, inputShape: [448, 448, 3] };
    expect(costs(large, ['fc6']).parameters).toBe(411_045_888);
    expect(costs(large).parameters - costs(large, ['fc6']).parameters).toBe(
      all.parameters - fc6.parameters,
    );
  });

  it('pooling takes 89.0 % of VGG-16’s parameters and 0.80 % of its work, of the book’s flat network 22.3 %', () => {
    const { flat, pooled } = view();
    expect(change(flat.parameters, pooled.parameters)).toBe('−89.0 %');
    expect(change(flat.multiplyAdds, pooled.multiplyAdds)).toBe('−0.80 %');
    const book = view({ network: 'book', head: 'flat' });
    expect(book.flat.parameters - book.pooled.parameters).toBe(80_640);
    expect(change(book.flat.parameters, book.pooled.parameters)).toBe('−22.3 %');
    expect(change(book.pooled.multiplyAdds, book.flat.multiplyAdds)).toBe('+0.26 %');
    expect(change(book.pooled.parameters, book.flat.parameters)).toBe('+28.7 %');
  });

  it('ResNet-50 has 42 % of AlexNet’s parameters and five times its multiply-adds', () => {
    const [small, deep] = [costs(alexnet), costs(resnet50())];
    expect(percent(deep.parameters / small.parameters)).toBe('41.9 %');
    expect(deep.multiplyAdds / small.multiplyAdds).toBeCloseTo(5.3, 1);
  });

  it('the first layer of the book’s network would have 100,696,064 parameters as a dense layer', () => {
    const layers = [{ name: 'dense', type: 'dense' as const, units: 32 * 32 * 32 }];
    const asDense: Architecture = { name: 'dense', inputShape: [32 * 32 * 3], layers };
    expect(costs(asDense).parameters).toBe(100_696_064);
    expect(view({ network: 'book' }).parts[0]?.parameters).toBe(2_432);
  });

  it('a 384×384 image gives VGG-16, its head as convolutions, a 6×6 map of scores', () => {
    const trunk = vgg16.layers.slice(
      0,
      vgg16.layers.findIndex(({ type }) => type === 'flatten'),
    );
    const layers = [
      ...trunk,
      { name: 'fc6', type: 'conv' as const, kernel: 7, channels: 4096 },
      { name: 'fc7', type: 'conv' as const, kernel: 1, channels: 4096 },
      { name: 'fc8', type: 'conv' as const, kernel: 1, channels: 1000 },
    ];
    const dense: Architecture = { ...vgg16, layers };
    expect(costs(dense)).toEqual(all);
    expect(ledger({ ...dense, inputShape: [384, 384, 3] }).at(-1)?.outputShape).toEqual([
      6, 6, 1000,
    ]);
  });

  it('the worked example: 20, 27 and 9 parameters, and 153 on a larger image', () => {
    const example = (side: number, head: 'flat' | 'pooled') =>
      ledger({
        name: 'example',
        inputShape: [side, side, 1],
        layers: [
          { name: 'conv', type: 'conv', kernel: 3, channels: 2 },
          { name: 'pool', type: 'maxPool', kernel: 2, stride: 2 },
          head === 'flat'
            ? { name: 'flatten', type: 'flatten' }
            : { name: 'average', type: 'globalAveragePool' },
          { name: 'dense', type: 'dense', units: 3 },
        ],
      }).map(({ parameters, multiplyAdds }) => [parameters, multiplyAdds]);
    expect(example(6, 'flat')).toEqual([
      [20, 288],
      [0, 0],
      [0, 0],
      [27, 24],
    ]);
    expect(example(6, 'pooled').at(-1)).toEqual([9, 6]);
    expect(example(12, 'flat').at(-1)?.[0]).toBe(153);
    expect(example(12, 'pooled').at(-1)?.[0]).toBe(9);
  });
});
