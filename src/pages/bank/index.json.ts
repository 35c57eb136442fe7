import type { APIRoute } from 'astro';
import { bankIndex } from '#quiz/bankFiles.ts';

/** What can be asked; for review and progress. */
export const GET: APIRoute = () => Response.json(bankIndex());
