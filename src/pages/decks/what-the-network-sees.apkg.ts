import type { APIRoute } from 'astro';
import { deckFiles } from '#export/deckFiles.ts';
import { siteAddress } from '#book/href.ts';

/** Cards and quiz items as an Anki package. */
export const GET: APIRoute = ({ site }) =>
  new Response(new Uint8Array(deckFiles(siteAddress(site)).apkg), {
    headers: { 'Content-Type': 'application/octet-stream' },
  });
