/** 2^H of a distribution, H = −Σ p log₂ p: the number of equally likely outcomes with that entropy. */
export function perplexity(p: ArrayLike<number>): number {
  let entropy = 0;
  for (let i = 0; i < p.length; i++) {
    const share = p[i] ?? 0;
    if (share > 0) entropy -= share * Math.log2(share);
  }
  return 2 ** entropy;
}
