import { useEffect, useMemo, useRef, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useInTurn } from '#demos/frame/useInTurn.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { Probabilities } from '#demos/network/Probabilities.tsx';
import { SIDE } from '#demos/network/sheet.ts';
import { strongest } from '#numerics/search/answer.ts';
import { cornerColours, withChange } from '#numerics/search/pixelChange.ts';
import type query from '#numerics/tasks/one-pixel-attacks-query.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { rgbOf } from '#ui/swatches.ts';
import { cornerNames, hexOf } from './colours.ts';
import type firstFrame from './Hand.first.ts';
import { handDefaults, handSchema, type HandState } from './state.ts';
import { TargetControls } from './TargetControls.tsx';
import { useTarget } from './useTarget.ts';

type Place = Pick<HandState, 'row' | 'column' | 'colour'>;
/** An answered try. */
interface Try extends Place {
  p: number;
  answer: number;
}

const keyOf = ({ row, column, colour }: Place) => `${row} ${column} ${colour}`;
const targetOf = ({ set, image, network, filter }: HandState) =>
  `${set} ${image} ${network} ${filter}`;

/** One pixel in one colour, by hand: what the network says, how often it was asked, and the best so far. */
export const Hand = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const link = useDemoState('by-hand', handSchema, handDefaults);
  const { state, update } = link;
  const { row, column, colour, network, filter } = state;
  const target = useTarget(first, state, link.ready);
  const { pixels, label, name } = target;
  const [tries, setTries] = useState<Try[]>([]);
  const [clean, setClean] = useState(() => strongest(first.probabilities));
  const past = useRef<Place[]>([]);
  const isChanged = row >= 0;
  const victim = targetOf(state);

  const task = useTask<typeof query>('one-pixel-attacks-query');
  const input = useMemo(
    () =>
      pixels && {
        network,
        filter,
        pixels,
        change: isChanged ? { row, column, colour: rgbOf(colour) } : null,
      },
    [pixels, network, filter, row, column, isChanged ? colour : ''],
  );
  const asksNothing = !isChanged && victim === targetOf(handDefaults);
  useInTurn(task, link.ready && !(asksNothing && !task.result) ? input : null);

  useEffect(() => {
    setTries([]);
    past.current = [];
  }, [victim]);
  const { result, resultOf } = task;
  useEffect(() => {
    if (!result || !resultOf || resultOf.pixels !== pixels) return;
    const { change } = resultOf;
    if (!change) {
      setClean(strongest(result.probabilities));
      return;
    }
    const place = { row: change.row, column: change.column, colour: hexOf(change.colour) };
    const answer = strongest(result.probabilities);
    const tried = { ...place, p: result.probabilities[label] ?? 0, answer };
    setTries((old) => (old.some((one) => keyOf(one) === keyOf(place)) ? old : [...old, tried]));
  }, [result]);

  const change = (next: Partial<Place>) => {
    past.current.push({ row, column, colour });
    update(next);
  };
  const undo = () => {
    const before = past.current.pop();
    if (before) update(before);
  };
  const probabilities =
    result && resultOf?.pixels === pixels ? result.probabilities : first.probabilities;
  const answer = strongest(probabilities);
  const p = probabilities[label] ?? 0;
  const best = tries.reduce<Try | null>(
    (least, one) => (least && least.p <= one.p ? least : one),
    null,
  );
  const flip = tries.findIndex((one) => one.answer !== label);
  const src = useMemo(
    () =>
      pixels && isChanged
        ? pixelsUri(withChange(pixels, SIDE, { row, column, colour: rgbOf(colour) }))
        : target.src,
    [pixels, row, column, colour, target.src],
  );
  const asked = tries.length === 1 ? '1 query' : `${tries.length} queries`;
  const verdict = answer === label ? `still ${name}` : `now ${classes[answer] ?? ''}`;
  const said = isChanged
    ? `Row ${row}, column ${column}: p of ${name} is ${percent(p, 1)}, the answer is ${verdict}. ${asked} so far.`
    : `Unchanged: p of ${name} is ${percent(p, 1)}.`;

  return (
    <DemoFrame
      id="by-hand"
      question="Can you make it wrong with one pixel?"
      caption={
        <>
          <p>
            The picture is a {name}. Choose a colour and touch a pixel; the pixel before it gets its
            own colour back. Every new pixel or colour is one query.
          </p>
          <p>
            With the keyboard: Tab to the picture, then the arrows. Try the outline, the eyes, the
            background; try white where it is dark.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={task.running ? undefined : said}
      status={networkStatus(network, first.accuracy[network])}
      controls={
        <>
          <div className="drawing-colours">
            <Choice
              label="Colour of the pixel"
              options={cornerColours.map((corner, i) => ({
                value: hexOf(corner),
                label: (
                  <i
                    className="swatch"
                    style={{ background: hexOf(corner) }}
                    role="img"
                    aria-label={cornerNames[i]}
                    title={cornerNames[i]}
                  />
                ),
              }))}
              value={colour}
              onChange={(next) => change({ colour: next })}
            />
            <label className="drawing-colour control-label">
              or any{' '}
              <input
                type="color"
                value={colour}
                onChange={(event) => change({ colour: event.currentTarget.value })}
              />
            </label>
          </div>
          <button
            type="button"
            className="button"
            disabled={past.current.length === 0}
            onClick={undo}
          >
            Undo
          </button>
          <button
            type="button"
            className="button"
            disabled={best === null}
            onClick={() =>
              best && change({ row: best.row, column: best.column, colour: best.colour })
            }
          >
            Best so far
          </button>
          <TargetControls
            state={state}
            sheets={sheets}
            classes={classes}
            live={link.ready}
            onChange={(next) => update({ ...next, row: -1 })}
          />
          <PicturesMissing of={target} />
        </>
      }
    >
      <figure className="demo-picture">
        <figcaption>Test image: {name}</figcaption>
        <PixelImage
          width={SIDE}
          height={SIDE}
          src={src}
          label={`Test image of the class ${name}, to change a pixel of`}
          role="input"
          size={320}
          pick={isChanged ? { row, column } : undefined}
          onPick={(cell) => {
            if (cell.row !== row || cell.column !== column) change(cell);
          }}
        />
      </figure>
      <div className="by-hand">
        <Probabilities classes={classes} probabilities={probabilities} />
        <p className="map-facts by-hand-count">
          <strong>{asked}</strong>
          {best && (
            <>
              {' '}
              · least p of {name} so far <strong>{percent(best.p, 1)}</strong>, at row {best.row},
              column {best.column}
            </>
          )}
        </p>
        <p className="map-facts" role="status">
          {clean !== label ? (
            `The network is wrong as it is: ${classes[clean] ?? ''}. There is nothing to fool.`
          ) : flip >= 0 ? (
            <strong>
              ✗ Fooled at query {flip + 1}: {classes[tries[flip]?.answer ?? 0]}.
            </strong>
          ) : (
            'Not fooled yet.'
          )}
        </p>
      </div>
    </DemoFrame>
  );
});
