import { drawMap } from '#demos/attribution/drawMap.ts';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { hasPlace, placeOf, SIDE } from '#numerics/cues/cue.ts';
import { pictureWith } from '#numerics/cues/inputsOf.ts';
import type { MapMethod } from '#numerics/cues/mapsOf.ts';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type { TrainedHere } from './useTraining.ts';

interface Props {
  trained: TrainedHere;
  planted: boolean;
  /** Which of the hundred. */
  picture: number;
  onPicture: (picture: number) => void;
}

/** One of the hundred vehicles by itself, its maps, and what the network says with the cue and without. */
export function OnePicture({ trained, planted, picture, onPicture }: Props) {
  const { found, pictures, trial } = trained;
  const one = found.pictures[picture];
  if (!one) return null;
  const pixels = pictureWith(pictures, one.picture, planted ? trial.cue : null);
  const looked = found[planted ? 'with' : 'without'];
  const local = hasPlace(trial.cue);
  const boxes = local ? [placeOf(trial.cue, one.picture)] : undefined;
  const tileOf = (method: MapMethod, name: string) => {
    const { maps, enrichments } = looked[method];
    const values = maps[picture] ?? [];
    const own = enrichments[picture] ?? null;
    return (
      <MapTile
        name={name}
        map={drawMap({ values, height: SIDE, width: SIDE, signed: false })}
        size={100}
        boxes={boxes}
      >
        {local && own !== null && (
          <p className="map-facts">in the frame: {formatNumber(own, 2)} ×</p>
        )}
      </MapTile>
    );
  };
  const className = pictures.classes[one.picture] ?? 'vehicle';
  return (
    <div className="demo-row">
      <Slider
        label="of the hundred, picture"
        value={picture + 1}
        min={1}
        max={found.pictures.length}
        role="input"
        onChange={(value) => onPicture(value - 1)}
      />
      <div className="map-tiles">
        <figure className="demo-picture">
          <figcaption>{className}</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={pixelsUri(pixels)}
            label={`Test picture of the class ${className}, ${planted ? 'with' : 'without'} the cue`}
            role="input"
            size={100}
          />
        </figure>
        {tileOf('saliency', 'gradient')}
        {tileOf('gradCam', 'Grad-CAM')}
      </div>
      <p className="map-facts">
        Nothing but the cue changed: p of vehicle is <strong>{percent(one.with)}</strong> with it,{' '}
        <strong>{percent(one.without)}</strong> without.
      </p>
    </div>
  );
}
