import type { APIRoute } from 'astro';
import { examIndex } from '#quiz/bankFiles.ts';

/** What can be asked, with the edition of every question; for the exam. */
export const GET: APIRoute = () => Response.json(examIndex());
