import type { APIRoute } from 'astro';
import { deckFiles } from '#export/deckFiles.ts';
import { siteAddress } from '#book/href.ts';

/** Cards and quiz items as rows of a table. */
export const GET: APIRoute = ({ site }) =>
  new Response(new Uint8Array(deckFiles(siteAddress(site)).csv), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
  });
