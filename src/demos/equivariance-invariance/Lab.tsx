import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Quantity } from '#demos/frame/Quantity.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { usePicture } from '#demos/network/usePicture.ts';
import { shiftText } from '#numerics/images/shiftText.ts';
import type { Shift } from '#numerics/images/translate.ts';
import type shift from '#numerics/tasks/equivariance-invariance-shift.ts';
import { ColourScale } from '#ui/ColourScale.tsx';
import { percent } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import type { Cell } from '#ui/matrix.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import {
  answerAt,
  curveOfClass,
  period,
  probabilityAt,
  rivalOf,
  sameAnswers,
  shiftMapOf,
  SIDE,
} from './answers.ts';
import { drawMap, drawMoved } from './draw.ts';
import { Errors } from './Errors.tsx';
import type firstFrame from './Lab.first.ts';
import { MovedPicture } from './MovedPicture.tsx';
import { PeriodGuess } from './PeriodGuess.tsx';
import { Settings, ShiftSettings } from './Settings.tsx';
import { labDefaults, labSchema, mapKey, operationsKey, REACH, type LabState } from './state.ts';
import { useShiftMap } from './useShiftMap.ts';

/** Drag the picture: what every layer makes of the shift, and the answer at each of 289 shifts. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet } = first;
  const link = useDemoState('equivariance-invariance-lab', labSchema, labDefaults);
  const { state, update } = link;
  const { image, down, right, border, network, padding, pooling } = state;
  const firstPixels = useMemo(
    () => Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0)),
    [first.pixels],
  );
  const picture = usePicture(sheet, image, image === labDefaults.image ? firstPixels : null);
  const { pixels } = picture;

  const key = mapKey(state);
  const here = useTask<typeof shift>('equivariance-invariance-shift');
  useEffect(() => {
    // The opening state was computed by the same code, and the page brings it along.
    const isFirst = key === mapKey(labDefaults) && down === 0 && right === labDefaults.right;
    if (link.ready && pixels && (!isFirst || here.resultOf)) {
      here.run({ pixels, network, padding, pooling, border, down, right });
    }
  }, [link.ready, pixels, key, down, right]);
  const firstMap = useMemo(
    () => shiftMapOf(first.thousandths, classes.length),
    [first.thousandths, classes],
  );
  const everywhere = useShiftMap(state, pixels, link.ready, firstMap);
  const { map: shiftMap, complete } = everywhere;

  const label = sheet.labels[image] ?? 0;
  const name = classes[label] ?? '';
  const rival = useMemo(() => rivalOf(shiftMap, label), [shiftMap, label]);
  const mapImage = useMemo(
    () => (shiftMap === firstMap ? first.mapImage : imageUri(drawMap(shiftMap, label))),
    [shiftMap, label],
  );
  const movedImage = useMemo(
    () => (pixels && link.ready ? drawMoved(pixels, { down, right, border }) : first.moved),
    [pixels, link.ready, down, right, border],
  );

  const moveTo = (to: Shift) => update({ down: clamp(to.down), right: clamp(to.right) });
  const { result: found, resultOf: foundFor } = here;
  // Errors of another shift are replaced in a moment; those of another network or picture mislead.
  const isOfNow =
    foundFor?.pixels === pixels &&
    foundFor?.network === network &&
    foundFor.padding === padding &&
    foundFor.pooling === pooling &&
    foundFor.border === border;
  const isFirstShift =
    key === mapKey(labDefaults) && down === 0 && right === labDefaults.right && !foundFor;
  const answer = (at: Shift) => classes[answerAt(shiftMap, at.down, at.right) ?? -1] ?? YET;
  const share = (at: Shift) => {
    const p = probabilityAt(shiftMap, at.down, at.right, label);
    return Number.isNaN(p) ? YET : percent(p, 1);
  };
  const [now, unmoved] = [share({ down, right }), share(UNMOVED)];
  const same = useMemo(() => (complete ? sameAnswers(shiftMap) : YET), [complete, shiftMap]);
  const repeatsAfter = useMemo(
    () => (complete ? period(shiftMap) : undefined),
    [complete, shiftMap],
  );
  const curve = curveOfClass(shiftMap, down, label);
  const where = shiftText({ down, right });
  const trained = { network, padding: 'zero', pooling: 'max' } as const;
  const isTrained = operationsKey(state) === operationsKey(trained);
  const accuracy = (of: typeof trained | LabState) =>
    `${(100 * (first.accuracies[operationsKey(of)] ?? Number.NaN)).toFixed(1)} %`;

  return (
    <DemoFrame
      id="equivariance-invariance-lab"
      question="What does the network make of a picture that moves by a pixel?"
      link={link}
      tasks={[here, everywhere.task]}
      announce={
        complete
          ? `Moved ${where}: ${name} gets ${now}, ${unmoved} unmoved; the answer is ${answer({ down, right })}. ${same} of ${SIDE * SIDE} shifts get the unmoved picture’s answer.`
          : undefined
      }
      status={`network: ${network}, ${accuracy(state)} of ${first.images} test images right${
        isTrained
          ? ''
          : ` with these operations, weights unchanged; ${accuracy(trained)} as trained`
      }`}
      caption={
        <>
          <p>
            Drag the picture, or press a place on the map: its rows and columns are shifts, the
            middle is the picture unmoved.
          </p>
          <p>
            <strong>Try:</strong> walk right, pixel by pixel, and watch the curve. Then guess. Then
            compare the error at conv5 after 4 pixels, with either padding. Then <em>flat-head</em>.
          </p>
        </>
      }
    >
      <div className="ei-top">
        <figure className="demo-picture">
          <figcaption>
            <Quantity role="input">x</Quantity>, moved {where}
          </figcaption>
          <MovedPicture
            src={movedImage}
            label={`Picture of the class ${name}, moved ${where}; its middle is marked`}
            by={{ down, right }}
            onMove={moveTo}
          />
        </figure>
        <figure className="demo-picture">
          <figcaption>
            <Quantity role="prediction">p</Quantity>({name}) at every shift
          </figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={mapImage}
            label={`Probability of ${name} at shifts by up to ${REACH} pixels; ${same} of ${SIDE * SIDE} shifts keep the answer`}
            role="prediction"
            size={196}
            pick={{ row: down + REACH, column: right + REACH }}
            onPick={(cell: Cell) => moveTo({ down: cell.row - REACH, right: cell.column - REACH })}
          />
          <ColourScale
            kind="unsigned"
            scale={1}
            label={`probability of ${name}`}
            format={(share) => `${100 * share} %`}
          />
        </figure>
        <ShiftSettings state={state} update={update} />
        <dl className="ei-measures">
          <div className="measure">
            <dt>{name}, unmoved</dt>
            <dd className="measure-value">{unmoved}</dd>
          </div>
          <div className="measure">
            <dt>
              {name}, moved {where}
            </dt>
            <dd className="measure-value">{now}</dd>
          </div>
          <div className="measure">
            <dt>answer, unmoved</dt>
            <dd className="measure-value">{answer(UNMOVED)}</dd>
          </div>
          <div className="measure">
            <dt>shifts that keep it</dt>
            <dd className="measure-value">
              {same} of {SIDE * SIDE}
            </dd>
          </div>
          <div className="measure">
            <dt>answer, moved</dt>
            <dd className="measure-value">{answer({ down, right })}</dd>
          </div>
          <div className="measure">
            <dt>answers repeat after</dt>
            <dd className="measure-value">
              {repeatsAfter === null ? `not within ${REACH} px` : `${repeatsAfter ?? YET} px`}
            </dd>
          </div>
        </dl>
      </div>
      <PeriodGuess
        guess={state.guess}
        found={isAsked(state) ? repeatsAfter : undefined}
        onGuess={(guess) => update({ ...labDefaults, padding: 'circular', guess })}
      />
      {!complete && !everywhere.task.running && (
        <button type="button" className="button" onClick={everywhere.task.retry}>
          Compute the answers at all shifts
        </button>
      )}
      <LinePlot
        series={[
          { name, points: curve, role: 'prediction' },
          { name: classes[rival] ?? '', points: curveOfClass(shiftMap, down, rival) },
        ]}
        x={{
          title: `shift to the right, in pixels${down === 0 ? '' : `; down by ${down}`}`,
          whole: true,
        }}
        y={{ title: 'probability, %', range: [0, 100] }}
        description={`Probability of ${name} from ${REACH} pixels left to ${REACH} right: ${curve
          .map(([, p]) => (Number.isNaN(p) ? YET : p.toFixed(0)))
          .join(', ')} per cent.`}
        marker={right}
        height={170}
      />
      <div className="ei-controls">
        <Settings state={state} update={update} sheet={sheet} name={name} />
      </div>
      <Errors
        layers={isFirstShift ? first.layers : isOfNow ? found?.layers : undefined}
        names={first.layers.map(({ layer }) => layer)}
        by={isFirstShift ? { down, right } : (foundFor ?? { down, right })}
      />
      <PicturesMissing of={picture} />
    </DemoFrame>
  );
});

/** What stands for a number that is being computed. */
const YET = '…';

const UNMOVED = { down: 0, right: 0 };

/** Whether the setting is the one that the guess is about. */
function isAsked(state: LabState): boolean {
  return mapKey(state) === mapKey({ ...labDefaults, padding: 'circular' });
}

function clamp(by: number): number {
  return Math.max(-REACH, Math.min(REACH, by)) + 0;
}
