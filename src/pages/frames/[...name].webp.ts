import type { APIRoute } from 'astro';
import sharp from 'sharp';
import { firstFrameNames, servedFrame } from '#demos/frame/firstFrame.ts';
import { pngBytes } from '#demos/frame/framePictures.ts';

export const getStaticPaths = async () => {
  const paths: { params: { name: string }; props: { uri: string } }[] = [];
  if (import.meta.env.DEV) return paths;
  for (const name of firstFrameNames) {
    for (const [picture, uri] of (await servedFrame(name)).pictures) {
      paths.push({ params: { name: `${name}.${picture}` }, props: { uri } });
    }
  }
  return paths;
};

/** A picture of a demo's first frame, every pixel as it was computed. */
export const GET: APIRoute<{ uri: string }> = async ({ props }) => {
  const picture = sharp(pngBytes(props.uri)).webp({ lossless: true, exact: true, effort: 6 });
  return new Response(new Uint8Array(await picture.toBuffer()));
};
