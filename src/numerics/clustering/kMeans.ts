import { mulberry32 } from '../random.ts';
import { countOf, squaredDistance, type Points } from './points.ts';

/** A finished k-means: the cluster of each point, and what it minimises. */
export interface KMeans {
  clusters: number[];
  /** Σ of the squared distances of the points from their cluster's mean. */
  inertia: number;
}

const MOST_ROUNDS = 100;

/**
 * K-means by Lloyd's rounds (each point to the nearest mean, each mean to its points), from K points
 * drawn as in k-means++ (Arthur and Vassilvitskii 2007): each next one with a probability in
 * proportion to its squared distance from those drawn. The best of `starts` such runs, by inertia. A
 * mean that loses all its points stays where it is.
 */
export function kMeans(points: Points, k: number, seed: number, starts = 1): KMeans {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1));
  let best: KMeans | undefined;
  for (let start = 0; start < starts; start++) {
    const found = oneRun(points, drawMeans(points, k, random));
    if (!best || found.inertia < best.inertia) best = found;
  }
  if (!best) throw new Error(`Expected at least one start, found ${starts}.`);
  return best;
}

function drawMeans(points: Points, k: number, random: () => number): Points {
  const { dimensions: d, values } = points;
  const n = countOf(points);
  const means: Points = { values: new Float64Array(k * d), dimensions: d };
  const take = (c: number, i: number) =>
    means.values.set(values.subarray(i * d, (i + 1) * d), c * d);
  take(0, Math.floor(random() * n));
  const away = new Float64Array(n).fill(Infinity);
  for (let c = 1; c < k; c++) {
    let total = 0;
    for (let i = 0; i < n; i++) {
      away[i] = Math.min(away[i] ?? Infinity, squaredDistance(points, i, means, c - 1));
      total += away[i] ?? 0;
    }
    let left = random() * total;
    let drawn = n - 1;
    for (let i = 0; i < n; i++) {
      left -= away[i] ?? 0;
      if (left < 0) {
        drawn = i;
        break;
      }
    }
    take(c, drawn);
  }
  return means;
}

function oneRun(points: Points, means: Points): KMeans {
  const { dimensions: d } = points;
  const [n, k] = [countOf(points), countOf(means)];
  const clusters = new Array<number>(n).fill(-1);
  let inertia = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = false;
    inertia = 0;
    for (let i = 0; i < n; i++) {
      let [nearest, least] = [0, Infinity];
      for (let c = 0; c < k; c++) {
        const distance = squaredDistance(points, i, means, c);
        if (distance < least) [nearest, least] = [c, distance];
      }
      inertia += least;
      if (clusters[i] !== nearest) moved = true;
      clusters[i] = nearest;
    }
    if (!moved) break;
    for (let c = 0; c < k; c++) {
      const own = [...clusters.keys()].filter((i) => clusters[i] === c);
      if (own.length === 0) continue;
      for (let at = 0; at < d; at++) {
        let sum = 0;
        for (const i of own) sum += points.values[i * d + at] ?? 0;
        means.values[c * d + at] = sum / own.length;
      }
    }
  }
  return { clusters, inertia };
}
