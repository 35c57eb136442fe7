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
              <td>{percent(share)}</td>
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

/** A probability as it is read: never quite 0 or 100 unless it is. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  return `${(100 * share).toFixed(1)} %`;
}
