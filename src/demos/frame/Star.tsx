import type { OneChannelLayer } from './oneChannel.ts';

/** The star of cross-correlation, with stride, padding and dilation below where they matter. */
export function Star({
  stride,
  padding,
  dilation,
}: Pick<OneChannelLayer, 'stride' | 'padding' | 'dilation'>) {
  const plain = stride === 1 && padding === 0 && dilation === 1;
  return <>⋆{plain || <sub>{`${stride},${padding},${dilation}`}</sub>}</>;
}
