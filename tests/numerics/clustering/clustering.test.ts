import { describe, expect, it } from 'vitest';

import { answersTo } from '#numerics/clustering/answers.ts';
import { bestAssignment, bestSumByTrial } from '#numerics/clustering/assignment.ts';
import { clusterScores } from '#numerics/clustering/clusterScores.ts';
import { kMeans } from '#numerics/clustering/kMeans.ts';
import { largeClusters } from '#numerics/clustering/largeClusters.ts';
import { classPairs, dealErrors, pairScores, truePairs } from '#numerics/clustering/pairs.ts';
import { choosePoints, squaredDistance, type Points } from '#numerics/clustering/points.ts';
import { sameDistances } from '#numerics/clustering/sameDistances.ts';
import { judgePairs, similarityTraining } from '#numerics/clustering/similarityHead.ts';
import {
  cholesky,
  standardising,
  whitening,
  withinCovariance,
} from '#numerics/clustering/spaces.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';

const draw = normal(mulberry32(3));
const cloud = (n: number, dimensions: number): Points => ({
  values: Float64Array.from({ length: n * dimensions }, draw),
  dimensions,
});

describe('the best assignment', () => {
  it('is what trying every one finds, for up to seven columns', () => {
    const random = mulberry32(1);
    for (let trial = 0; trial < 60; trial++) {
      const columns = 1 + (trial % 7);
      const rows = 1 + Math.floor(random() * columns);
      const gains = Array.from({ length: rows }, () =>
        Array.from({ length: columns }, () => Math.floor(20 * random()) - 5),
      );
      const found = bestAssignment(gains);
      expect(new Set(found).size).toBe(rows);
      const sum = found.reduce((total, column, row) => total + (gains[row]?.[column] ?? 0), 0);
      expect(sum).toBe(bestSumByTrial(gains));
    }
  });

  it('finds a hidden permutation of twelve', () => {
    const hidden = [3, 7, 0, 11, 5, 1, 9, 2, 10, 4, 8, 6];
    const gains = hidden.map((column, row) =>
      hidden.map((_, j) => (j === column ? 10 : (row * j) % 7)),
    );
    expect(bestAssignment(gains)).toEqual(hidden);
  });

  it('refuses more rows than columns', () => {
    expect(() => bestAssignment([[1], [2]])).toThrow('at most as many rows');
  });
});

describe('the scores of clusters', () => {
  it('are those of the worked example', () => {
    // Cluster A: 3 cats, 1 dog; B: 2 cats, 4 dogs.
    const clusters = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
    const classes = [0, 0, 0, 1, 0, 0, 1, 1, 1, 1];
    const found = clusterScores(clusters, classes, [2, 2]);
    expect(found.accuracy).toBe(0.7);
    expect(found.pairs.precision).toBeCloseTo(10 / 21, 10);
    expect(found.pairs.recall).toBeCloseTo(10 / 20, 10);
  });

  it('leave over the clusters that are too many, and count their pictures wrong', () => {
    const found = clusterScores([0, 0, 1, 2, 2], [0, 0, 0, 1, 1], [4, 2]);
    expect(found.matched).toEqual([0, null, 1, null]);
    expect(found.accuracy).toBe(0.8);
    expect(found.used).toBe(3);
  });

  it('are 31 % when 200 pictures are dealt into four heaps at random', () => {
    const random = mulberry32(7);
    const classes = Array.from({ length: 200 }, (_, i) => i % 4);
    let sum = 0;
    for (let trial = 0; trial < 200; trial++) {
      const heaps = classes.map(() => Math.floor(4 * random()));
      sum += clusterScores(heaps, classes, [4, 4]).accuracy;
    }
    expect((sum / 200).toFixed(2)).toBe('0.31');
  });

  it('give one heap the share of its largest class, and no information', () => {
    const found = clusterScores([0, 0, 0, 0], [0, 0, 0, 1], [1, 2]);
    expect([found.accuracy, found.nmi]).toEqual([0.75, 0]);
  });

  it('give information 1 to a perfect grouping', () => {
    expect(clusterScores([1, 1, 0, 0], [0, 0, 1, 1], [2, 2]).nmi).toBeCloseTo(1, 12);
  });
});

