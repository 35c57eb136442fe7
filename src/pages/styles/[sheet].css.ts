import type { APIRoute } from 'astro';
import { styleSheets } from '#layouts/styleSheets.ts';

export const getStaticPaths = () =>
  Object.entries(styleSheets).map(([sheet, css]) => ({ params: { sheet }, props: { css } }));

/** A style sheet for the pages that name it: of one folder of demos, or of one page. */
export const GET: APIRoute<{ css: string }> = ({ props }) =>
  new Response(props.css, { headers: { 'content-type': 'text/css; charset=utf-8' } });
