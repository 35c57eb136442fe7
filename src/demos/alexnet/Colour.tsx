import { useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsOf } from '#demos/network/loadSheet.ts';
import { useFetched } from '#demos/network/useFetched.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Colour.first.ts';
import { coloursOf, drawAlphas, halved, levelsOf, moved, SHOWN } from './photograph.ts';
import { colourDefaults, colourSchema, type ColourState } from './state.ts';

const names = { cat: 'the cat', coffee: 'the coffee' } as const;
const indices = ['₁', '₂', '₃'] as const;

/** A photograph, the principal components of its colours, and the shift along them. */
export const Colour = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('alexnet-colour', colourSchema, colourDefaults);
  const { state, update } = link;
  const { picture, of, scale, alphas } = state;
  const touched = JSON.stringify(state) !== JSON.stringify(colourDefaults);
  const fetched = useFetched(picture, touched, async () => {
    const response = await fetch(first.addresses[picture]);
    if (!response.ok) throw new Error(`${picture}: ${response.status}`);
    const image = await createImageBitmap(await response.blob());
    return halved(pixelsOf(image, image.width, image.height), 4);
  });
  const photograph = fetched.value;
  const own = useMemo(() => photograph && coloursOf(photograph), [photograph]);
  const colours = of === 'gallery' ? first.gallery : (own ?? first.own);
  const levels = levelsOf(colours, state);
  const key = levels.join();
  const after = useMemo(() => photograph && uriOf(moved(photograph, levels)), [photograph, key]);
  const before = useMemo(() => photograph && uriOf(photograph), [photograph]);
  const total = colours.variances.reduce((sum, value) => sum + value, 0);
  const text = levels.map((level) => formatNumber(Math.round(level), 5));
  const said = `Every pixel moves by ${text[0] ?? ''} in red, ${text[1] ?? ''} in green and ${text[2] ?? ''} in blue, of 255.`;
  const change = (part: Partial<ColourState>) => update(part);

  return (
    <DemoFrame
      id="alexnet-colour"
      question="What does a colour shift along principal components look like?"
      link={link}
      announce={said}
      status={`a photograph of ${SHOWN}×${SHOWN} pixels`}
      caption={
        <>
          <p>
            In training each α is drawn from a normal distribution of standard deviation 0.1, once
            for each use of a picture. <strong>Draw a few times</strong>: how much do you see? Then
            drag one α alone.
          </p>
          <p>
            The sliders go to five standard deviations. Nothing is reduced: three components of
            three colours.
          </p>
          <p>
            At last <strong>change the scale.</strong> The paper multiplies α by λ, a variance, and
            does not say in which unit the colours are. A variance changes by 255² when they are
            counted from 0 to 255.
          </p>
        </>
      }
      controls={
        <>
          {[0, 1, 2].map((i) => (
            <Slider
              key={i}
              label={`component ${i + 1}`}
              symbol={`α${indices[i] ?? ''}`}
              value={alphas[i] ?? 0}
              min={-0.5}
              max={0.5}
              step={0.001}
              onChange={(value) =>
                change({ alphas: alphas.map((old, j) => (i === j ? value : old)), draw: 0 })
              }
            />
          ))}
          <div className="demo-row">
            <button
              type="button"
              className="button needs-script"
              onClick={() => {
                const draw = (state.draw % 999) + 1;
                change({ draw, alphas: drawAlphas(draw) });
              }}
            >
              Draw at random
            </button>
          </div>
          <Choice
            label="α times"
            options={[
              { value: 'deviation', label: '√λ' },
              { value: 'variance', label: 'λ, colours 0 to 1' },
              { value: 'levels', label: 'λ, 0 to 255' },
            ]}
            value={scale}
            onChange={(value) => change({ scale: value })}
          />
          <Choice
            label="Photograph"
            options={[
              { value: 'cat', label: 'cat' },
              { value: 'coffee', label: 'coffee' },
            ]}
            value={picture}
            onChange={(value) => change({ picture: value })}
          />
          <Choice
            label="Components of"
            options={[
              { value: 'picture', label: 'this photograph' },
              { value: 'gallery', label: '500 pictures' },
            ]}
            value={of}
            onChange={(value) => change({ of: value })}
          />
        </>
      }
    >
      <div className="alexnet-pair">
        <figure className="demo-picture">
          <figcaption>as it is</figcaption>
          <PixelImage
            width={SHOWN}
            height={SHOWN}
            src={before ?? first.photo}
            label={`A photograph of ${names[picture]}`}
            role="input"
            size={224}
          />
        </figure>
        <figure className="demo-picture">
          <figcaption>as it is trained on</figcaption>
          <PixelImage
            width={SHOWN}
            height={SHOWN}
            src={after ?? first.shifted}
            label={`The same photograph. ${said}`}
            role="input"
            size={224}
          />
        </figure>
      </div>
      <PicturesMissing of={fetched} />
      <p className="map-facts">{said}</p>
      <div className="alexnet-scroll">
        <table className="demo-table">
          <thead>
            <tr>
              <th scope="col">component</th>
              <th scope="col">red, green, blue</th>
              <th scope="col">√λ, levels</th>
              <th scope="col">of the variance</th>
            </tr>
          </thead>
          <tbody>
            {colours.components.map((p, i) => {
              const variance = colours.variances[i] ?? 0;
              return (
                <tr key={i}>
                  <th scope="row">
                    p{indices[i]} <Patch p={p} sign={1} /> <Patch p={p} sign={-1} />
                  </th>
                  <td>{p.map((value) => formatNumber(value, 2)).join(', ')}</td>
                  <td>{Math.round(255 * Math.sqrt(variance))}</td>
                  <td>{percent(variance / total, 1)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});

/** Grey, moved along a component or against it. */
function Patch({ p, sign }: { p: readonly number[]; sign: 1 | -1 }) {
  const colour = p.map((value) => Math.round(128 + sign * 100 * value)).join(' ');
  return (
    <span className="alexnet-patch" style={{ background: `rgb(${colour})` }} aria-hidden="true" />
  );
}

function uriOf(pixels: Uint8Array): string {
  return imageUri({ width: SHOWN, height: SHOWN, kind: 'rgb', pixels, scale: 255 });
}
