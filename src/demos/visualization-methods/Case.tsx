import { useEffect, useMemo, type ReactNode } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt, SIDE } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import { faults } from '#numerics/network/faults.ts';
import type theCase from '#numerics/tasks/visualization-methods-case.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { Answers, rightOf } from './Answers.tsx';
import type firstFrame from './Case.first.ts';
import {
  caseDefaults,
  caseSchema,
  faultNames,
  faultOf,
  panelIds,
  SUSPECTS,
  type PanelId,
} from './caseFile.ts';
import { drawPanels, type DrawnPanels } from './drawCase.ts';

const panelNames: Record<PanelId, string> = {
  weights: 'Weights: the kernels of conv1',
  activations: 'Activations: the 128 maps of conv5',
  gradients: 'Gradients: of the class score, by the pixels',
  robustness: 'Robustness: answers to 24 pictures',
};

/** A network with a fault planted in it; which of the four kinds of method shows it? */
export const Case = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('case', caseSchema, caseDefaults);
  const { state, update } = link;
  const { suspect, image, opened, beside, accused } = state;
  const { classes, sheet } = first;
  const task = useTask<typeof theCase>('visualization-methods-case');
  const fault = faultOf(suspect);

  // The first frame has the first suspect's panels, but for the answers.
  const needed =
    suspect !== caseDefaults.suspect ||
    image !== caseDefaults.image ||
    opened.includes('robustness') ||
    accused !== null;
  const pictures = usePictures(sheet, link.ready && needed);
  const { pixels } = pictures;
  useEffect(() => {
    if (pixels) task.run({ pixels, labels: sheet.labels, image, fault, seed: suspect });
  }, [pixels, suspect, image]);

  const { result, resultOf } = task;
  const current = resultOf?.seed === suspect && resultOf.image === image ? result : null;
  const live = useMemo(
    () => result && { suspect: drawPanels(result.suspect), sound: drawPanels(result.sound) },
    [result],
  );
  const { suspect: panels, sound } = live ?? first;
  const src = useMemo(
    () =>
      pixels && image !== caseDefaults.image ? pixelsUri(pictureAt(pixels, image)) : first.src,
    [pixels, image],
  );
  // Before the pictures are there the first frame's is shown.
  const label = sheet.labels[pixels ? image : caseDefaults.image] ?? 0;
  const next = () =>
    update({ suspect: (suspect % SUSPECTS) + 1, opened: [], beside: false, accused: null });
  const verdict = accused !== null && current && (
    <div className="demo-sum" role="status">
      <p>
        <Foretold right={accused === fault} /> with suspect {suspect}, {faultNames[fault]}. You had{' '}
        {opened.length} of 4 panels open{beside ? ', and a sound network beside it' : ''}.
      </p>
      <table className="demo-table">
        <caption>How like a sound network’s each panel is</caption>
        <tbody>
          <tr>
            <th scope="row">Weights</th>
            <td>ρ = {number(current.likeness.kernels)}</td>
          </tr>
          <tr>
            <th scope="row">Activations</th>
            <td>
              ρ = {number(current.likeness.maps)}; {panels.dark} dark maps, sound {sound.dark}
            </td>
          </tr>
          <tr>
            <th scope="row">Gradients</th>
            <td>ρ = {number(current.likeness.gradient)}</td>
          </tr>
          <tr>
            <th scope="row">Robustness</th>
            <td>
              {rightOf(panels.answers.plain, sheet.labels)} of 24 right, sound{' '}
              {rightOf(sound.answers.plain, sheet.labels)}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );

  return (
    <DemoFrame
      id="case"
      question="Something may be wrong with this network. Which panel gives it away?"
      caption={
        <>
          <p>
            Open panels, as few as you can, and accuse. About one suspect in five is innocent; all{' '}
            {SUSPECTS} were made from the book’s network, and after the last comes the first.
          </p>
          <p>
            If you are stuck, lay a sound network’s panels beside the suspect’s. Exchanged colours
            need it. In real life there is none.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={
        accused !== null && current
          ? `You said: ${faultNames[accused]}. In truth ${faultNames[fault]}.`
          : `Suspect ${suspect}, ${opened.length} of 4 panels open.`
      }
      status={`${networkStatus('base', first.accuracy)}, as long as it is sound`}
      controls={
        <>
          <Slider
            label="picture"
            value={image}
            min={0}
            max={sheet.labels.length - 1}
            role="input"
            onChange={(to) => update({ image: to })}
          />
          <Toggle
            label="a sound network beside it"
            checked={beside}
            onChange={(on) => update({ beside: on })}
          />
          <button type="button" className="button" onClick={next}>
            Next suspect
          </button>
        </>
      }
    >
      <figure className="demo-picture">
        <figcaption>
          Suspect {suspect} looks at a {classes[label]}
        </figcaption>
        <PixelImage
          width={SIDE}
          height={SIDE}
          src={src}
          label={`Test image of the class ${classes[label] ?? ''}`}
          role="input"
          size={148}
        />
      </figure>
      <div className="case-panels">
        {panelIds.map((id) => (
          <section key={id} className="case-panel" aria-label={panelNames[id]}>
            <h4>{panelNames[id]}</h4>
            {opened.includes(id) ? (
              <>
                <Panel id={id} panels={panels} name="suspect" first={first} image={image} />
                {beside && (
                  <Panel id={id} panels={sound} name="sound" first={first} image={image} />
                )}
              </>
            ) : (
              <button
                type="button"
                className="button"
                onClick={() => update({ opened: [...opened, id] })}
              >
                Open
              </button>
            )}
          </section>
        ))}
      </div>
      <PicturesMissing of={pictures} />
      <div className="demo-predict">
        <Guesses
          label={`Your verdict on suspect ${suspect}`}
          options={faults.map((value) => ({ value, label: faultNames[value] }))}
          value={accused}
          onGuess={(guess) => update({ accused: guess })}
        />
        {verdict}
      </div>
    </DemoFrame>
  );
});

interface PanelProps {
  id: PanelId;
  panels: DrawnPanels;
  name: 'suspect' | 'sound';
  first: Awaited<ReturnType<typeof firstFrame>>;
  image: number;
}

function Panel({ id, panels, name, first, image }: PanelProps): ReactNode {
  const { kernels, maps, gradient, dark, answers } = panels;
  const owner = name === 'suspect' ? '' : 'of a sound network';
  switch (id) {
    case 'weights':
      return (
        <figure className="demo-picture">
          {owner && <figcaption>{owner}</figcaption>}
          <PixelImage
            {...kernels}
            label={`The 32 kernels of conv1 ${owner}, 5×5, in colour`}
            role="kernel"
            size={282}
          />
        </figure>
      );
    case 'activations':
      return (
        <MapTile
          name={owner}
          label={`All maps of conv5 ${owner}`}
          map={maps}
          size={282}
          role="output"
        >
          <p>{dark} of 128 are zero everywhere.</p>
        </MapTile>
      );
    case 'gradients':
      return (
        <MapTile
          name={owner}
          label={`Gradient of the class score ${owner}`}
          map={gradient}
          unit="∂S/∂x, colours added"
          size={196}
        />
      );
    case 'robustness':
      if (answers.plain.length < first.sheet.labels.length) return <p>Asking …</p>;
      return (
        <Answers
          title={owner}
          answers={answers}
          labels={first.sheet.labels}
          classes={first.classes}
          image={image}
        />
      );
  }
}

function number(rho: number): string {
  return formatNumber(Math.round(100 * rho) / 100, 3);
}
