import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it, test } from 'vitest';

import { recordedCurves, recordedSmoothing } from '#demos/adversarial-defenses/recorded.ts';
import { recordedCertificate } from '#demos/adversarial-defenses/recordedCertificate.ts';
import {
  certificateDefaults,
  closeDefaults,
  closeSchema,
} from '#demos/adversarial-defenses/state.ts';
import { drawsOf } from '#numerics/adversarial/attack.ts';
import { certify } from '#numerics/adversarial/certify.ts';
import { classifierOf } from '#numerics/adversarial/classifier.ts';
import { noisyVotes } from '#numerics/adversarial/noisyVotes.ts';
import { normalQuantile } from '#numerics/adversarial/normalDistribution.ts';
import { lowerBound } from '#numerics/adversarial/clopperPearson.ts';
import { unitImages } from '#numerics/adversarial/unitImages.ts';
import { CHOOSING } from '#numerics/tasks/adversarial-defenses-certify.ts';
import closeUp, { type CloseInput } from '#numerics/tasks/adversarial-defenses-close.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { uninterrupted, uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const models = new Map<string, ReturnType<typeof shippedModel>>();
const modelOf = (name: string) => {
  const model = models.get(name) ?? shippedModel(name);
  models.set(name, model);
  return model;
};
const context = uninterruptedWith(modelOf);
const { classes } = modelOf('base').manifest;
const NUMBERS = 32 * 32 * 3;
let cat: Uint8Array;

beforeAll(async () => {
  await startWasm();
  const { pixels } = await imagesOf('public/images/gallery-teaching.png', modelOf('base').manifest);
  cat = pixels.subarray(7 * NUMBERS, 8 * NUMBERS);
});

async function attacked(change: Partial<CloseInput>) {
  const { defence, attack, radius, seed } = closeDefaults;
  const input = { pixels: cat, label: 3, defence, attack, radius, seed, ...change };
  const found = await closeUp(input, context);
  if (!found) throw new Error('Nobody cancels a test.');
  const share = Math.max(...found.after);
  return {
    ...found,
    answer: classes[found.after.indexOf(share)],
    percent: Math.round(100 * share),
  };
}

describe('what the chapter says of the cat', () => {
  test('PGD gets nowhere behind the rounding: 70 % before, 69 % after, the loss 0.35; straight through, beyond 13', async () => {
    const found = await attacked({});
    expect(found.loss[0]).toBeCloseTo(0.35, 2);
    expect((await attacked({ attack: 'straightThrough' })).loss[1]).toBeGreaterThan(13);
    expect(Math.round(100 * (found.before[3] ?? 0))).toBe(70);
    expect(found).toMatchObject({ answer: 'cat', percent: 69, nonzero: 0, promised: 0 });
  });

  it.each([
    [
      'straight through, half a level: frog, 67 %',
      { attack: 'straightThrough', radius: 0.5 },
      'frog',
      67,
    ],
    ['bare, half a level: cat, 82 %', { defence: 'none', radius: 0.5 }, 'cat', 82],
  ] as const)('%s, and the same answer from ten starts', async (_, change, answer, percent) => {
    expect(await attacked(change)).toMatchObject({ answer, percent });
    for (let seed = 2; seed <= 10; seed++) {
      expect(await attacked({ ...change, seed })).toMatchObject({ answer });
    }
  });

  test('bare, 8 levels: the line promises 1.07, FGSM gets 5.9, PGD 22.2', async () => {
    const [fgsm, pgd] = [
      await attacked({ defence: 'none', attack: 'fgsm' }),
      await attacked({ defence: 'none', attack: 'pgd' }),
    ];
    const gain = ({ loss: [was, is] }: typeof pgd) => is - was;
    expect(pgd.promised).toBeCloseTo(1.07, 2);
    expect(gain(fgsm)).toBeCloseTo(5.9, 1);
    expect(gain(pgd)).toBeCloseTo(22.2, 1);
  });

  test('with adversarial training the line promises 0.20, and PGD gets 0.25', async () => {
    const { promised, loss } = await attacked({ defence: 'robust' });
    expect(promised).toBeCloseTo(0.2, 2);
    expect(loss[1] - loss[0]).toBeCloseTo(0.25, 2);
  });
});

