/** What a network says of an example without a label: its answer, and how probable it holds it. */
export interface PseudoLabel {
  label: number;
  confidence: number;
}

/** Softmax of each row of logits [N, classes]. */
export function softmaxRows(logits: Float64Array, classes: number): Float64Array {
  const p = new Float64Array(logits.length);
  for (let from = 0; from < logits.length; from += classes) {
    const row = logits.subarray(from, from + classes);
    const most = Math.max(...row);
    const powers = row.map((s) => Math.exp(s - most));
    const total = powers.reduce((sum, power) => sum + power, 0);
    p.set(
      powers.map((power) => power / total),
      from,
    );
  }
  return p;
}

/** arg max q and max q of each row of logits, q = softmax: numbers, through which no gradient goes. */
export function pseudoLabels(logits: Float64Array, classes: number): PseudoLabel[] {
  const q = softmaxRows(logits, classes);
  return Array.from({ length: logits.length / classes }, (_, row) => {
    const own = q.subarray(row * classes, (row + 1) * classes);
    const confidence = Math.max(...own);
    return { label: own.indexOf(confidence), confidence };
  });
}

/** How many pseudo-labels are above a threshold, and how many of these are right; OTHER never is. */
export function judged(
  said: readonly PseudoLabel[],
  labels: readonly number[],
  threshold: number,
): { confident: number; hits: number } {
  const above = said.flatMap(({ label, confidence }, i) =>
    confidence >= threshold ? [label === labels[i]] : [],
  );
  return { confident: above.length, hits: above.filter((hit) => hit).length };
}
