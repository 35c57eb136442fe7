import { largeClusters } from '#numerics/clustering/largeClusters.ts';
import { percent } from '#ui/formatNumber.ts';
import type { ShownGrouping } from './recordedGroups.ts';

/** What a grouping is worth, and what the answers were that it was made from. */
export function ScoreTable({ of }: { of: Omit<ShownGrouping, 'clusters' | 'losses'> }) {
  const { scores, lesson } = of;
  const share = (value: number) => (Number.isNaN(value) ? '–' : percent(value, 1));
  const sizes = scores.counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const rows = [
    ['ACC, after the best matching', percent(scores.accuracy, 1)],
    ['NMI', scores.nmi.toFixed(2)],
    ['clusters used', String(scores.used)],
    ['clusters of n/K pictures or more', String(largeClusters(sizes))],
    ['pairs in one cluster that belong together', share(scores.pairs.precision)],
    ['pairs that belong together, in one cluster', share(scores.pairs.recall)],
    ...(lesson
      ? [
          ...(lesson.source
            ? [['head: old classes’ pairs answered rightly', share(lesson.source.accuracy)]]
            : []),
          ['answers given: right', share(lesson.target.accuracy)],
          ['… precision of “same”', share(lesson.target.precision)],
          ['… recall of “same”', share(lesson.target.recall)],
        ]
      : []),
  ];
  return (
    <table className="demo-table">
      <caption>Measured</caption>
      <tbody>
        {rows.map(([what, value]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
