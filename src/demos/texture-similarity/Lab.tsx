import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import type retrieve from '#numerics/tasks/texture-similarity-retrieve.ts';
import { PATCH, PATCHES, textureNames } from '#numerics/texture/textureSheet.ts';
import { Choice } from '#ui/Choice.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { PatchTile } from './PatchTile.tsx';
import { SheetPicker } from './SheetPicker.tsx';
import { seenBy } from './answers.ts';
import type firstFrame from './Lab.first.ts';
import { measureWords, numbersOf } from './measureWords.ts';
import { comparedPatches, K, labels, patchName, patchUri } from './patches.ts';
import { askDefaults, askSchema, compared, layers } from './state.ts';
import { useTextures } from './useTextures.ts';
import { useTouched } from './useTouched.ts';

/** What the answer depends on. */
const keyOf = ({ texture, patch, measure, layer, random, equal }: typeof askDefaults) =>
  [texture, patch, measure, layer, random, equal].join();

/** A patch asks for the patches that are most like it, by one of six ways of comparing. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('retrieval', askSchema, askDefaults);
  const { state, update, ready } = link;
  const { texture, patch, measure, layer, random, equal, guess } = state;
  const touched = useTouched(ready, keyOf(state), keyOf(askDefaults));
  const sheet = useTextures(first.src, touched);
  const patches = useMemo(
    () => sheet.value && comparedPatches(sheet.value, equal),
    [sheet.value, equal],
  );
  const task = useTask<typeof retrieve>('texture-similarity-retrieve');
  useEffect(() => {
    if (!patches) return;
    task.run({ patches, labels, layer, random: random === 0 ? null : random, k: K });
  }, [patches, layer, random]);

  const query = texture * PATCHES + patch;
  const { result, resultOf } = task;
  const seen = useMemo(() => (result ? seenBy(result, query) : first.seen), [result, query]);
  const shown = result ? { query, layer: resultOf?.layer ?? layer } : null;
  const asked = shown?.query ?? askDefaults.texture * PATCHES + askDefaults.patch;
  const at = layers.find((name) => name === shown?.layer) ?? askDefaults.layer;
  const by = result ? measure : askDefaults.measure;
  const { answers, own, all } = seen[by];
  const numbers = [asked, ...answers];
  const drawn = resultOf?.patches;
  const uris = useMemo(
    () =>
      result && drawn
        ? numbers.map((number) => patchUri(drawn[number] ?? new Float32Array()))
        : first.pictures,
    [result, query, measure],
  );
  const isOwn = (number: number) => labels[number] === labels[asked];
  const told = guess !== null;
  const announce = `${patchName(asked)} by ${measureWords[by]}: ${answers.map(patchName).join(', ')}. ${Math.round(own * K)} of ${K} are ${textureNames[labels[asked] ?? 0]}; all patches together: ${percent(all)}.`;
  return (
    <DemoFrame
      id="retrieval"
      question="What finds more of the same?"
      link={link}
      tasks={[task]}
      announce={task.running ? undefined : announce}
      status={`${networkStatus('base', first.accuracy)}${random > 0 ? `, all filters replaced by random ones (seed ${random})` : ''} · pictures ${first.kilobytes} KB`}
      caption={
        <>
          <p>
            The large patch asks the other {labels.length - 1} for the five most like it. Five are
            of its own texture, so by chance {percent(K / (labels.length - 1))} of the answers are
            right.
          </p>
          <p>
            <strong>Press an answer</strong> and it asks in turn. Go through the ways of comparing,
            then through the layers. Then take <strong>random filters</strong>.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Compare by"
            options={compared.map((value) => ({ value, label: measureWords[value] }))}
            value={measure}
            onChange={(value) => update({ measure: value })}
          />
          <Choice
            label="Maps of"
            role="output"
            options={layers.map((value) => ({ value, label: value }))}
            value={layer}
            onChange={(value) => update({ layer: value })}
          />
          <Choice
            label="Filters"
            role="kernel"
            options={[
              { value: 0, label: 'trained' },
              { value: 1, label: 'random' },
            ]}
            value={Math.min(1, random)}
            onChange={(value) => update({ random: value })}
          />
          {random > 0 && (
            <Slider
              label="seed"
              role="kernel"
              value={random}
              min={1}
              max={99}
              onChange={(value) => update({ random: value })}
            />
          )}
          <Toggle
            label="same brightness and contrast for all"
            checked={equal}
            role="input"
            onChange={(value) => update({ equal: value })}
          />
          <PicturesMissing of={sheet} />
        </>
      }
    >
      <div className="ts-asking">
        <SheetPicker
          src={ready ? first.src : null}
          query={query}
          onPick={(number) =>
            update({ texture: Math.floor(number / PATCHES), patch: number % PATCHES })
          }
        />
        <div className="ts-found">
          <PatchTile src={uris[0]} name={patchName(asked)} size={2.5 * PATCH} />
          <ol className="ts-answers" aria-busy={task.running}>
            {answers.map((number, i) => (
              <li key={number}>
                <button
                  type="button"
                  className="ts-answer"
                  onClick={() =>
                    update({ texture: Math.floor(number / PATCHES), patch: number % PATCHES })
                  }
                >
                  <PatchTile
                    src={uris[i + 1]}
                    name={`${isOwn(number) ? '✓' : '✗'} ${patchName(number)}`}
                    size={1.2 * PATCH}
                  />
                </button>
              </li>
            ))}
          </ol>
        </div>
      </div>
      <div className="demo-predict">
        <Guesses
          label="At conv3, with trained filters: what will find most?"
          options={[
            { value: 'maps', label: 'the maps, place by place' },
            { value: 'means', label: 'their 64 means' },
            { value: 'gram', label: 'their Gram matrix' },
          ]}
          value={guess}
          onGuess={(value) => update({ guess: value, layer: 'conv3', random: 0, equal: true })}
        />
        {told && (
          <p>
            <Foretold right={guess !== 'maps'} /> place by place {percent(first.seen.maps.all)},
            means {percent(first.seen.means.all)}, Gram {percent(first.seen.gram.all)}. The last two
            are too close to call with 48 patches; what matters is that both forget where things
            are.
          </p>
        )}
      </div>
      <table className="demo-table">
        <thead>
          <tr>
            <th scope="col">compared by</th>
            <th scope="col">numbers</th>
            <th scope="col">this patch</th>
            <th scope="col">all 48</th>
          </tr>
        </thead>
        <tbody>
          {compared.map((name) => {
            const isShown = told || name === by;
            const { own: ofThis, all: ofAll } = seen[name];
            return (
              <tr key={name} data-chosen={name === by || undefined}>
                <th scope="row">{measureWords[name]}</th>
                <td>{wholeText(numbersOf(name, at))}</td>
                <td data-secret={!isShown || undefined}>
                  <span>
                    {Math.round(ofThis * K)} of {K}
                  </span>
                </td>
                <td data-secret={!isShown || undefined}>
                  <span>{percent(ofAll)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </DemoFrame>
  );
});
