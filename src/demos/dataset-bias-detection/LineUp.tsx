import { useState } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import { percent } from '#ui/formatNumber.ts';
import type firstFrame from './LineUp.first.ts';

const kinds = {
  tag: 'a magenta tag in the corner',
  stray: 'a magenta tag anywhere',
  grain: 'a fine grain over the whole picture',
  tint: 'a warm tint over the whole picture',
} as const;

/** Four networks and their maps: the reader says which of them learned a planted cue. */
export const LineUp = withFirstFrame<typeof firstFrame>(({ first }) => {
  const [named, setNamed] = useState(() => first.map(() => false));
  const [revealed, setRevealed] = useState(false);
  const letters = first.map((_, i) => String.fromCharCode(65 + i));
  const right = first.filter(({ kind }, i) => named[i] === (kind !== null)).length;
  const verdict = `${right} of ${first.length} judged rightly.`;

  return (
    <DemoFrame
      id="line-up"
      question="Which of these networks learned something that is not in the vehicle?"
      caption={
        <>
          <p>
            Each map is the mean over a hundred vehicles that have the cue, each map counted alike:
            1 is the even share. Above, the gradient’s magnitude; below, Grad-CAM.
          </p>
          <p>
            <strong>Tick those that you would not ship,</strong> then reveal.
          </p>
        </>
      }
      announce={revealed ? verdict : undefined}
      status="networks trained and recorded beforehand, one seed each"
      controls={
        <>
          <button type="button" className="button" onClick={() => setRevealed(true)}>
            Reveal
          </button>
          <button
            type="button"
            className="text-button"
            onClick={() => {
              setRevealed(false);
              setNamed(first.map(() => false));
            }}
          >
            Judge again
          </button>
        </>
      }
    >
      <div className="line-up">
        {first.map((suspect, i) => (
          <div key={letters[i]}>
            <MapTile
              name={`${letters[i]}: gradient`}
              map={suspect.saliency}
              unit="times the even share"
              size={160}
            />
            <MapTile
              name={`${letters[i]}: Grad-CAM`}
              map={suspect.gradCam}
              unit="times the even share"
              size={160}
            />
            <p className="map-facts">
              held-out pictures right: <strong>{percent(suspect.matched)}</strong>
            </p>
            <Toggle
              label={`${letters[i]} is biased`}
              checked={named[i] ?? false}
              disabled={revealed}
              onChange={(checked) => setNamed(named.map((old, k) => (k === i ? checked : old)))}
            />
            {revealed && (
              <p className="map-facts">
                {named[i] === (suspect.kind !== null) ? '✓ ' : '✗ '}
                {suspect.kind === null ? (
                  <>
                    Sound: a tag on half of the vehicles and half of the animals. Cue turned round:
                    still {percent(suspect.flipped)}.
                  </>
                ) : (
                  <>
                    Biased, by {kinds[suspect.kind]}. Cue turned round:{' '}
                    <strong>{percent(suspect.flipped)}</strong>.
                  </>
                )}
              </p>
            )}
          </div>
        ))}
      </div>
      {revealed && (
        <p className="map-facts" role="status">
          {verdict}
        </p>
      )}
    </DemoFrame>
  );
});
