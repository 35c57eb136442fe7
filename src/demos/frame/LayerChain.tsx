import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Stepper } from '#ui/Stepper.tsx';
import { draggedTo } from './draggedTo.ts';
import { moveRow } from './moveRow.ts';

/** A number of a layer that the reader may set. */
export interface ChainField<Layer> {
  /** In words: "stride". */
  label: string;
  /** As it stands before the number: "s". */
  symbol: ReactNode;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** The layer with another number in this field. */
  with: (value: number) => Layer;
}

/** What the chain says of one of its layers. */
export interface ChainRow {
  /** The layer's kind in words. */
  name: string;
  /** What comes of it, such as its output's shape: one entry a column, the first printed strong. */
  facts?: readonly ReactNode[];
  /** Why the layer does not fit where it stands, as a sentence; the layers after it are faint. */
  complaint?: string | null | undefined;
  /** A figure of the layer's own, under its numbers. */
  figure?: ReactNode;
}

export interface LayerChainProps<Layer> {
  /** What the list is, in words. */
  label: string;
  layers: readonly Layer[];
  /** The layer's numbers; none for a layer that has nothing to set. */
  fieldsOf: (layer: Layer) => readonly ChainField<Layer>[];
  rowOf: (layer: Layer, index: number) => ChainRow;
  /** What can be added, each with the numbers that it starts with. */
  kinds: readonly { name: string; layer: Layer }[];
  /** As many layers as there may be … */
  most: number;
  /** … and as there have to be; none by default. */
  least?: number | undefined;
  onChange: (layers: Layer[]) => void;
  /** What goes into the chain: stands before the first layer. */
  start?: ReactNode;
}

/**
 * A list of layers to edit: drag a row by its grip or press its arrows, step its numbers, take it
 * out, add another at the end. It knows nothing of layers but what `fieldsOf` and `rowOf` say.
 */
export function LayerChain<Layer>(props: LayerChainProps<Layer>) {
  const { label, layers, fieldsOf, rowOf, kinds, most, least = 0, onChange, start } = props;
  const { ref, said, held, move, remove, add, grip } = useChainEdits(props);
  const rows = layers.map(rowOf);
  const broken = rows.findIndex(({ complaint }) => complaint);
  return (
    <div className="chain" role="group" aria-label={label}>
      {start !== undefined && <div className="chain-row chain-start">{start}</div>}
      <ol className="chain-rows" ref={ref}>
        {layers.map((layer, index) => {
          const { name, facts = [], complaint, figure } = rows[index] ?? { name: '' };
          const owner = `layer ${index + 1}, ${name}`;
          return (
            <li
              key={index}
              className="chain-row"
              data-held={index === held || undefined}
              data-broken={index === broken || undefined}
              data-beyond={(broken >= 0 && index > broken) || undefined}
            >
              <span className="chain-grip" aria-hidden="true" {...grip(index)}>
                <svg viewBox="0 0 8 16" width="8" height="16">
                  <path d="M1 3h2M5 3h2M1 8h2M5 8h2M1 13h2M5 13h2" />
                </svg>
              </span>
              <span className="chain-name">{name}</span>
              <span className="chain-fields">
                {fieldsOf(layer).map((field) => (
                  <Stepper
                    key={field.label}
                    {...field}
                    label={`${field.label} of ${owner}`}
                    onChange={(value) =>
                      onChange(layers.map((old, i) => (i === index ? field.with(value) : old)))
                    }
                  />
                ))}
              </span>
              <span className="chain-facts">
                {facts.map((fact, column) => (
                  <span key={column}>{fact}</span>
                ))}
              </span>
              <span className="chain-acts">
                <ActButton
                  act="up"
                  label={`Move ${owner}, up`}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1, 'up')}
                />
                <ActButton
                  act="down"
                  label={`Move ${owner}, down`}
                  disabled={index === layers.length - 1}
                  onClick={() => move(index, index + 1, 'down')}
                />
                <ActButton
                  act="remove"
                  label={`Take out ${owner}`}
                  disabled={layers.length <= least}
                  onClick={() => remove(index)}
                />
              </span>
              {complaint && (
                <p className="chain-complaint" role="status">
                  {complaint}
                </p>
              )}
              {figure !== undefined && <div className="chain-figure">{figure}</div>}
            </li>
          );
        })}
      </ol>
      <div className="chain-add">
        <span className="control-label">Add</span>
        {kinds.map((kind) => (
          <button
            key={kind.name}
            type="button"
            className="button"
            disabled={layers.length >= most}
            onClick={() => add(kind)}
          >
            {kind.name}
          </button>
        ))}
        {layers.length <= least && (
          <span className="control-unit">
            {least === 1 ? 'one layer has' : `${least} layers have`} to stay
          </span>
        )}
        {layers.length >= most && <span className="control-unit">{most} layers at most</span>}
      </div>
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

