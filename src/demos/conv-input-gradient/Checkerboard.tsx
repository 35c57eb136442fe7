import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Quantity } from '#demos/frame/Quantity.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type checkerboard from '#numerics/tasks/conv-input-gradient-checkerboard.ts';
import type { Weighting } from '#numerics/tasks/conv-input-gradient-checkerboard.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Checkerboard.first.ts';
import { CountPicture } from './CountPicture.tsx';
import { frameOf, type CheckerboardFrame } from './pictures.ts';
import { InputGradient } from './InputGradient.tsx';
import {
  checkerboardDefaults,
  checkerboardSchema,
  inputOf,
  type CheckerboardState,
} from './state.ts';

const weightings: { value: Weighting; label: string }[] = [
  { value: 'ones', label: 'all ones' },
  { value: 'bell', label: 'bell' },
  { value: 'random', label: 'random' },
  { value: 'resize', label: 's×s box ∗ random' },
];

/** How many outputs read a pixel, and what an uneven count does to gradients. */
export const Checkerboard = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState(
    'conv-input-gradient-checkerboard',
    checkerboardSchema,
    checkerboardDefaults,
  );
  const { state, update } = link;
  const task = useTask<typeof checkerboard>('conv-input-gradient-checkerboard');
  useEffect(() => task.run(inputOf(state, first.photo)), [JSON.stringify(state)]);

  const { result, resultOf } = task;
  const frame = useMemo(
    (): CheckerboardFrame => (result && resultOf ? frameOf(result, resultOf) : first),
    [result],
  );
  const { kernelSize: k, stride: s, kernels, least, most } = frame;
  const even = least === most;
  const rim = (frame.overlap.side - k) % s > 0;
  const [low, high] = frame.constantRange;
  const flat = high - low < 1e-4 * Math.max(1e-6, Math.abs(high), Math.abs(low));
  const ratio = least === 0 ? '∞' : formatNumber(most / least);
  const verdict = even
    ? `even overlap: every inner pixel has ${most} readers`
    : `uneven overlap: from ${least} to ${most} readers, ratio ${ratio}`;

  return (
    <DemoFrame
      id="conv-input-gradient-checkerboard"
      question="When does a gradient come back chequered?"
      link={link}
      tasks={[task]}
      announce={`Kernel ${k}×${k}, stride ${s}: ${verdict}.`}
      caption={
        <>
          <p>
            <strong>Try:</strong> kernels from 2 to 6 at stride 2; only the even ones overlap
            evenly. Then 3 with the bell: uneven overlap, yet no chequers. Then 4 with random
            weights: even overlap, and chequers all the same. Then a kernel smaller than the stride.
          </p>
          {rim && (
            <p>
              The empty rim at the right and below was read by no output: the size was rounded down.
            </p>
          )}
          <p>
            All three pictures are input gradients, computed by the function of this chapter. The
            third is what one strided layer with random kernels and ReLU sends back to a photograph
            (Karl Blossfeldt, <cite>Allium ostrowskianum</cite>, 1928). The table’s measured factor
            is Σ <InputGradient />
            ·X ÷ Σ X², over the inner pixels with n readers.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="kernel size"
            symbol="K₁ = K₂"
            role="kernel"
            value={state.k}
            min={1}
            max={7}
            onChange={(k) => update({ k })}
          />
          <Slider
            label="stride"
            symbol="s"
            value={state.s}
            min={1}
            max={4}
            onChange={(s) => update({ s })}
          />
          <Choice
            label="Kernel of the second picture"
            role="kernel"
            options={weightings.map((option) => ({
              ...option,
              disabled: option.value === 'resize' && state.k < state.s,
            }))}
            value={state.weighting}
            onChange={(weighting) => update({ weighting })}
          />
          <Choice
            label="Random kernels of the third"
            options={[16, 128, 1024].map((value) => ({
              value: value as CheckerboardState['kernels'],
              label: String(value),
            }))}
            value={state.kernels}
            onChange={(kernels) => update({ kernels })}
          />
          <button
            type="button"
            className="button"
            onClick={() => update({ seed: (state.seed + 1) % 1000000 })}
          >
            Other random kernels
          </button>
        </>
      }
    >
      <div className="ig-pictures">
        <CountPicture
          title={
            <>
              Readers of each pixel: <InputGradient /> for <Quantity role="upstream">G</Quantity> =
              1, <Quantity role="kernel">K</Quantity> = 1
            </>
          }
          label={`Number of readers of each pixel; ${verdict}`}
          picture={frame.overlap}
          scaleLabel="outputs that read the pixel"
        >
          <p>
            Inner pixels: {even ? `all ${most}` : `${least} to ${most}`}.{' '}
            <strong>
              {even ? 'Even' : 'Uneven'}: {s} {k % s === 0 ? 'divides' : 'does not divide'} {k}.
            </strong>{' '}
            Ratio <span className="measure-value">{ratio}</span>
          </p>
        </CountPicture>
        <CountPicture
          title={
            <>
              A constant gradient: <InputGradient /> for <Quantity role="upstream">G</Quantity> = 1
              through the chosen kernel
            </>
          }
          label={`Gradient of a constant; inner pixels from ${formatNumber(low)} to ${formatNumber(high)}`}
          picture={frame.constant}
          scaleLabel="gradient"
        >
          <p>
            Inner pixels:{' '}
            {flat ? `all ${formatNumber(high)}` : `${formatNumber(low)} to ${formatNumber(high)}`}.{' '}
            <strong>{flat ? 'No chequers.' : 'Chequered.'}</strong>
          </p>
        </CountPicture>
        <CountPicture
          title={<>The gradient of a photograph, mean over {kernels} random kernels</>}
          label={`Input gradient of the photograph for kernel ${k}×${k}, stride ${s}`}
          picture={frame.photoGradient}
          scaleLabel="gradient; negative values are drawn black"
        >
          <p className="ig-original">
            <PixelImage
              width={frame.photoGradient.side}
              height={frame.photoGradient.side}
              src={first.original}
              label="The photograph: a flower of an ornamental onion"
              size={98}
            />
            <span>the photograph itself</span>
          </p>
        </CountPicture>
      </div>
      <div className="ig-scroll">
        <table className="demo-table">
          <caption>By how much the photograph comes back multiplied</caption>
          <thead>
            <tr>
              <th scope="col">readers, n</th>
              <th scope="col">inner pixels</th>
              <th scope="col">expected, n/2 ± standard error</th>
              <th scope="col">measured</th>
            </tr>
          </thead>
          <tbody>
            {frame.classes.map(({ readers, pixels, expected, chance, measured }) => (
              <tr key={readers}>
                <th scope="row">{readers}</th>
                <td>{pixels}</td>
                <td>
                  {formatNumber(expected)} ± {formatNumber(chance, 2)}
                </td>
                <td>{formatNumber(measured)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
