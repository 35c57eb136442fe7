import type { LayerError } from '#numerics/tasks/equivariance-invariance-shift.ts';
import { formatNumber } from '#ui/formatNumber.ts';

/** The equivariance error of every layer, with what T′ is there. */
export function Errors({ layers }: { layers: readonly LayerError[] }) {
  const most = Math.max(0.5, ...layers.map(({ error }) => error));
  return (
    <div className="ei-errors">
      <table className="demo-table">
        <caption>‖f(Tx) − T′f(x)‖ / ‖f(x)‖ at every layer</caption>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">
              <i>j</i>
            </th>
            <th scope="col">T′, in its places</th>
            <th scope="col">error</th>
            <th scope="col" aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {layers.map(({ layer, jump, error, moved, whole }) => (
            <tr key={layer}>
              <th scope="row">{layer}</th>
              <td>{jump ?? '–'}</td>
              <td>{moveText(jump, whole, moved)}</td>
              <td data-role="output">{isRounding(error) ? '0' : error.toFixed(2)}</td>
              <td className="ei-bar" aria-hidden="true">
                {!isRounding(error) && (
                  <span
                    data-role="output"
                    data-least={whole ? undefined : ''}
                    style={{ width: `${((100 * error) / most).toFixed(1)}%` }}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Below this an error in 32 bits is rounding. */
function isRounding(error: number): boolean {
  return error < 1e-5;
}

function moveText(
  jump: number | null,
  whole: boolean,
  { down, right }: LayerError['moved'],
): string {
  if (jump === null) return 'none: should stay';
  const by = `${formatNumber(down)}, ${formatNumber(right)}`;
  return whole ? by : `none; nearest ${by}`;
}
