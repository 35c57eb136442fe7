import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { NUMBERS } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type survey from '#numerics/tasks/one-pixel-attacks-survey.ts';
import type { Surveyed, SurveyInput } from '#numerics/tasks/one-pixel-attacks-survey.ts';
import { Choice } from '#ui/Choice.tsx';
import { Slider } from '#ui/Slider.tsx';
import { percent } from '#ui/formatNumber.ts';
import type { Searcher } from './recordedCounts.ts';
import type firstFrame from './Survey.first.ts';
import {
  GENERATIONS,
  networks,
  SCALE,
  surveyDefaults,
  surveySchema,
  type AttackedName,
  type SurveyState,
} from './state.ts';
import { shareWords } from './shareWords.ts';

/** Members of the evolution that attacks each of the pictures. */
const MEMBERS = 40;
/** Pictures of the gallery that are attacked, from its beginning. */
const PICTURES = 50;

/** The searchers, in the order of the columns. */
const searchers: { id: Searcher; label: string }[] = [
  { id: 'lottery', label: 'lottery, 1,240' },
  { id: 'corners', label: 'corner lottery, 1,240' },
  { id: 'evolution', label: 'evolution, 1,240' },
  { id: 'longLottery', label: 'lottery, 40,400' },
  { id: 'longEvolution', label: 'evolution, 40,400' },
  { id: 'everyPixel', label: 'every pixel, 8 colours' },
];

/** What a run here has found so far. */
interface Found {
  seed: number;
  list: readonly Surveyed[];
}

/** Differential evolution on fifty pictures, live, beside what was recorded on five hundred and published. */
export const Survey = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { sheet, pictures: shown, rows } = first;
  const link = useDemoState('fifty', surveySchema, surveyDefaults);
  const { state, update } = link;
  const [asked, setAsked] = useState<SurveyState | null>(null);
  const pictures = usePictures(sheet, asked !== null);
  const task = useTask<typeof survey>('one-pixel-attacks-survey');
  const [lists, setLists] = useState<Partial<Record<AttackedName, Found>>>({});

  const input = useMemo<SurveyInput | null>(
    () =>
      asked &&
      pictures.pixels && {
        ...asked,
        pixels: pictures.pixels.slice(0, PICTURES * NUMBERS),
        labels: sheet.labels.slice(0, PICTURES),
        members: MEMBERS,
        generations: GENERATIONS,
        scale: SCALE,
      },
    [asked, pictures.pixels],
  );
  useEffect(() => {
    if (input) task.run(input);
  }, [input]);
  useEffect(() => {
    const isOf = task.resultOf === input;
    // A run that is stopped leaves what it has found, not the result of the run before it.
    const list = (task.running ? task.partial : isOf ? task.result : null) as Surveyed[] | null;
    if (list && asked) setLists((old) => ({ ...old, [asked.network]: { seed: asked.seed, list } }));
  }, [task.partial, task.result]);

  const counted = networks.flatMap((name) => {
    const found = lists[name];
    if (!found) return [];
    const { seed, list } = found;
    const right = list.filter((one) => one.right);
    const fooled = right.filter(({ query }) => query !== null);
    return [{ name, seed, seen: list.length, right: right.length, fooled: fooled.length }];
  });
  const newest = counted.find(({ name }) => name === asked?.network);
  const said =
    newest && !task.running
      ? `${newest.name}: ${newest.fooled} of ${newest.right} pictures fooled, ${shareWords(newest.fooled, newest.right)}.`
      : undefined;

  return (
    <DemoFrame
      id="fifty"
      question="Of fifty pictures, how many fall to 1,240 queries each?"
      caption={
        <>
          <p>
            Of the first {PICTURES} pictures drawn by lot, those that the network knows are attacked
            by {MEMBERS} members for {GENERATIONS} generations, each until it falls.
          </p>
          <p>
            The bracket is Wilson’s 95 % interval: where the share of all such pictures may lie.{' '}
            {PICTURES} pictures leave it wide. The run takes one to three minutes, and can be
            stopped.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={said}
      status={`live: ${MEMBERS} members, ${GENERATIONS} generations, F = ${SCALE}`}
      controls={
        <>
          <Choice
            label="Network"
            options={networks.map((value) => ({ value, label: value }))}
            value={state.network}
            onChange={(network) => update({ network })}
          />
          <Slider
            label="seed"
            value={state.seed}
            min={1}
            max={999}
            onChange={(seed) => update({ seed })}
          />
          <button
            type="button"
            className="button"
            disabled={task.running}
            onClick={() => setAsked({ ...state })}
          >
            Attack {PICTURES} pictures here
          </button>
          <PicturesMissing of={pictures} />
        </>
      }
    >
      <div className="survey" tabIndex={0} role="region" aria-label="Pictures fooled">
        <table className="demo-table">
          <caption>
            Pictures fooled, of those of {shown} that the network knew; in brackets Wilson’s 95 %
            interval
          </caption>
          <thead>
            <tr>
              <th scope="col">network</th>
              <th scope="col">attacked</th>
              {searchers.map(({ id, label }) => (
                <th key={id} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counted.map(({ name, seed, seen, right, fooled }) => (
              <tr key={`here ${name}`} data-shown="">
                <th scope="row">
                  {name}, seed {seed}, here: {seen} of {PICTURES}
                </th>
                <td>{right}</td>
                {searchers.map(({ id }) => (
                  <td key={id}>{id === 'evolution' ? shareWords(fooled, right) : '·'}</td>
                ))}
              </tr>
            ))}
            {rows.map(({ name, right, fooled }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{right}</td>
                {searchers.map(({ id }) => (
                  <td key={id}>
                    {id === 'everyPixel'
                      ? shareWords(fooled[id], right)
                      : percent(fooled[id] / right, 1)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
