import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { sides } from '#numerics/tolerance/change.ts';
import { percent } from '#ui/formatNumber.ts';
import type firstFrame from './Lab.first.ts';
import type { LabState } from './state.ts';

const options = [
  { value: 'half', label: 'half the size' },
  { value: 'double', label: 'twice the size' },
  { value: 'alike', label: 'both alike' },
] as const;

interface Props {
  expected: LabState['expected'];
  network: Awaited<ReturnType<typeof firstFrame>>['networks'][number] | undefined;
  images: number;
  onExpect: (expected: NonNullable<LabState['expected']>) => void;
}

/** The chapter's opening question; the curve over all sizes is drawn once it is answered. */
export function Expect({ expected, network, images, onExpect }: Props) {
  const right = (side: number) =>
    percent(network?.gallery.scale.there.right[sides.indexOf(side)] ?? 0, 1);
  return (
    <div className="demo-predict">
      <h4>First say what you expect; then the curve is drawn</h4>
      <Guesses
        label="The network bears better"
        options={options}
        value={expected}
        onGuess={onExpect}
      />
      {expected !== null && (
        <p role="status" aria-live="polite">
          <Foretold right={expected === 'half'} /> of {images} test images {right(16)} are right at
          half the size and {right(64)} at twice the size.
        </p>
      )}
    </div>
  );
}
