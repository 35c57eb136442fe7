/**
 * Turns a stream of numbers in [0, 1) into one of standard normal numbers (Box and Muller's
 * transform, one of its two outputs).
 */
export function normal(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
