import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { shapeText } from '#numerics/architectures/outputShape.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent, wholeText } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { ledgerRows } from './ledgerRows.ts';
import { ledgerDefaults, ledgerSchema } from './state.ts';

/** What the paper's figure has behind the first convolution. */
const PRINTED = 55;

/** AlexNet as shapes and parameters, for any reading of its input, split over two GPUs or not. */
export function Ledger() {
  const link = useDemoState('alexnet-ledger', ledgerSchema, ledgerDefaults);
  const { state, update } = link;
  const { side, padding, groups } = state;
  const { rows, parameters, dense, first } = ledgerRows(state);
  const left = first.reach % 4;
  const sum = padding === 0 ? `${side} − 11` : `${side} + 2·${padding} − 11`;
  const fits = first.maps === PRINTED;
  const said =
    `conv1: (${sum})/4 + 1 = ${formatNumber(first.reach / 4 + 1, 4)}` +
    `${left === 0 ? '' : `, so ${first.maps}`}; the paper has ${PRINTED}. ` +
    `${wholeText(parameters)} parameters, ${percent(dense / parameters, 1)} of them dense.`;

  return (
    <DemoFrame
      id="alexnet-ledger"
      question="Which picture does AlexNet take?"
      link={link}
      announce={said}
      status="counted for one picture"
      caption={
        <>
          <p>
            The network opens as the paper prints it: 224 pixels, no padding.{' '}
            <strong>
              Find a reading with {PRINTED}×{PRINTED} maps
            </strong>{' '}
            behind conv1, by the side of the picture or by padding. How many are there?
          </p>
          <p>
            Then join the two GPUs (one group), and see where the parameters do and do not grow. The
            bar is each layer’s share of all parameters. ReLU and normalisation learn nothing and
            keep the shape; they are left out.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="picture side"
            symbol="H = W"
            role="input"
            unit="px"
            value={side}
            min={200}
            max={256}
            onChange={(value) => update({ side: value })}
          />
          <Slider
            label="padding of conv1"
            symbol="p"
            unit="px"
            value={padding}
            min={0}
            max={3}
            onChange={(value) => update({ padding: value })}
          />
          <Choice
            label="conv2, conv4, conv5"
            options={[
              { value: 2, label: 'two groups' },
              { value: 1, label: 'one' },
            ]}
            value={groups}
            onChange={(value) => update({ groups: value })}
          />
        </>
      }
    >
      <p className="alexnet-verdict" data-fits={fits || undefined}>
        <strong>
          {fits ? '✓' : '✗'} {first.maps}×{first.maps}
        </strong>{' '}
        maps: ({sum})/4 + 1 = {formatNumber(first.reach / 4 + 1, 4)}
        {left > 0 && `, ${left === 1 ? 'one pixel' : `${left} pixels`} left over`}
      </p>
      <table className="demo-table alexnet-ledger">
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">what it does</th>
            <th scope="col">output</th>
            <th scope="col">parameters</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, does, outputShape, parameters: own, share }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="alexnet-does">{does}</td>
              <td>
                {outputShape.length === 1 ? wholeText(outputShape[0]) : shapeText(outputShape)}
              </td>
              <td>
                {wholeText(own)}
                {own > 0 && (
                  <span
                    className="alexnet-share"
                    data-dense={name.startsWith('fc') || undefined}
                    style={{ inlineSize: `${(100 * share).toFixed(1)}%` }}
                    aria-hidden="true"
                  />
                )}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">all</th>
            <td className="alexnet-does">dense: {percent(dense / parameters, 1)}</td>
            <td>{wholeText(1000)}</td>
            <td>
              <strong>{wholeText(parameters)}</strong>
            </td>
          </tr>
        </tbody>
      </table>
    </DemoFrame>
  );
}
