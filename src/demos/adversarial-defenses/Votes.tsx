import { wholeText } from '#ui/formatNumber.ts';

interface Props {
  classes: readonly string[];
  votes: readonly number[];
}

/** How many draws voted for each class, as bars with numbers. */
export function Votes({ classes, votes }: Props) {
  const total = Math.max(
    1,
    votes.reduce((sum, count) => sum + count, 0),
  );
  const most = Math.max(...votes);
  return (
    <table className="network-probabilities votes" data-role="prediction">
      <caption>Votes of {wholeText(total)} noisy copies</caption>
      <tbody>
        {classes.map((name, i) => {
          const count = votes[i] ?? 0;
          return (
            <tr key={name} data-most={count === most ? '' : undefined}>
              <th scope="row">{name}</th>
              <td>{wholeText(count)}</td>
              <td className="network-bar" aria-hidden="true">
                <span style={{ width: `${((100 * count) / total).toFixed(1)}%` }} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
