import { shiftText } from '#numerics/images/shiftText.ts';
import type { Shift } from '#numerics/images/translate.ts';
import type { LayerError } from '#numerics/tasks/equivariance-invariance-shift.ts';

interface Props {
  /** What was found at every layer; undefined while it is being computed. */
  layers: readonly LayerError[] | undefined;
  names: readonly string[];
  /** The shift of the picture that they belong to. */
  by: Shift;
}

/** The equivariance error of every layer, with what T′ is there. */
export function Errors({ layers, names, by }: Props) {
  const most = Math.max(0.5, ...(layers ?? []).map(({ error }) => error));
  return (
    <div className="ei-errors">
      <table className="demo-table">
        <caption>‖f(Tx) − T′f(x)‖ / ‖f(x)‖ at every layer, x moved {shiftText(by)}</caption>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">
              <i>j</i>
            </th>
            <th scope="col">T′, in places</th>
            <th scope="col">error</th>
            <th scope="col" aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {layers?.map(({ layer, jump, error, moved, whole }) => (
            <tr key={layer}>
              <th scope="row">{layer}</th>
              <td>{jump ?? '–'}</td>
              <td className="ei-by">{moveText(jump, whole, moved)}</td>
              <td data-role="output">{errorText(error)}</td>
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
          )) ??
            names.map((layer) => (
              <tr key={layer}>
                <th scope="row">{layer}</th>
                <td colSpan={4}>…</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p className="ei-note">
        Hollow: <i>j</i>, the pixels between neighbouring places, does not divide the shift, so
        there is no T′. The error is then the least that a whole shift beside it leaves; that shift
        stands in brackets.
      </p>
    </div>
  );
}

/** Below this an error in 32 bits is rounding. */
function isRounding(error: number): boolean {
  return error < 1e-5;
}

function errorText(error: number): string {
  if (isRounding(error)) return '0';
  return error < 0.005 ? '< 0.01' : error.toFixed(2);
}

function moveText(jump: number | null, whole: boolean, moved: Shift): string {
  if (jump === null) return 'stay';
  const by = moved.down === 0 && moved.right === 0 ? 'stay' : shiftText(moved);
  return whole ? by : `none (${by})`;
}
