import { percent } from '#ui/formatNumber.ts';

interface Props {
  classes: readonly string[];
  probabilities: readonly number[];
}

/** What the network gives each class, as bars with numbers. */
export function Probabilities({ classes, probabilities }: Props) {
  const most = Math.max(...probabilities);
  return (
    <table className="network-probabilities" data-role="prediction">
      <caption>What the network says</caption>
      <tbody>
        {classes.map((name, i) => {
          const share = probabilities[i] ?? 0;
          return (
            <tr key={name} data-most={share === most ? '' : undefined}>
              <th scope="row">{name}</th>
              <td>{percent(share, 1)}</td>
              <td className="network-bar" aria-hidden="true">
                <span style={{ width: `${(100 * share).toFixed(1)}%` }} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
