import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt } from '#demos/network/sheet.ts';
import { TestImage } from '#demos/network/TestImage.tsx';
import { usePictures } from '#demos/network/usePictures.ts';
import { methods } from '#numerics/attribution/methods.ts';
import { wilsonInterval } from '#numerics/counting/wilsonInterval.ts';
import { trialMethods } from '#numerics/attribution/trialMethods.ts';
import type trial from '#numerics/tasks/visualization-vs-interpretability-trial.ts';
import { Choice } from '#ui/Choice.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { drawTrial } from './drawTrial.ts';
import { ShareRow, verdictOf } from './ShareRow.tsx';
import { studyDefaults, studySchema, type StudyState } from './state.ts';
import type firstFrame from './Study.first.ts';
import { scoreOf, trialPlan, TRIALS, type Side } from './trialPlan.ts';

const sides = [
  { side: 'l', name: 'Left' },
  { side: 'r', name: 'Right' },
] as const;
const others = { 1: 'random last layer', 6: 'all layers random' } as const;
const percent = (share: number) => Math.round(100 * share);

/** A blind test of the reader: two maps, one of them of a network that knows something. */
export const Study = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet } = first;
  const link = useDemoState('study', studySchema, studyDefaults);
  const { state, update } = link;
  const { seed, depth, answers, scored } = state;
  const [back, setBack] = useState(0);
  const [aside, setAside] = useState<StudyState | null>(null);
  const verdict = useRef<HTMLParagraphElement>(null);
  const hasAsked = useRef(false);
  const plan = useMemo(() => trialPlan(seed), [seed]);
  const at = scored ? Math.min(back, answers.length - 1) : Math.min(answers.length, TRIALS - 1);
  const pair = plan[Math.max(0, at)];
  const isFirst = at <= 0 && seed === studyDefaults.seed && depth === studyDefaults.depth;
  const task = useTask<typeof trial>('visualization-vs-interpretability-trial');
  const { pixels, ...fetched } = usePictures(sheet, link.ready && !isFirst);
  const label = sheet.labels[pair?.image ?? 0] ?? 0;
  useEffect(() => {
    if (isFirst || !pixels || !pair) return;
    const { image, method, seed: random } = pair;
    task.run({ pixels: pictureAt(pixels, image), classIndex: label, method, depth, seed: random });
  }, [isFirst, pixels, pair, depth]);

  const { result, resultOf } = task;
  const arrived = pair && resultOf?.seed === pair.seed && resultOf.depth === depth;
  const drawn = useMemo(() => {
    if (isFirst) return first.maps;
    return arrived && result ? drawTrial(result, pair.trained) : null;
  }, [isFirst, arrived, result]);
  const src = useMemo(
    () => (isFirst ? first.src : pixels && pair ? pixelsUri(pictureAt(pixels, pair.image)) : null),
    [isFirst, pixels, pair],
  );

  const full = answers.length === TRIALS;
  const answer = (side: Side) => {
    if (drawn && !scored && !full) update({ answers: answers + side });
  };
  const undo = () => {
    if (!scored) update({ answers: answers.slice(0, -1) });
  };
  const begin = (next: Partial<StudyState>) => {
    if (answers !== '') setAside(state);
    setBack(0);
    update({ answers: '', scored: false, ...next });
  };
  const onKeyDown = ({ key, target }: KeyboardEvent) => {
    // Sliders have arrows of their own.
    if (target instanceof HTMLInputElement) return;
    if (key === 'ArrowLeft') answer('l');
    else if (key === 'ArrowRight') answer('r');
    else if (key === 'Backspace') undo();
  };

  // The buttons go away with the answers: the keyboard goes on from the score.
  useEffect(() => {
    if (scored && hasAsked.current) verdict.current?.focus();
    hasAsked.current = false;
  }, [scored]);

  const score = scoreOf(plan, answers);
  const { low, high } = wilsonInterval(score.right, score.of);
  const rules = first.rule.depths[depth];
  const ruleOf = (method: (typeof trialMethods)[number]) =>
    (rules[method]?.right.middle ?? 0) / first.rule.pairs;
  const ruleOfAll =
    trialMethods.reduce((sum, method) => sum + ruleOf(method), 0) / trialMethods.length;
  const name = classes[label] ?? '';
  const method = pair ? methods[pair.method].name : '';
  const said = `${score.right} of ${score.of} right, ${percent(score.right / (score.of || 1))} %; 95 % interval from ${percent(low)} to ${percent(high)} %.`;

  return (
    <DemoFrame
      id="study"
      question="Which of the two maps comes from the trained network?"
      caption={
        <>
          <p>
            Both maps explain the score of the class by the same method. One network is trained, the
            other has a {others[depth]} and knows nothing. Colours run up to each map’s own largest
            number.
          </p>
          <p>
            Press a side, or, from one of the two buttons, the arrow keys ← and →; Backspace takes
            an answer back. Your answers are in this page’s address: reload it, or copy the link,
            and they are still there.
          </p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          if (answers !== '') setAside(state);
          setBack(0);
          link.reset();
        },
      }}
      tasks={[task]}
      announce={
        scored
          ? `${said} ${verdictOf(score)}`
          : `Pair ${Math.min(answers.length + 1, TRIALS)} of ${TRIALS}: ${method}, ${name}. ${answers.length} answered.`
      }
      status={`${networkStatus('base', first.accuracy)}, and copies of it with random layers`}
    >
      <div className="study" onKeyDown={onKeyDown}>
        <p>
          <b>
            {scored ? 'Looking back at pair' : 'Pair'} {at + 1} of{' '}
            {scored ? answers.length : TRIALS}
          </b>
          : {method}, the score of <i>{name}</i>
        </p>
        <div className="study-pair" aria-busy={drawn === null}>
          <TestImage name={name} src={src ?? first.src} />
          {sides.map(({ side, name: sideName }) => {
            const map = (drawn ?? first.maps)[side];
            const truth = pair?.trained === side ? 'trained' : others[depth];
            return (
              <figure className="demo-picture" key={side}>
                <figcaption>{scored ? `${sideName}: ${truth}` : sideName}</figcaption>
                <PixelImage
                  width={map.width}
                  height={map.height}
                  src={map.src}
                  label={`${sideName} map. ${map.where}`}
                  role="upstream"
                  size={196}
                />
                {!scored && (
                  <button
                    type="button"
                    className="button"
                    aria-disabled={full}
                    onClick={() => answer(side)}
                  >
                    The {sideName.toLowerCase()} one is trained
                  </button>
                )}
                {scored && answers[at] === side && (
                  <span className="study-answer">
                    {truth === 'trained' ? '✓ your answer' : '✗ your answer'}
                  </span>
                )}
              </figure>
            );
          })}
        </div>
        {!scored && (
          <div className="demo-controls">
            <button type="button" className="button" aria-disabled={answers === ''} onClick={undo}>
              Undo
            </button>
            <button
              type="button"
              className="button"
              aria-disabled={answers === ''}
              onClick={() => {
                if (answers === '') return;
                hasAsked.current = true;
                update({ scored: true });
              }}
            >
              {full
                ? 'All answered: show my score'
                : `Stop and score ${answers.length} of ${TRIALS}`}
            </button>
          </div>
        )}
      </div>
      <PicturesMissing of={fetched} />
      {scored && (
        <>
          <p ref={verdict} tabIndex={-1}>
            <b>{said}</b> {verdictOf(score)}
          </p>
          <div className="share-rows">
            <ShareRow name="all" score={score} rule={ruleOfAll} />
            {trialMethods.map((id) => (
              <ShareRow
                key={id}
                name={methods[id].name}
                score={scoreOf(plan, answers, id)}
                rule={ruleOf(id)}
              />
            ))}
          </div>
          <p className="map-facts">
            ● your share, with its 95 % interval; ▲ a rule that knows no network and no class, “the
            map with more of it in the middle”, on {first.rule.pairs} other pictures a method. The
            upright line is guessing.
          </p>
        </>
      )}
      <div className="demo-controls">
        {scored && answers.length > 1 && (
          <Slider
            label="look back at pair"
            value={at + 1}
            min={1}
            max={answers.length}
            onChange={(to) => setBack(to - 1)}
          />
        )}
        <Choice
          label="The other network has"
          options={[
            { value: 1, label: 'a random last layer' },
            { value: 6, label: 'random layers only' },
          ]}
          value={depth}
          onChange={(next) => begin({ depth: next })}
        />
        <button type="button" className="button" onClick={() => begin({ seed: (seed % 999) + 1 })}>
          Start another study
        </button>
        {aside && (
          <button
            type="button"
            className="text-button"
            onClick={() => {
              setAside(answers === '' ? null : state);
              update(aside);
            }}
          >
            Bring back {aside.answers.length} earlier answers
          </button>
        )}
      </div>
    </DemoFrame>
  );
});