type Act = 'up' | 'down' | 'remove';

const icons: Record<Act, string> = {
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  remove: 'M4 4l8 8M12 4l-8 8',
};

interface ActProps {
  act: Act;
  label: string;
  disabled: boolean;
  onClick: () => void;
}

function ActButton({ act, label, disabled, onClick }: ActProps) {
  return (
    <button
      type="button"
      data-act={act}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={icons[act]} />
      </svg>
    </button>
  );
}

/** Moving, taking out and adding: where the focus goes, what is said, how a grip drags. */
function useChainEdits<Layer>({ layers, rowOf, onChange }: LayerChainProps<Layer>) {
  const ref = useRef<HTMLOListElement>(null);
  const focus = useRef<{ row: number; act: Act } | null>(null);
  const dragged = useRef<number | null>(null);
  const pointerY = useRef(0);
  const [held, setHeld] = useState<number | null>(null);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (!focus.current) return;
    const { row, act } = focus.current;
    focus.current = null;
    const buttons = ref.current?.children[row]?.querySelectorAll<HTMLButtonElement>('[data-act]');
    const open = [...(buttons ?? [])].filter((button) => !button.disabled);
    (open.find((button) => button.dataset.act === act) ?? open[0])?.focus();
  });

  const nameOf = (index: number) => {
    const layer = layers[index];
    return layer === undefined ? '' : rowOf(layer, index).name;
  };
  const move = (from: number, to: number, act?: Act) => {
    if (act) focus.current = { row: to, act };
    setSaid(`${nameOf(from)} is now layer ${to + 1} of ${layers.length}.`);
    onChange(moveRow(layers, from, to));
  };
  const remove = (index: number) => {
    focus.current = { row: Math.min(index, layers.length - 2), act: 'remove' };
    setSaid(`${nameOf(index)} is taken out.`);
    onChange(layers.filter((_, i) => i !== index));
  };
  const add = ({ name, layer }: { name: string; layer: Layer }) => {
    setSaid(`${name} is added as layer ${layers.length + 1}.`);
    onChange([...layers, layer]);
  };

  const drag = (event: PointerEvent) => {
    const at = dragged.current;
    if (at === null) return;
    const middles = [...(ref.current?.children ?? [])].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    const to = draggedTo(middles, at, { from: pointerY.current, y: event.clientY });
    pointerY.current = event.clientY;
    if (to === at) return;
    // Drawn before the next event, which measures the rows anew.
    flushSync(() => {
      hold(to);
      move(at, to);
    });
  };
  const hold = (index: number | null) => {
    dragged.current = index;
    setHeld(index);
  };
  const release = () => hold(null);
  const grip = (index: number) => ({
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      pointerY.current = event.clientY;
      hold(index);
    },
    onPointerMove: drag,
    onPointerUp: (event: PointerEvent) => {
      drag(event);
      release();
    },
    onPointerCancel: release,
  });
  return { ref, said, held, move, remove, add, grip };
}
