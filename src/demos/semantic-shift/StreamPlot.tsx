import { useMemo } from 'react';
import { rocCurve, shareLetIn } from '#numerics/novelty/auroc.ts';
import { kinds, type Kind } from '#numerics/novelty/stream.ts';
import { LinePlot } from '#ui/LinePlot.tsx';

interface Props {
  /** Not to be shown before a guess. */
  isSecret: boolean;
  plot: 'shares' | 'roc';
  scores: Record<Kind, readonly number[]>;
  threshold: number;
  axis: string;
  description: string;
}

/** Points of a curve over thresholds, and at most so many of a ROC curve. */
const POINTS = 48;

/** Short enough for the end of a line; all lines end together, so each name shows its dashes. */
const names: Record<Kind | 'chance', string> = {
  known: '— known',
  altered: '╌ altered',
  new: '··· new',
  noise: '–·– noise',
  chance: '— chance',
};

/** What shares of each kind are let in, over the threshold; or the ROC curves against the known. */
export function StreamPlot({ isSecret, plot, scores, threshold, axis, description }: Props) {
  const shares = useMemo(() => {
    const all = Object.values(scores)
      .flat()
      .sort((a, b) => a - b);
    // The farthest few would leave no room for the rest.
    const low = all[Math.floor(0.02 * all.length)] ?? 0;
    const high = all.at(-1) ?? 1;
    return kinds.map((kind) => ({
      name: names[kind],
      role: kind === 'known' ? ('input' as const) : undefined,
      points: Array.from({ length: POINTS + 1 }, (_, i) => {
        const at = low + ((high - low) * i) / POINTS;
        return [at, shareLetIn(scores[kind], at)] as const;
      }),
    }));
  }, [scores.known, scores.altered, scores.new, scores.noise]);
  const curves = useMemo(
    () =>
      plot === 'roc'
        ? kinds.slice(1).map((kind) => {
            const curve = rocCurve(scores.known, scores[kind]);
            const every = Math.ceil(curve.length / POINTS);
            const kept = curve.filter((_, i) => i % every === 0 || i === curve.length - 1);
            return {
              name: names[kind],
              points: kept.map(({ outside, inside }) => [outside, inside] as const),
            };
          })
        : [],
    [plot, scores.known, scores.altered, scores.new, scores.noise],
  );
  return (
    <div className="novelty-plot" data-secret={isSecret ? '' : undefined}>
      {plot === 'roc' ? (
        <LinePlot
          series={[
            {
              name: names.chance,
              points: [
                [0, 0],
                [1, 1],
              ],
            },
            ...curves,
          ]}
          x={{ title: 'share of the others let in (false positive rate)', range: [0, 1] }}
          y={{ title: 'share of the known let in (true positive rate)', range: [0, 1] }}
          description={description}
        />
      ) : (
        <LinePlot
          series={shares}
          x={{ title: `threshold: ${axis}` }}
          y={{ title: 'share let in', range: [0, 1] }}
          marker={Math.max(threshold, shares[0]?.points[0]?.[0] ?? threshold)}
          description={description}
        />
      )}
    </div>
  );
}
