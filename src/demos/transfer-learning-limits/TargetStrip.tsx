import type { Target } from '#numerics/transfer/study.ts';
import { targetPictures } from './names.ts';

/** Eight pictures of a target, for looking at. */
export function TargetStrip({ src, target }: { src: string; target: Target }) {
  return (
    <span
      className="transfer-target"
      role="img"
      aria-label={`Examples: ${targetPictures[target]}`}
      style={{
        backgroundImage: `url(${src})`,
        backgroundPosition: target === 'near' ? '0 0' : '0 100%',
      }}
    />
  );
}
