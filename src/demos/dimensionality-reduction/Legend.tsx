import { markOf, markPath } from './marks.ts';

interface Props {
  names: readonly string[];
  /** The one that is picked out, or null. */
  only: number | null;
  onOnly: (only: number | null) => void;
}

/** The classes and their marks; press one to pick it out of the map, again to let it go. */
export function Legend({ names, only, onOnly }: Props) {
  return (
    <fieldset className="choice">
      <legend className="control-label">Pick out a class</legend>
      <div className="dr-legend">
        {names.map((name, label) => {
          const mark = markOf(label);
          return (
            <button
              key={name}
              type="button"
              className="text-button"
              aria-pressed={only === label}
              onClick={() => onOnly(only === label ? null : label)}
            >
              <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
                <path
                  className={mark.hollow ? 'dr-hollow' : 'dr-solid'}
                  data-class={label}
                  d={markPath(mark, 12, 12, 8)}
                />
              </svg>{' '}
              {name}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
