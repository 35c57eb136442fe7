import { useState } from 'react';
import type { TaskHandle } from '#demos/frame/useTask.ts';
import type { Patch, TopPatchesInput } from '#numerics/tasks/network-top-patches.ts';
import { rectangleOf } from '#numerics/receptiveField.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { loadSheet } from './loadSheet.ts';
import { pixelsUri } from './pixelsUri.ts';
import { pictureAt, SIDE, type Sheet } from './sheet.ts';

interface Props {
  gallery: Sheet;
  classes: readonly string[];
  layer: string;
  channel: number;
  /** What the channel is called: "map 28 of conv3". */
  name: string;
  task: TaskHandle<TopPatchesInput, Patch[]>;
  /** A patch was pressed: its picture's number, and the unit that sees it. */
  onPatch: (patch: Patch) => void;
}

/** How many patches are shown. */
const COUNT = 8;

/** What a channel responds to most among the gallery's pictures, once the reader has asked. */
export function TopPatches({ gallery, classes, layer, channel, name, task, onPatch }: Props) {
  const [missing, setMissing] = useState(false);
  const { result, resultOf } = task;
  const found = resultOf?.layer === layer && resultOf.channel === channel ? result : null;
  const weight = gallery.megabytes === undefined ? '' : ` (${gallery.megabytes.toFixed(1)} MB)`;
  const search = () => {
    setMissing(false);
    loadSheet(gallery).then(
      (pixels) => task.run({ pixels, layer, channel, count: COUNT }),
      () => setMissing(true),
    );
  };
  return (
    <div className="network-patches">
      <button type="button" className="button" onClick={search} disabled={task.running}>
        Search {gallery.labels.length} pictures{weight} for what excites {name}
      </button>
      {missing && (
        <p className="demo-error" role="alert">
          The pictures did not arrive. Check the connection and press again.
        </p>
      )}
      {found && resultOf && (
        <figure className="demo-picture">
          <figcaption>The strongest responses of {name}; framed is what the unit sees</figcaption>
          <ol>
            {found.map((patch) => (
              <li key={patch.picture}>
                <button
                  type="button"
                  aria-label={`Picture ${patch.picture}, ${classes[gallery.labels[patch.picture] ?? 0] ?? ''}: show it, with its unit [${patch.row}, ${patch.column}]`}
                  onClick={() => onPatch(patch)}
                >
                  <PatchPicture patch={patch} pixels={resultOf.pixels} />
                </button>
                <span>{formatNumber(patch.value)}</span>
              </li>
            ))}
          </ol>
        </figure>
      )}
    </div>
  );
}

function PatchPicture({ patch, pixels }: { patch: Patch; pixels: Uint8Array }) {
  const side = { width: SIDE, height: SIDE };
  const whole = pixelsUri(pictureAt(pixels, patch.picture));
  const seen = rectangleOf(patch);
  return <PixelImage {...side} src={whole} label="" role="input" size={84} boxes={[seen]} />;
}
