import type { APIRoute } from 'astro';
import { firstFrameNames, servedFrame } from '#demos/frame/firstFrame.ts';

export const getStaticPaths = () => firstFrameNames.map((name) => ({ params: { name } }));

/** The numbers behind a demo's first frame; fetched when the demo comes alive. */
export const GET: APIRoute<Record<string, never>, { name: string }> = async ({ params }) =>
  Response.json((await servedFrame(params.name)).data);