it('the clusters of an even share or more are counted', () => {
  expect(largeClusters([73, 38, 33, 17, 9, 6, 6, 5, 4, 4, 4, 1])).toBe(4);
  expect(largeClusters([50, 50, 50, 50])).toBe(4);
});

describe('k-means', () => {
  it('finds groups that lie apart, and repeats itself', () => {
    const points = cloud(40, 3);
    for (let i = 0; i < 40; i++) points.values[3 * i] = 20 * (i % 4);
    const { clusters } = kMeans(points, 4, 1, 10);
    const classes = Array.from({ length: 40 }, (_, i) => i % 4);
    expect(clusterScores(clusters, classes, [4, 4]).accuracy).toBe(1);
    expect(kMeans(points, 4, 1, 10).clusters).toEqual(clusters);
  });
});

describe('rescaling', () => {
  it('gives unit spread, and within classes the unit matrix if nothing is shrunk', () => {
    const points = cloud(60, 3);
    points.values.forEach((value, at) => (points.values[at] = at % 3 === 1 ? 5 * value : value));
    const classes = Array.from({ length: 60 }, (_, i) => i % 3);
    const spread = standardising(points)(points);
    const squares = [0, 1, 2].map((k) =>
      spread.values.reduce((sum, value, at) => sum + (at % 3 === k ? value ** 2 / 60 : 0), 0),
    );
    squares.forEach((square) => expect(square).toBeCloseTo(1, 10));
    const white = whitening({ points, classes }, 0)(points);
    withinCovariance({ points: white, classes }).forEach((value, at) =>
      expect(value).toBeCloseTo(at % 4 === 0 ? 1 : 0, 8),
    );
  });

  it('keeps all distances in fewer coordinates', () => {
    const points = cloud(6, 40);
    const few = sameDistances(points);
    expect(few.dimensions).toBe(6);
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < i; j++) {
        expect(squaredDistance(few, i, few, j)).toBeCloseTo(
          squaredDistance(points, i, points, j),
          8,
        );
      }
    }
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => cholesky([1, 2, 2, 1], 2)).toThrow('positive definite');
  });
});

describe('answers to pairs', () => {
  const classes = Array.from({ length: 30 }, (_, i) => i % 3);
  const same = truePairs(classes);
  const judged = same.map((truth, at) => (at % 4 === 0 ? 1 - truth : truth));

  it('keep accuracy, precision and recall when their errors are dealt out anew', () => {
    const dealt = dealErrors(judged, same, (at) => same[at] ?? 0, 1);
    expect(pairScores(dealt, same)).toEqual(pairScores(judged, same));
    expect(dealt).not.toEqual(judged);
  });

  it('keep the number of errors in every pair of classes when dealt out in groups', () => {
    const groups = classPairs(classes, 3);
    const grouped = answersTo('grouped', { judged, classes, rate: 0, seed: 2 });
    const errors = (answers: ArrayLike<number>, group: number) =>
      groups.filter((own, at) => own === group && answers[at] !== same[at]).length;
    for (const group of new Set(groups)) expect(errors(grouped, group)).toBe(errors(judged, group));
  });

  it('are turned over at about the rate that is asked for', () => {
    const flipped = answersTo('flipped', { judged, classes, rate: 0.3, seed: 1 });
    const share = flipped.filter((answer, at) => answer !== same[at]).length / same.length;
    expect(Math.abs(share - 0.3)).toBeLessThan(0.08);
  });
});

it('a similarity learned from two classes tells two others apart that differ alike', () => {
  const points = cloud(40, 2);
  points.values.forEach((value, at) => (points.values[at] = 0.2 * value));
  for (let i = 0; i < 40; i++) points.values[2 * i + (i % 2)] = 3;
  const source = choosePoints(points, [...Array(20).keys()]);
  const training = similarityTraining(
    'weights',
    { points: source, classes: [...Array(20).keys()].map((i) => i % 2) },
    1,
  );
  for (let step = 0; step < training.steps; step++) training.step();
  const others = choosePoints(
    points,
    [...Array(20).keys()].map((i) => i + 20),
  );
  const called = judgePairs(training.head, others).map((value) => (value > 0.5 ? 1 : 0));
  expect(pairScores(called, truePairs([...Array(20).keys()].map((i) => i % 2))).accuracy).toBe(1);
});
