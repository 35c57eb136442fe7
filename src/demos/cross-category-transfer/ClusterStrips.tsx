import { Thumbnail } from '#demos/dimensionality-reduction/Thumbnail.tsx';
import { clusterName } from './names.ts';

interface Props {
  src: string;
  columns: number;
  clusters: readonly number[];
  k: number;
  /** Each picture's number in the sheet. */
  numbers: readonly number[];
}

/** Pictures of each cluster that are shown. */
const SHOWN = 6;

/** The first pictures of each cluster: all that a person has to find a name by. */
export function ClusterStrips({ src, columns, clusters, k, numbers }: Props) {
  return (
    <ul className="cct-strips">
      {Array.from({ length: k }, (_, cluster) => {
        const own = [...clusters.keys()].filter((i) => clusters[i] === cluster);
        return (
          <li key={cluster}>
            <span className="cct-letter">{clusterName(cluster)}</span>
            {own.slice(0, SHOWN).map((i) => (
              <Thumbnail
                key={i}
                src={src}
                columns={columns}
                number={numbers[i] ?? 0}
                size={32}
                label={`Picture ${i}`}
              />
            ))}
            {own.length === 0 && <span>empty</span>}
          </li>
        );
      })}
    </ul>
  );
}
