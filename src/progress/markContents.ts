import { browserProgress } from './browser.ts';
import { keepMarks } from './chapterMarks.ts';

/** Runs on every page: the contents show what this reader has read. */
keepMarks(document, browserProgress());
