import type { APIRoute } from 'astro';
import { deckFiles } from '#export/deckFiles.ts';
import { siteAddress } from '#book/href.ts';

/** Chapters, cards and quiz items for programs; the shape is that of `bookExportSchema`. */
export const GET: APIRoute = ({ site }) =>
  new Response(new Uint8Array(deckFiles(siteAddress(site)).json), {
    headers: { 'Content-Type': 'application/json' },
  });
