import { drawMap } from '#demos/attribution/drawMap.ts';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { SIDE } from '#numerics/cues/cue.ts';
import { pictureWith } from '#numerics/cues/inputsOf.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { percent } from './percent.ts';
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
  const { saliency, gradCam } = found[planted ? 'with' : 'without'];
  const mapOf = ({ maps }: typeof saliency) =>
    drawMap({ values: maps[picture] ?? [], height: SIDE, width: SIDE, signed: false });
  const className = pictures.classes[one.picture] ?? 'vehicle';
  return (
    <div className="demo-row">
      <Slider
        label="of the hundred, picture"
        value={picture}
        min={0}
        max={found.pictures.length - 1}
        role="input"
        onChange={onPicture}
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
        <MapTile name="gradient" map={mapOf(saliency)} size={100} />
        <MapTile name="Grad-CAM" map={mapOf(gradCam)} size={100} />
      </div>
      <p className="map-facts">
        Nothing but the cue changed: p of vehicle is <strong>{percent(one.with)}</strong> with it,{' '}
        <strong>{percent(one.without)}</strong> without.
      </p>
    </div>
  );
}
