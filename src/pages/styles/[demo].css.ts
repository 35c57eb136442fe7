import type { APIRoute } from 'astro';
import { demoStyleSheets } from '#demos/frame/demoStyleSheets.ts';

export const getStaticPaths = () =>
  Object.entries(demoStyleSheets).map(([demo, css]) => ({ params: { demo }, props: { css } }));

/** The style sheet of one folder of demos, for the pages that have them. */
export const GET: APIRoute<{ css: string }> = ({ props }) =>
  new Response(props.css, { headers: { 'content-type': 'text/css; charset=utf-8' } });
