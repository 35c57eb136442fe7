import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt, SIDE } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type rayTask from '#numerics/tasks/semantic-shift-ray.ts';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { rayFactors } from './rayFactors.ts';
import type firstFrame from './Ray.first.ts';
import { POWERS, rayDefaults, raySchema } from './state.ts';

/** One picture, multiplied by α: what softmax, energy and distance make of it on the way out. */
export const Ray = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { known, classes, sheet, means, thresholds } = first;
  const link = useDemoState('ray', raySchema, rayDefaults);
  const { state, update, ready } = link;
  const { picture, power } = state;
  const task = useTask<typeof rayTask>('semantic-shift-ray');
  const isDefault = picture === rayDefaults.picture;
  const pictures = usePictures(sheet, ready && !isDefault);

  useEffect(() => {
    if (!ready || isDefault || !pictures.pixels) return;
    task.run({ pixels: pictureAt(pictures.pixels, picture), factors: rayFactors, means });
  }, [ready, picture, pictures.pixels]);

  const isLive = !isDefault && task.result !== null;
  const ray = (isLive && task.result) || first.ray;
  const pixels = (isLive && task.resultOf?.pixels) || first.pixels;
  const at = power - POWERS.least;
  const alpha = rayFactors[at] ?? 1;
  const probabilities = ray.probabilities[at] ?? [];
  const most = Math.max(...probabilities);
  const said = known[indexOfLargest(probabilities)] ?? '';
  const energy = ray.energies[at] ?? 0;
  const distance = ray.distances[at] ?? 0;
  const limit = known[indexOfLargest(ray.limit)] ?? '';
  const here = known[indexOfLargest(ray.probabilities[-POWERS.least])] ?? '';
  const lines = useMemo(() => {
    const named = [...new Set([limit, here])];
    const rest = known.filter((one) => !named.includes(one));
    const sumOf = (names: readonly string[]) =>
      rayFactors.map((factor, i) => {
        const sum = names.reduce(
          (total, one) => total + (ray.probabilities[i]?.[known.indexOf(one)] ?? 0),
          0,
        );
        return [factor, sum] as const;
      });
    return [
      { name: `— ${limit}`, role: 'prediction' as const, points: sumOf([limit]) },
      ...(here === limit ? [] : [{ name: `╌ ${here}`, points: sumOf([here]) }]),
      { name: here === limit ? '╌ all others' : '··· all others', points: sumOf(rest) },
    ];
  }, [ray]);
  const drawn = useMemo(
    () =>
      power === 0 && !isLive
        ? first.drawn
        : pixelsUri(
            Array.from(pixels, (value) =>
              Math.min(255, Math.max(0, 127.5 * (1 + alpha * (value / 127.5 - 1)))),
            ),
          ),
    [pixels, power],
  );
  const name =
    classes[sheet.labels[isLive || isDefault ? picture : rayDefaults.picture] ?? 0] ?? '';
  const verdict = (isIn: boolean) => (isIn ? '✓ let in' : '✗ turned away');
  const rows = [
    {
      what: 'max p',
      value: `${percent(most, 1)} ${said}`,
      isIn: most >= thresholds.softmax,
    },
    { what: 'energy E', value: formatNumber(energy), isIn: -energy >= thresholds.energy },
    {
      what: 'distance from the nearest class mean',
      value: formatNumber(distance),
      isIn: -distance >= thresholds.mean,
    },
  ];
  const announce = `${name}, times ${formatNumber(alpha)}: ${rows.map(({ what, value, isIn }) => `${what} ${value}, ${isIn ? 'let in' : 'turned away'}`).join('; ')}.`;

  return (
    <DemoFrame
      id="ray"
      question="What does the network say of a picture that is far from every picture?"
      link={link}
      tasks={[task]}
      announce={announce}
      status="network: six"
      caption={
        <>
          <p>
            The picture x, as the network takes it, has numbers from −1 to 1; grey is 0.{' '}
            <strong>Push it outward</strong> along αx. Beyond α = 1 it is no picture any more: what
            is drawn is cut off at black and white.
          </p>
          <p>
            Without its biases the network would say <strong>{limit}</strong>, and that is where α →
            ∞ leads. Each verdict is at the threshold that lets in 95 % of 300 known photographs.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="n, for α = 2 to the power n/2"
            value={power}
            min={POWERS.least}
            max={POWERS.most}
            format={(value) => `${value}, so α is ${formatNumber(2 ** (value / 2))}`}
            onChange={(value) => update({ power: value })}
          />
          <Slider
            label="picture, number"
            value={picture}
            min={0}
            max={23}
            role="input"
            onChange={(value) => update({ picture: value })}
          />
        </>
      }
    >
      <div className="demo-row novelty-ray">
        <figure className="demo-picture">
          <figcaption>
            {name}, α = {formatNumber(alpha)}
          </figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={drawn}
            label={`${name}, its contrast multiplied by ${formatNumber(alpha)}`}
            role="input"
            size={148}
          />
        </figure>
        <table>
          <caption>What is made of αx</caption>
          <tbody>
            {rows.map(({ what, value, isIn }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{value}</td>
                <td>{verdict(isIn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PicturesMissing of={pictures} />
      <div className="novelty-plot">
        <LinePlot
          series={lines}
          x={{ title: 'α', kind: 'log', range: [rayFactors[0] ?? 0.25, rayFactors.at(-1) ?? 4096] }}
          y={{ title: 'probability', range: [0, 1] }}
          marker={alpha}
          description={announce}
        />
      </div>
    </DemoFrame>
  );
});

function indexOfLargest(values: readonly number[] = []): number {
  return values.indexOf(Math.max(...values));
}