describe('the certificate that opens', () => {
  const { network, sigma, alpha, seed, n } = certificateDefaults;

  it('follows from its votes', () => {
    const { chosenBy, votes, ...stated } = recordedCertificate;
    expect(votes.reduce((sum, count) => sum + count, 0)).toBe(n);
    const found = certify(chosenBy, votes, { sigma, alpha });
    expect(found.answer).toBe(stated.answer);
    expect(found.lowest).toBeCloseTo(stated.lowest, 12);
    expect(found.radius).toBeCloseTo(stated.radius, 12);
  });

  it('has the votes that the same code counts', async () => {
    const u = unitImages(cat);
    const options = { sigma, n: CHOOSING, classes: 10 };
    const classifier = classifierOf(modelOf(network));
    const votes = await noisyVotes(classifier, u, options, drawsOf(seed), uninterrupted);
    u.dispose();
    expect(votes).toEqual(recordedCertificate.chosenBy);
  });
});

describe('numbers of the text', () => {
  const text = readFileSync('content/chapters/adversarial-defenses/index.mdx', 'utf8');

  test('accuracies are those of the manifests', () => {
    const [base, robust] = (['base', 'robust'] as const).map(
      (name) => modelOf(name).manifest.accuracy,
    );
    expect(text).toContain(`${(100 * (robust?.underAttack?.accuracy ?? 0)).toFixed(1)} %`);
    expect(text).toContain(`${(100 * (base?.underAttack?.accuracy ?? 0)).toFixed(2)} %`);
    expect(text).toContain(`${(100 * (robust?.afterQuantisation ?? 0)).toFixed(1)} %`);
    expect(text).toContain(`${(100 * (base?.afterQuantisation ?? 0)).toFixed(1)} %`);
  });

  test('plain networks of as many epochs as the robust one are right in 89.1 and 90.5 %', () => {
    const plain = ['wide-filters', 'flat-head'].map((name) => modelOf(name).manifest);
    const shares = plain.map(({ accuracy }) =>
      (100 * (accuracy?.afterQuantisation ?? 0)).toFixed(1),
    );
    expect(shares).toEqual(['89.1', '90.5']);
    expect(text).toContain(`${shares.join(' and ')} %`);
  });

  test('the cat shifted sideways by one pixel has moved by 7.8', () => {
    let squares = 0;
    for (const [i, value] of cat.entries()) {
      const leftmost = i % (32 * 3) < 3;
      squares += ((value - (cat[leftmost ? i : i - 3] ?? 0)) / 255) ** 2;
    }
    expect(Math.sqrt(squares)).toBeCloseTo(7.8, 1);
  });

  test('σ = 0.5 and p = 0.9: 1.282 and 0.641', () => {
    expect(normalQuantile(0.9)).toBeCloseTo(1.282, 3);
    expect(0.5 * normalQuantile(0.9)).toBeCloseTo(0.641, 3);
  });

  test('10,000 of 10,000 votes prove 0.8 at most with σ = 0.25', () => {
    expect(0.25 * normalQuantile(lowerBound(10_000, 10_000, 0.001))).toBeCloseTo(0.8, 2);
  });
});

