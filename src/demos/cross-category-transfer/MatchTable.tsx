import type { ClusterScores } from '#numerics/clustering/clusterScores.ts';
import { clusterName } from './names.ts';

interface Props {
  scores: Pick<ClusterScores, 'counts' | 'matched'>;
  /** Names of the classes. */
  names: readonly string[];
  caption: string;
}

/** How many pictures of each class are in each cluster, and which class it is matched with. */
export function MatchTable({ scores, names, caption }: Props) {
  return (
    <div className="cct-table">
      <table className="demo-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">cluster</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">match</th>
          </tr>
        </thead>
        <tbody>
          {scores.counts.map((row, cluster) => {
            const match = scores.matched[cluster] ?? null;
            return (
              <tr key={cluster}>
                <th scope="row">{clusterName(cluster)}</th>
                {row.map((count, c) => (
                  <td key={c} data-matched={c === match ? '' : undefined}>
                    {count}
                  </td>
                ))}
                <td>{match === null ? 'left over' : `→ ${names[match] ?? ''}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
