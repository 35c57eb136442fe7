import type { CSSProperties, ReactNode } from 'react';
import { Choice } from '#ui/Choice.tsx';
import { ColourScale } from '#ui/ColourScale.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type { DrawnLook } from './drawLook.ts';
import type { LayerShape } from './layerShape.ts';
import { mapColumns, pixelOf, sheetSize, unitAt, type Unit } from './mapSheet.ts';

interface Props {
  look: DrawnLook;
  layers: readonly LayerShape[];
  /** The layer and channel that are asked for; the look may still be of those before. */
  layer: string;
  channel: number;
  classes: readonly string[];
  onLayer: (layer: string) => void;
  onChannel: (channel: number) => void;
  /** A unit of the layer that is shown. */
  onUnit: (unit: Unit) => void;
  /** What else there is to see of the unit; stands under its map. */
  children: ReactNode;
}

/** CSS pixels of all maps together, and of the chosen one. */
const [ALL, ONE] = [516, 196];

/** All maps of a layer on one sheet, and the chosen one large; pressing either chooses a unit. */
export function LayerMaps(props: Props) {
  const { look, layers, layer, channel, classes, onLayer, onChannel, onUnit, children } = props;
  const { shape, unit } = look;
  const { width, height, channels } = shape;
  const columns = mapColumns(shape);
  const first = pixelOf(shape, { channel: unit.channel, row: 0, column: 0 });
  const vector = width === 1 && height === 1;
  const grid = {
    '--map-columns': columns,
    '--map-rows': Math.ceil(channels / columns),
  } as CSSProperties;
  const wanted = layers.find(({ name }) => name === layer) ?? shape;
  return (
    <div className="network-maps">
      <div className="network-layer-choice">
        <Choice
          label="Layer"
          role="output"
          options={layers.map(({ name }) => ({ value: name, label: name }))}
          value={layer}
          onChange={onLayer}
        />
      </div>
      <figure className="demo-picture">
        <figcaption>
          {vector ? (
            <>
              The {channels} values of <b>{shape.name}</b>
            </>
          ) : (
            <>
              The {channels} maps of <b>{shape.name}</b>, {height}×{width} each
            </>
          )}
        </figcaption>
        <div className="network-sheet" style={grid}>
          <PixelImage
            {...sheetSize(shape)}
            src={look.sheet}
            label={`All maps of ${shape.name}; map ${unit.channel} is framed`}
            role="output"
            size={ALL}
            boxes={[{ ...first, width, height }]}
            pick={vector ? undefined : pixelOf(shape, unit)}
            onPick={(pixel) => {
              const picked = unitAt(shape, pixel);
              if (picked.channel < channels) onUnit(picked);
            }}
          />
        </div>
        <ColourScale
          kind={look.signed ? 'signed' : 'unsigned'}
          scale={look.scale}
          label={look.rectified ? 'a, after the ReLU' : 'the values'}
        />
      </figure>
      <div className="network-one">
        <div className="network-channel">
          <Slider
            label={vector ? 'value' : 'map'}
            value={channel}
            min={0}
            max={wanted.channels - 1}
            role="output"
            onChange={onChannel}
          />
        </div>
        {vector ? (
          <p>
            {shape.name === layers.at(-1)?.name && `The logit of ${classes[unit.channel] ?? ''}.`}
          </p>
        ) : (
          <figure className="demo-picture">
            <figcaption>
              Map {unit.channel}, unit [{unit.row}, {unit.column}]
            </figcaption>
            <PixelImage
              width={width}
              height={height}
              src={look.map}
              label={`Map ${unit.channel} of ${shape.name}, to choose a unit from`}
              role="output"
              size={ONE}
              pick={unit}
              onPick={(cell) => onUnit({ ...cell, channel: unit.channel })}
            />
          </figure>
        )}
        <p className="network-value" data-role="output">
          {look.rectified ? 'z' : 'value'} = <b>{formatNumber(look.value)}</b>
          {look.rectified && <> · a = max(0, z) = {formatNumber(Math.max(0, look.value))}</>}
        </p>
        {children}
      </div>
    </div>
  );
}