describe('what the text says of the records', () => {
  const curves = recordedCurves();
  /** Per cent right, to one place. */
  const right = (name: string, radius: number) => {
    const found = curves.find(
      (curve) => `${curve.network} ${curve.defence} ${curve.attack}` === name,
    );
    const count = found?.right[found.radii.indexOf(radius)] ?? Number.NaN;
    return Math.round((1000 * count) / (found?.of ?? 1)) / 10;
  };

  it.each([
    ['base none pgd', [89.1, 0]],
    ['base none random', [89.1, 87.7]],
    ['base quantise3 random', [84.6, 77.8]],
    ['base quantise3 pgd', [84.6, 77.8]],
    ['base quantise3 fgsm', [84.6, 84.6]],
    ['base quantise3 bpda', [84.6, 0.1]],
    ['base noise8 random', [85.8, 81.5]],
    ['base noise8 pgd', [85.8, 0.1]],
    ['base noise8 eot', [85.8, 0]],
    ['robust none random', [72.3, 72.2]],
    ['robust none fgsm', [72.3, 43.9]],
    ['robust none pgd', [72.3, 39.7]],
    ['robust none transfer', [72.3, 69.7]],
    ['noise none pgd', [58.6, 9.6]],
    ['noise smooth eot', [80.6, 21.2]],
  ])('%s: %j with ε = 0 and 8', (name, shares) => {
    expect([right(name, 0), right(name, 8)]).toEqual(shares);
  });

  test('250 steps leave 39.4 %, six pictures fewer than twenty', () => {
    expect(right('robust none pgd50x5', 8)).toBe(39.4);
    const counts = ['pgd', 'pgd50x5'].map((attack) => {
      const found = curves.find((curve) => curve.network === 'robust' && curve.attack === attack);
      return found?.right[found.radii.indexOf(8)] ?? Number.NaN;
    });
    expect(counts).toEqual([793, 787]);
  });

  test('rounding: PGD is random to the last picture; 5 pictures are left by one made on base, 1 straight through', () => {
    const of = (attack: string) =>
      curves.find((curve) => curve.defence === 'quantise3' && curve.attack === attack)?.right;
    expect(of('pgd')).toEqual(of('random'));
    expect([of('transfer')?.[5], of('bpda')?.[5]]).toEqual([5, 1]);
  });

  test('noise at ε = 2: 40 % by PGD, 31 % by the mean', () => {
    expect(Math.round(right('base noise8 pgd', 2))).toBe(40);
    expect(Math.round(right('base noise8 eot', 2))).toBe(31);
  });

  test('L2: 0.5 leaves base 1.6 % and robust 56.5 %, 1.0 leaves it 39.0 %', () => {
    expect([right('base none pgdL2', 0.5), right('robust none pgdL2', 0.5)]).toEqual([1.6, 56.5]);
    expect(right('robust none pgdL2', 1)).toBe(39);
    expect(right('noise smooth eotL2', 0.5)).toBe(54.2);
  });

  test('proved: 74.6, 60.2, 37.6 and 17.0 %, none beyond 0.8; base 10.6 %; 8.4 % abstain', () => {
    const { certified, radii, of } = recordedSmoothing();
    const at = (name: string, radius: number) =>
      (100 * (certified[name]?.right[radii.indexOf(radius)] ?? Number.NaN)) / of;
    const found = [0, 0.25, 0.5, 0.75, 0.8].map((radius) => at('noise 0.25', radius));
    [74.6, 60.2, 37.6, 17, 0].forEach((share, i) => expect(found[i]).toBeCloseTo(share, 6));
    expect(at('base 0.25', 0)).toBeCloseTo(10.6, 6);
    expect((100 * (certified['noise 0.25']?.abstains ?? 0)) / of).toBeCloseTo(8.4, 6);
  });

  test('the cat’s radius is 0.616; 100 votes of 100 prove 0.375', () => {
    expect(recordedCertificate.radius).toBeCloseTo(0.616, 3);
    expect(0.25 * normalQuantile(lowerBound(100, 100, 0.001))).toBeCloseTo(0.375, 3);
    expect((255 * recordedCertificate.radius) / Math.sqrt(NUMBERS)).toBeCloseTo(2.8, 1);
    expect((8 / 255) * Math.sqrt(NUMBERS)).toBeCloseTo(1.74, 2);
  });
});

describe('a link', () => {
  it('cannot ask for an attack that is none against this defence', () => {
    expect(
      closeSchema.safeParse({ ...closeDefaults, defence: 'robust', attack: 'straightThrough' })
        .success,
    ).toBe(false);
    expect(closeSchema.safeParse(closeDefaults).success).toBe(true);
  });
});
