import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { respond } from '#numerics/alexnet/response.ts';
import { Choice } from '#ui/Choice.tsx';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber, tenTo } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { responseDefaults, responseSchema } from './state.ts';

const three = (value: number) => formatNumber(value, 3);

/** Eight channels of one place, divided by the energy of their neighbours. */
export function Response() {
  const link = useDemoState('alexnet-response', responseSchema, responseDefaults);
  const { state, update } = link;
  const { gain, power, n, k, beta } = state;
  const a = state.a.map((value) => gain * value);
  const b = [...respond(a, { k, n, alpha: 10 ** power, beta })];
  const quiet = k ** -beta;
  /** What is left of each channel, over what would be left of a lone small one. */
  const kept = b.map((value, i) => (a[i] ? value / (a[i] ?? 1) / quiet : Number.NaN));
  const known = kept.filter((share) => !Number.isNaN(share));
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const said =
    known.length === 0
      ? 'All channels are zero, and stay so.'
      : `All channels are multiplied by ${formatNumber(quiet, 3)}, k to the power −β, and then by ${
          most - least < 0.005
            ? `${formatNumber(least, 3)}, all alike`
            : `${formatNumber(least, 3)} to ${formatNumber(most, 3)}`
        }.`;

  return (
    <DemoFrame
      id="alexnet-response"
      question="What does a channel do to its neighbours?"
      link={link}
      announce={said}
      status="computed in the page"
      caption={
        <>
          <p>
            One place of the maps, eight channels. <strong>Change an activation</strong>, and see
            which outputs follow: those at most ⌊n/2⌋ channels away.
          </p>
          <p>
            It opens with the paper’s constants, and nothing competes with anything. Raise{' '}
            <strong>α</strong>, or the <strong>activations</strong>: by what have they to be
            multiplied, to do what ten thousand times α does?
          </p>
          <p>
            The last row leaves out k<sup>−β</sup>, the factor that all channels have in common.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="power of ten"
            value={power}
            min={-4}
            max={0}
            unit={`α = ${tenTo(power)}`}
            onChange={(value) => update({ power: value })}
          />
          <Choice
            label="activations times"
            options={([1, 10, 100] as const).map((value) => ({ value, label: value }))}
            value={gain}
            onChange={(value) => update({ gain: value })}
          />
          <Choice
            label="channels summed over"
            symbol="n"
            options={([1, 3, 5, 7] as const).map((value) => ({ value, label: value }))}
            value={n}
            onChange={(value) => update({ n: value })}
          />
          <Slider
            label="constant"
            symbol="k"
            value={k}
            min={0.5}
            max={4}
            step={0.5}
            onChange={(value) => update({ k: value })}
          />
          <Slider
            label="exponent"
            symbol="β"
            value={beta}
            min={0}
            max={1.5}
            step={0.25}
            onChange={(value) => update({ beta: value })}
          />
        </>
      }
    >
      <div className="alexnet-channels">
        <EditableGrid
          title={<>activations a, channel by channel{gain > 1 && `, before × ${gain}`}</>}
          label="activations of eight channels"
          values={[state.a]}
          role="input"
          onChange={({ column }, value) =>
            update({ a: state.a.map((old, i) => (i === column ? value : old)) })
          }
        />
        <EditableGrid
          title="normalised, b"
          label="the eight channels after normalisation"
          values={[b]}
          role="output"
          format={three}
        />
        <EditableGrid
          title={
            <>
              kept of each, b / (a k<sup>−β</sup>)
            </>
          }
          label="what is kept of each channel, beside the common factor"
          values={[kept.map((share) => (Number.isNaN(share) ? 0 : share))]}
          scale={1}
          format={(value) => (value === 0 ? '–' : three(value))}
        />
      </div>
      <p className="map-facts">{said}</p>
    </DemoFrame>
  );
}
