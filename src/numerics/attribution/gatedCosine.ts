/**
 * κ(ρ): the cosine of the positive parts of two signals whose entries are normal, of mean zero, with
 * cosine ρ. Never below ρ, and 1/π for unrelated ones: what a gate that lets only the positive
 * through does to two questions (chapter guided-backprop; the arc-cosine kernel of Cho and Saul
 * 2009).
 */
export function gatedCosine(cosine: number): number {
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  return (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / Math.PI;
}
