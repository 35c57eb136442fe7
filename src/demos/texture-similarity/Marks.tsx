import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import type marks from '#numerics/tasks/texture-similarity-marks.ts';
import { drawMarks, GRID, type MarkPicture } from '#numerics/texture/marks.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { percent } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import type firstFrame from './Marks.first.ts';
import { board, crossesOf, halves, marksDefaults, marksSchema, pitches } from './state.ts';
import { useTouched } from './useTouched.ts';

/** What 32-bit numbers cannot tell from zero. */
const ROUNDING = 1e-4;

/** What the answer depends on. */
const keyOf = ({ marks: text, pitch }: typeof marksDefaults) => `${text} ${pitch}`;

/** Two arrangements of the same marks: which layer's Gram matrix can tell them apart? */
export const Marks = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('marks', marksSchema, marksDefaults);
  const { state, update, ready } = link;
  const { marks: text, pitch } = state;
  const task = useTask<typeof marks>('texture-similarity-marks');
  const touched = useTouched(ready, keyOf(state), keyOf(marksDefaults));
  useEffect(() => {
    if (touched) task.run({ a: crossesOf(board), b: crossesOf(text), pitch });
  }, [touched, text, pitch]);
  const rows = task.result ?? first.rows;
  const shownPitch = task.resultOf?.pitch ?? marksDefaults.pitch;
  const crosses = crossesOf(text);
  const count = crosses.filter(Boolean).length;
  const drawn = useMemo(
    () => [drawMarks(crossesOf(board), pitch), drawMarks(crosses, pitch)].map(uriOf),
    [text, pitch],
  );
  const side = drawMarks(null, pitch).side;
  const blind = rows.filter(({ difference }) => difference < ROUNDING).map(({ layer }) => layer);
  const verdict =
    blind.length === 0
      ? 'Every layer tells them apart.'
      : blind.length === rows.length
        ? 'No layer tells them apart.'
        : `${blind.join(', ')} cannot tell them apart.`;
  const toggle = (at: number) =>
    update({
      marks: [...text].map((mark, i) => (i === at ? (mark === 'x' ? 'o' : 'x') : mark)).join(''),
    });

  return (
    <DemoFrame
      id="marks"
      question="Which order can a Gram matrix not see?"
      link={link}
      tasks={[task]}
      announce={task.running ? undefined : `Marks ${shownPitch} pixels apart. ${verdict}`}
      status={networkStatus('base', first.accuracy)}
      caption={
        <>
          <p>
            The last column is the distance of the two Gram matrices, as a share of what the marks
            change at all: the distance from left picture to empty ground. {verdict}
          </p>
          <p>
            <strong>Move the marks apart</strong> until a layer goes blind. Then{' '}
            <strong>press marks</strong> to change them: keep eight crosses, in any order you like,
            and it stays blind. Make it nine.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="from mark to mark"
            unit="pixels"
            value={pitch}
            min={pitches.least}
            max={pitches.most}
            step={pitches.step}
            role="input"
            onChange={(value) => update({ pitch: value })}
          />
          <button type="button" className="button" onClick={() => update({ marks: halves })}>
            Two halves
          </button>
          <button type="button" className="button" onClick={() => update({ marks: board })}>
            Same as the left
          </button>
        </>
      }
    >
      <figure className="demo-picture">
        <figcaption>in turn: 8 crosses, 8 rings</figcaption>
        <PixelImage
          width={side}
          height={side}
          src={drawn[0]}
          label="Crosses and rings in turn, as on a chessboard"
          role="input"
          size={224}
        />
      </figure>
      <figure className="demo-picture">
        <figcaption>
          yours: {count} crosses, {GRID * GRID - count} rings
        </figcaption>
        <PixelImage
          width={side}
          height={side}
          src={drawn[1]}
          label={`Your arrangement: ${text.replaceAll('x', 'cross ').replaceAll('o', 'ring ')}`}
          role="input"
          size={224}
        />
        <div
          className="ts-marks needs-script"
          role="group"
          aria-label="Marks to change, row by row"
        >
          {crosses.map((cross, i) => (
            <button
              key={i}
              type="button"
              className="ts-mark"
              aria-label={`Row ${Math.floor(i / GRID) + 1}, column ${(i % GRID) + 1}: ${cross ? 'cross' : 'ring'}`}
              onClick={() => toggle(i)}
            >
              {cross ? '×' : '○'}
            </button>
          ))}
        </div>
      </figure>
      <table className="demo-table" aria-busy={task.running}>
        <caption>{shownPitch} pixels from mark to mark</caption>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">window</th>
            <th scope="col">one sees two marks</th>
            <th scope="col">Gram differs by</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ layer, field, seesTwo, difference }) => (
            <tr key={layer}>
              <th scope="row">{layer}</th>
              <td>
                {field}×{field}
              </td>
              <td>{seesTwo ? 'yes' : 'no'}</td>
              <td>{difference < ROUNDING ? '0, but for rounding' : percent(difference, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DemoFrame>
  );
});

function uriOf({ side, values }: MarkPicture): string {
  return imageUri({ width: side, height: side, kind: 'grey', pixels: values, scale: 255 });
}
