import { useEffect, useMemo, useState } from 'react';
import { ReaderPictureView } from '#demos/attribution/ReaderPictureView.tsx';
import { useReaderPicture } from '#demos/attribution/useReaderPicture.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PictureChoice } from '#demos/network/PictureChoice.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import type certifyPicture from '#numerics/tasks/adversarial-defenses-certify.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, inPlaces, percent, wholeText } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Certificate.first.ts';
import { ALPHAS, certificateDefaults, certificateSchema, DRAWN } from './state.ts';
import { Votes } from './Votes.tsx';

/** ‖δ‖₂ of ±8 grey levels in all 3,072 numbers, and of one pixel from black to white. */
const everywhere = (8 / 255) * Math.sqrt(3072);
const onePixel = Math.sqrt(3);

/** The reader's picture, n noisy copies of it, and what their votes prove. */
export const Certificate = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const link = useDemoState('certificate', certificateSchema, certificateDefaults);
  const { state, update } = link;
  const { network, sigma, n, alpha, seed } = state;
  const picture = useReaderPicture({ sheets, classes, first: first.picture, state, update });
  const { pixels } = picture;
  const task = useTask<typeof certifyPicture>('adversarial-defenses-certify');
  const [asked, setAsked] = useState(false);

  useEffect(() => {
    if (!asked || !pixels) return;
    setAsked(false);
    task.run({ pixels, network, sigma, n, alpha, seed });
  }, [asked, pixels]);

  const { result, resultOf } = task;
  const of = resultOf ?? certificateDefaults;
  const found = result ?? first.found;
  const counting = task.running ? (task.partial as number[] | null) : null;
  const shown = counting ?? found.votes;
  const isOld =
    [network, sigma, n, alpha, seed].join() !==
      [of.network, of.sigma, of.n, of.alpha, of.seed].join() ||
    (resultOf ? resultOf.pixels !== pixels : !picture.untouched);
  const total = found.votes.reduce((sum, count) => sum + count, 0);
  const chosen = found.chosenBy.indexOf(Math.max(...found.chosenBy));
  const said = useMemo(() => {
    const votes = `${classes[chosen] ?? ''}: ${wholeText(found.votes[chosen] ?? 0)} of ${wholeText(total)} draws. With confidence ${percent(1 - of.alpha, 1)} at least ${percent(found.lowest, 1)} of all noise is for it`;
    return found.answer === null
      ? `${votes}, which is not known to be more than half: the network abstains.`
      : `${votes}: certified radius ${inPlaces(found.radius, 3)}.`;
  }, [result]);

  return (
    <DemoFrame
      id="certificate"
      question="How far can this picture be moved, by anybody, without changing the answer?"
      caption={
        <>
          <p>
            {said}
            {isOld && !task.running && ' That was for other settings: draw again.'}
          </p>
          <p>
            Take 100 draws, then 10,000 (up to a minute). Which of the two makes the radius: the
            network, or the counting? Then let <em>base</em> vote, which has never seen noise.
          </p>
          <p>
            The run that opens was recorded by the same code. Your own picture stays on this device.
          </p>
        </>
      }
      link={picture.inLink ? link : undefined}
      tasks={[task]}
      announce={task.running ? undefined : said}
      status={`network: ${of.network}`}
      controls={
        <>
          <Choice
            label="Network that votes"
            options={[
              { value: 'noise', label: 'noise (trained with σ = 0.25)' },
              { value: 'base', label: 'base' },
            ]}
            value={network}
            onChange={(next) => update({ network: next })}
          />
          <Slider
            label="noise, black to white = 1"
            symbol="σ"
            value={sigma}
            min={0.05}
            max={0.5}
            step={0.05}
            onChange={(next) => update({ sigma: next })}
          />
          <Choice
            label="Draws that count"
            symbol="n"
            options={DRAWN.map((value) => ({ value, label: wholeText(value) }))}
            value={n}
            onChange={(next) => update({ n: next })}
          />
          <Choice
            label="Risk of a wrong certificate"
            symbol="α"
            options={ALPHAS.map((value) => ({ value, label: String(value) }))}
            value={alpha}
            onChange={(next) => update({ alpha: next })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(next) => update({ seed: next })}
          />
          <button
            type="button"
            className="button needs-script"
            disabled={task.running}
            onClick={() => setAsked(true)}
          >
            Draw and count
          </button>
          <PictureChoice
            sheets={sheets}
            classes={classes}
            source={picture.source}
            image={picture.numbers[0] ?? 0}
            painting={picture.painting}
            paintable={false}
            live={link.ready}
            onSource={picture.choose.source}
            onImage={picture.choose.picture}
            onOwn={picture.choose.own}
            onPainting={picture.choose.painting}
          />
          <PicturesMissing of={picture} />
        </>
      }
    >
      <div className="attack-row">
        <ReaderPictureView picture={picture} size={148} />
        <Votes classes={classes} votes={shown} />
      </div>
      <p className="measure">
        certified radius R{' '}
        <span className="measure-value">
          {found.answer === null ? 'none' : inPlaces(found.radius, 3)}
        </span>
      </p>
      <p className="map-facts">
        For comparison, in the same L2 measure: ±8 grey levels everywhere{' '}
        {formatNumber(everywhere, 3)}; one pixel from black to white {formatNumber(onePixel, 3)}.
        {found.answer !== null &&
          ` Spread evenly over all 3,072 numbers, R is ±${formatNumber((255 * found.radius) / Math.sqrt(3072), 2)} grey levels.`}
      </p>
    </DemoFrame>
  );
});
