/** What the network says of a picture on its way, as far as one class is concerned. */
export interface Measured {
  score: number;
  /** log p of the class, in nats, from the scores in 64 bits. */
  logP: number;
  /** The best rival, its score, and the mean of the nine. */
  rival: number;
  best: number;
  mean: number;
}

/** The class against its rivals. */
export function measured(scores: readonly number[], index: number): Measured {
  const score = scores[index] ?? Number.NaN;
  const others = scores.filter((_, k) => k !== index);
  const best = Math.max(...others);
  const rest = best + Math.log(others.reduce((total, s) => total + Math.exp(s - best), 0));
  // log p = −log(1 + exp(rest − S)), without overflow on either side.
  const ahead = score - rest;
  const logP = ahead > 0 ? -Math.log1p(Math.exp(-ahead)) : ahead - Math.log1p(Math.exp(ahead));
  return {
    score,
    logP: logP + 0,
    rival: scores.findIndex((s, k) => k !== index && s === best),
    best,
    mean: others.reduce((total, s) => total + s, 0) / others.length,
  };
}
