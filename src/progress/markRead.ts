import { browserProgress } from './browser.ts';
import { watchReading } from './watchReading.ts';

/** Runs on a chapter's page, where the element `chapter-end` says which chapter it ends. */
const end = document.getElementById('chapter-end');
const chapter = end?.dataset['chapter'];
if (end !== null && chapter !== undefined)
  watchReading({ progress: browserProgress(), chapter, end });
