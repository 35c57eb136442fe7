import { ruleNames } from '#demos/attribution/ruleNames.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Quantity } from '#demos/frame/Quantity.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { pooledLayer, pooledLayerBack } from '#numerics/pooledLayer.ts';
import { reluRules, throughRelu } from '#numerics/reluRules.ts';
import { Choice } from '#ui/Choice.tsx';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { withCell, type Matrix } from '#ui/matrix.ts';
import type firstFrame from './OneLayer.first.ts';
import { layerDefaults, layerSchema } from './state.ts';

const numbers = (values: Matrix) => values.map((row) => [...row]);

/** One layer of one channel there, and back by three operations in reversed order; all numbers by hand. */
export const OneLayer = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('one-layer', layerSchema, layerDefaults);
  const { state, update } = link;
  const { x, kernel, signal, rule, switches } = state;
  const isFirst = JSON.stringify(state) === JSON.stringify(layerDefaults);
  const layer = isFirst ? first.layer : pooledLayer(numbers(x), numbers(kernel));
  const back = isFirst
    ? first.back
    : pooledLayerBack(layer, numbers(kernel), numbers(signal), { relu: rule, switches });
  const winners = layer.switches;
  const windows = winners.map(({ row, column }, i) => ({
    name: `${Math.floor(i / 2) === 0 ? 'upper' : 'lower'} ${i % 2 === 0 ? 'left' : 'right'}`,
    z: layer.z[row]?.[column] ?? Number.NaN,
    signal: signal[Math.floor(i / 2)]?.[i % 2] ?? Number.NaN,
  }));
  const offSum = back.rectified
    .flat()
    .reduce((sum, value, i) => sum + ((layer.z.flat()[i] ?? 0) > 0 ? 0 : Math.abs(value)), 0);
  const wholeSum = back.rectified.flat().reduce((sum, value) => sum + Math.abs(value), 0);
  const through = `${formatNumber(offSum)} of ${formatNumber(wholeSum)} went through units that were off`;
  return (
    <DemoFrame
      id="one-layer"
      question="What comes back through one layer?"
      caption={
        <>
          <p>
            First line: a convolution, a ReLU, the maximum of each window of two by two. Framed: its
            switches, where the maxima stood (behind the ReLU: if all four are 0 there, the upper
            left one counts). Second line: the three undone, the last first.
          </p>
          <p>
            <strong>Try:</strong> change the rule and find the entry that only the deconvnet lets
            through; raise an entry of x until its window has another winner; forget the switches;
            edit R.
          </p>
        </>
      }
      link={link}
      announce={`${ruleNames[rule]}: of the signal’s magnitude behind the ReLU, ${through}.`}
      controls={
        <>
          <Choice
            label="Rule at the ReLU"
            role="upstream"
            options={reluRules.map((value) => ({ value, label: ruleNames[value] }))}
            value={rule}
            onChange={(value) => update({ rule: value })}
          />
          <Choice
            label="Switches"
            role="upstream"
            options={[
              { value: 'own', label: 'recorded' },
              { value: 'forgotten', label: 'forgotten' },
            ]}
            value={switches}
            onChange={(value) => update({ switches: value })}
          />
        </>
      }
    >
      <div className="demo-row">
        <EditableGrid
          values={x}
          onChange={(cell, value) => update({ x: withCell(x, cell, value) })}
          title={<Quantity role="input">x</Quantity>}
          label="Input x"
          role="input"
          range={[-99, 99]}
          compact
        />
        <EditableGrid
          values={kernel}
          onChange={(cell, value) => update({ kernel: withCell(kernel, cell, value) })}
          title={<Quantity role="kernel">K</Quantity>}
          label="Kernel K"
          role="kernel"
          range={[-99, 99]}
          compact
        />
        <EditableGrid
          values={layer.z}
          title={
            <>
              <Quantity role="output">z</Quantity> = x ⋆ K
            </>
          }
          label="Pre-activation z; framed are the switches"
          role="output"
          highlights={winners}
          compact
        />
        <EditableGrid
          values={layer.y}
          title={
            <>
              <Quantity role="output">y</Quantity> = max of ReLU(z)
            </>
          }
          label="Output y"
          role="output"
          compact
        />
      </div>
      <div className="demo-row">
        <EditableGrid
          values={signal}
          onChange={(cell, value) => update({ signal: withCell(signal, cell, value) })}
          title={
            <>
              <Quantity role="upstream">R</Quantity> at y
            </>
          }
          label="Signal R at y"
          role="upstream"
          range={[-99, 99]}
          compact
        />
        <EditableGrid
          values={back.unpooled}
          title="unpooled"
          label="Signal, unpooled"
          role="upstream"
          highlights={switches === 'own' ? winners : []}
          compact
        />
        <EditableGrid
          values={back.rectified}
          title="through the ReLU"
          label="Signal at z, behind the ReLU"
          role="upstream"
          highlights={switches === 'own' ? winners : []}
          compact
        />
        <EditableGrid
          values={back.input}
          title={
            <>
              through <Quantity role="kernel">K</Quantity>ᵀ
            </>
          }
          label="Signal at x"
          role="upstream"
          compact
        />
      </div>
      {switches === 'own' && (
        <table className="demo-table dc-rules">
          <caption>At the four switches, by all three rules</caption>
          <thead>
            <tr>
              <th scope="col">window</th>
              {windows.map(({ name }) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">z there</th>
              {windows.map(({ name, z }) => (
                <td key={name}>{formatNumber(z)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">R arriving</th>
              {windows.map((window) => (
                <td key={window.name}>{formatNumber(window.signal)}</td>
              ))}
            </tr>
            {reluRules.map((relu) => (
              <tr key={relu}>
                <th scope="row">{ruleNames[relu]}</th>
                {windows.map((window) => (
                  <td key={window.name}>
                    {formatNumber(throughRelu(relu, window.z, window.signal))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="dc-note">
        {ruleNames[rule]}: of the signal’s magnitude behind the ReLU, <strong>{through}</strong>.
      </p>
    </DemoFrame>
  );
});
