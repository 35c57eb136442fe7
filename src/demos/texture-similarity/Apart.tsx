import { useEffect, useMemo, useRef } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useInTurn } from '#demos/frame/useInTurn.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import type apart from '#numerics/tasks/texture-similarity-apart.ts';
import { LAST, PATCH, textureNames } from '#numerics/texture/textureSheet.ts';
import { Choice } from '#ui/Choice.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { percent } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import type { Cell } from '#ui/matrix.ts';
import type firstFrame from './Apart.first.ts';
import { cropsOf, FIRST, heldAt, othersOf } from './crops.ts';
import { measureWords } from './measureWords.ts';
import { PatchTile } from './PatchTile.tsx';
import { patchUri } from './patches.ts';
import { apartDefaults, apartSchema, blocks, compared, layers } from './state.ts';
import { useTextures } from './useTextures.ts';
import { useTouched } from './useTouched.ts';

/** As far as the bars go: twice the distance of the nearest other texture. */
const MOST = 2;

/** What the answer depends on. */
const keyOf = ({ texture, row, column, block, layer }: typeof apartDefaults) =>
  [texture, row, column, block, layer].join();

/** Two crops of one photograph: how far apart are they, beside the nearest patch of another? */
export const Apart = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('shift', apartSchema, apartDefaults);
  const { state, update, ready } = link;
  const { texture, row, column, block, layer } = state;
  const touched = useTouched(ready, keyOf(state), keyOf(apartDefaults));
  const sheet = useTextures(first.src, touched);
  const textures = sheet.value;
  const crops = useMemo(
    () => textures && cropsOf(textures, { texture, row, column, block }),
    [textures, texture, row, column, block],
  );

  const elsewhere = useTask<typeof apart>('texture-similarity-apart');
  useEffect(() => {
    if (!textures) return;
    const { own } = cropsOf(textures, { texture, row: 0, column: 0, block: PATCH });
    elsewhere.run({ patch: own, others: othersOf(textures, texture), layer });
  }, [textures, texture, layer]);
  const here = useTask<typeof apart>('texture-similarity-apart');
  const input = useMemo(
    () => crops && { patch: crops.own, others: [crops.moved], layer },
    [crops, layer],
  );
  useInTurn(here, input);

  // Both have to be of one texture and one layer.
  const agree =
    here.result !== null &&
    elsewhere.result !== null &&
    here.resultOf?.layer === elsewhere.resultOf?.layer &&
    sameNumbers(here.resultOf?.patch, elsewhere.resultOf?.patch);
  const nearest = agree && elsewhere.result ? elsewhere.result : first.nearest;
  const distances = agree && here.result ? here.result : first.distances;
  const drawn = agree ? here.resultOf : null;
  const rows = compared.map((measure) => ({
    measure,
    share: (distances[measure][0] ?? Number.NaN) / Math.min(...nearest[measure]),
  }));
  const photograph = useMemo(() => {
    const shown = textures?.[texture];
    return shown
      ? imageUri({ ...shown, kind: 'grey', pixels: shown.values, scale: 255 })
      : first.photograph;
  }, [textures, texture]);
  const uris = useMemo(
    () => ({
      own: drawn ? patchUri(drawn.patch) : first.own,
      moved: drawn ? patchUri(drawn.others[0] ?? drawn.patch) : first.moved,
    }),
    [drawn],
  );
  const { width = 144, height = 96 } = textures?.[texture] ?? {};
  const name = textureNames[texture] ?? '';
  // Where the crop is held; null until a press has found it.
  const held = useRef<Cell | null>(null);
  const drag = (at: Cell) => {
    held.current ??= heldAt({ row: at.row - row, column: at.column - column });
    move({ row: at.row - held.current.row, column: at.column - held.current.column });
  };
  const move = (to: Cell) =>
    update({
      row: Math.max(0, Math.min(LAST.row, to.row)),
      column: Math.max(0, Math.min(LAST.column, to.column)),
    });
  const by = `${Math.abs(column - FIRST.column)} right, ${Math.abs(row - FIRST.row)} ${row < FIRST.row ? 'up' : 'down'}`;
  const announce = rows
    .map(({ measure, share }) => `${measureWords[measure]}: ${percent(share)}`)
    .join('; ');

  return (
    <DemoFrame
      id="shift"
      question="How far is a texture from itself?"
      link={link}
      tasks={[elsewhere, here]}
      announce={
        here.running
          ? undefined
          : `Two crops of ${name}, ${by}, blocks of ${block}: distance as a share of that to the nearest patch of another texture. ${announce}.`
      }
      status={networkStatus('base', first.accuracy)}
      caption={
        <>
          <p>
            Each bar is the distance of the two crops; the line at 100 % is how far the nearest
            patch of <em>another</em> texture is. What passes the line takes the two crops for less
            alike than two textures.
          </p>
          <p>
            <strong>Drag the second crop,</strong> first by a pixel or two. Then put it back and cut
            it into blocks: when does each measure notice?
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Texture"
            role="input"
            options={textureNames.map((label, value) => ({ value, label }))}
            value={texture}
            onChange={(value) => update({ texture: value })}
          />
          <Choice
            label="Second crop: shuffled in blocks of"
            options={blocks.map((value) => ({
              value,
              label: value === PATCH ? 'whole' : `${value}`,
            }))}
            value={block}
            onChange={(value) => update({ block: value })}
          />
          <Choice
            label="Maps of"
            role="output"
            options={layers.map((value) => ({ value, label: value }))}
            value={layer}
            onChange={(value) => update({ layer: value })}
          />
          <button
            type="button"
            className="button"
            onClick={() => update({ row: FIRST.row, column: FIRST.column })}
          >
            Put it back
          </button>
          <PicturesMissing of={sheet} />
        </>
      }
    >
      <div className="ts-crops" onPointerDownCapture={() => (held.current = null)}>
        <PixelImage
          width={width}
          height={height}
          src={photograph}
          label={`Photograph of ${name} with two crops`}
          role="input"
          size={2.5 * width}
          boxes={[
            { ...FIRST, width: PATCH, height: PATCH, cursor: true },
            { row, column, width: PATCH, height: PATCH },
          ]}
          units={{
            rows: LAST.row + 1,
            columns: LAST.column + 1,
            at: { row, column },
            name: `second crop: ${by}`,
            onMove: move,
          }}
          onPick={drag}
        />
        <div className="demo-row">
          <PatchTile src={uris.own} name="first crop" size={2 * PATCH} />
          <PatchTile src={uris.moved} name={`second: ${by}`} size={2 * PATCH} />
        </div>
      </div>
      <table className="demo-table ts-bars" aria-busy={here.running}>
        <caption>Distance of the crops, nearest other texture = 100 %</caption>
        <tbody>
          {rows.map(({ measure, share }) => (
            <tr key={measure}>
              <th scope="row">{measureWords[measure]}</th>
              <td className="ts-bar" aria-hidden="true">
                <span
                  data-over={share > 1 || undefined}
                  style={{ width: `${(100 * Math.min(MOST, share)) / MOST}%` }}
                />
              </td>
              <td>{percent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DemoFrame>
  );
});

function sameNumbers(a: Float32Array | undefined, b: Float32Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.every((value, i) => value === b[i]);
}
