import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { firstFrame, firstFrameNames, servedFrame } from '#demos/frame/firstFrame.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';

describe('the first frame of a demo', () => {
  it('is found by its file', () => {
    expect(firstFrameNames).toContain('conv-kernel-gradient/Lab');
  });

  it('is computed once', async () => {
    const frame = servedFrame('conv-kernel-gradient/Lab');
    expect(servedFrame('conv-kernel-gradient/Lab')).toBe(frame);
    expect((await frame).data).toHaveProperty('theorem');
  });

  it('reaches the view on the server, which renders it whole', async () => {
    const address = await firstFrame('conv-kernel-gradient/Lab');
    const View = withFirstFrame<() => Promise<{ loss: number }>>(({ first }) => (
      <p>L = {first.loss}</p>
    ));
    expect(address).toBe('/frames/conv-kernel-gradient/Lab.json');
    expect(renderToString(<View frame={address} />)).toMatch(/<p>L = (<!-- -->)?-?\d+<\/p>/);
  });

  it('that nobody has written is missed by its name', async () => {
    await expect(servedFrame('no/Such')).rejects.toThrow('there is no src/demos/no/Such.first.ts');
  });
});
