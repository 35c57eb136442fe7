import { useMemo } from 'react';
import { ReaderPictureView } from '#demos/attribution/ReaderPictureView.tsx';
import { useAnswer } from '#demos/attribution/useAnswer.ts';
import { useReaderPicture } from '#demos/attribution/useReaderPicture.ts';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PictureChoice } from '#demos/network/PictureChoice.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { SIDE } from '#demos/network/sheet.ts';
import { networkBehind } from '#numerics/adversarial/setups.ts';
import type closeUp from '#numerics/tasks/adversarial-defenses-close.ts';
import { formatNumber, inPlaces, percent } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Answers } from './Answers.tsx';
import { AttackChoice } from './AttackChoice.tsx';
import type firstFrame from './Close.first.ts';
import { drawAttack } from './drawAttack.ts';
import { attackNames, defenceNames } from './names.ts';
import { closeDefaults, closeSchema, MOST, type CloseState } from './state.ts';

const keyOf = ({ defence, attack, radius, seed }: CloseState) =>
  [defence, attack, radius, seed].join();
const bets = [
  { value: 'holds', label: 'it will stand' },
  { value: 'falls', label: 'it will fall' },
] as const;

/** One picture close up: the perturbation, and what a defended network says of it. */
export const Close = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheets } = first;
  const link = useDemoState('close', closeSchema, closeDefaults);
  const { state, update } = link;
  const { defence, attack, radius, seed, bet } = state;
  const picture = useReaderPicture({ sheets, classes, first: first.picture, state, update });
  const { pixels } = picture;
  const label = picture.tiles[0]?.label ?? null;

  const task = useTask<typeof closeUp>('adversarial-defenses-close');
  const key = keyOf(state);
  const input = useMemo(
    () => pixels && { pixels, label, defence, attack, radius, seed },
    [pixels, key],
  );
  useAnswer(task, link.ready ? input : null, picture, key === keyOf(closeDefaults));

  const { result, resultOf } = task;
  const shown = useMemo(
    () => (result && resultOf ? drawAttack(result, resultOf.pixels, resultOf.radius) : first.drawn),
    [result],
  );
  const of = resultOf ?? closeDefaults;
  const votes = of.defence === 'noise' || of.defence === 'smooth';
  const answer = (shares: readonly number[]) => shares.indexOf(Math.max(...shares));
  const [was, is] = [answer(shown.before), answer(shown.after)];
  const name = (index: number) => classes[index] ?? '';
  const fallen = is !== shown.label;
  const entries = SIDE * SIDE * 3;
  const said = `${defenceNames[of.defence].long}, ${attackNames[of.attack].name}, ε = ${formatNumber(of.radius)}: ${name(was)} with ${percent(shown.before[was] ?? 0)} before, ${name(is)} with ${percent(shown.after[is] ?? 0)} after.`;
  const gradient = `Of ${entries.toLocaleString('en-GB')} entries of the true gradient at the picture, ${Math.round(shown.nonzero * entries).toLocaleString('en-GB')} are not zero.`;
  const isBetOpen = defence === 'quantise' && attack === 'pgd' && bet === null;

  return (
    <DemoFrame
      id="close"
      question="The attack gets nowhere. Is the defence good?"
      caption={
        <>
          <p>
            {gradient} Loss of “{name(shown.label)}”: {inPlaces(shown.loss[0], 2)} before,{' '}
            {inPlaces(shown.loss[1], 2)} after
            {of.attack !== 'random' && of.attack !== 'transfer' && (
              <>
                ; a straight line would gain ε‖g‖<sub>1</sub> = {inPlaces(shown.promised, 2)}
              </>
            )}
            .
          </p>
          <p>
            Change the attack and leave the defence. Then the other way round. Where does ε begin to
            matter, and can you see it in the picture?
          </p>
          <p>
            Of your own picture nobody knows the class: there the attack drives away from what the
            network says of it first.
          </p>
        </>
      }
      link={picture.inLink ? link : undefined}
      tasks={[task]}
      announce={task.running ? undefined : said}
      status={`network: ${networkBehind[of.defence]}`}
      controls={
        <>
          <AttackChoice defence={defence} attack={attack} onChange={update} />
          <Slider
            label="budget, in grey levels of 255"
            symbol="ε"
            value={radius}
            min={0}
            max={MOST}
            step={0.5}
            onChange={(next) => update({ radius: next, bet: null })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(next) => update({ seed: next })}
          />
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
      <div className="attack-row" aria-busy={task.running}>
        <ReaderPictureView picture={picture} size={148} />
        <figure className="demo-picture">
          <figcaption>
            δ, {formatNumber(shown.largest, 2)} {shown.largest === 1 ? 'level' : 'levels'} at most
          </figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={shown.delta}
            label={`The perturbation, amplified: at most ${formatNumber(shown.largest, 2)} grey levels, length ${inPlaces(shown.length, 2)}.`}
            size={148}
          />
          <DeltaScale radius={of.radius} />
        </figure>
        <figure className="demo-picture">
          <figcaption>What the defence gets</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={shown.attacked}
            label={`The attacked picture, called ${name(is)}`}
            role="input"
            size={148}
          />
        </figure>
      </div>
      <Answers
        classes={classes}
        before={shown.before}
        after={shown.after}
        unit={
          votes ? 'Share of 50 draws that answer' : 'What the defended network gives each class'
        }
      />
      <p className="map-facts">
        <strong>{fallen ? `Fooled: ${name(is)}.` : `It stands: ${name(is)}.`}</strong> ‖δ‖
        <sub>∞</sub> = {formatNumber(shown.largest, 3)} of 255, ‖δ‖<sub>2</sub> ={' '}
        {inPlaces(shown.length, 2)} (black to white = 1).
      </p>
      {isBetOpen ? (
        <Guesses
          label="An attacker who knows of the rounding, same ε:"
          options={bets}
          value={bet}
          onGuess={(value) => update({ bet: value, attack: 'straightThrough' })}
        />
      ) : (
        bet !== null &&
        of.defence === 'quantise' &&
        of.attack === 'straightThrough' && (
          <p className="map-facts" role="status">
            <Foretold right={(bet === 'falls') === fallen} /> {name(is)} with{' '}
            {percent(shown.after[is] ?? 0)}.
          </p>
        )
      )}
    </DemoFrame>
  );
});

/** The scale of δ: black is −ε, middle grey nothing, white +ε. */
function DeltaScale({ radius }: { radius: number }) {
  const end = formatNumber(radius);
  return (
    <div className="colour-scale">
      <span className="colour-scale-label">each colour, in grey levels</span>
      <span
        className="colour-scale-bar"
        aria-hidden="true"
        style={{ backgroundImage: 'linear-gradient(to right, #000, #808080, #fff)' }}
      />
      <span className="colour-scale-marks">
        <span>−{end}</span>
        <span>0</span>
        <span>+{end}</span>
      </span>
    </div>
  );
}
