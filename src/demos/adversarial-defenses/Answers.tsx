import { percent } from '#ui/formatNumber.ts';

interface Props {
  classes: readonly string[];
  /** Shares of the classes before and after the attack. */
  before: readonly number[];
  after: readonly number[];
  /** What the shares are. */
  unit: string;
}

/** What a network gives each class before and after, side by side, with a bar for each. */
export function Answers({ classes, before, after, unit }: Props) {
  const [most, now] = [Math.max(...before), Math.max(...after)];
  const cell = (share: number, isMost: boolean) => (
    <td data-most={isMost ? '' : undefined}>
      {percent(share, 1)}
      <span className="network-bar" aria-hidden="true">
        <span style={{ width: `${(100 * share).toFixed(1)}%` }} />
      </span>
    </td>
  );
  return (
    <table className="answers" data-role="prediction">
      <caption>{unit}</caption>
      <thead>
        <tr>
          <th scope="col">class</th>
          <th scope="col">before</th>
          <th scope="col">attacked</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((name, i) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cell(before[i] ?? 0, before[i] === most)}
            {cell(after[i] ?? 0, after[i] === now)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
