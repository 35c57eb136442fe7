/** What is needed once a paper is begun, and not before: fetched as one, so that nothing is missing later. */
export { examEvents } from '../examEvents.ts';
export { markPaper } from '../mark.ts';
export { readSession } from '../readSession.ts';
export { Result } from './Result.tsx';
export { Sheet } from './Sheet.tsx';
export { Sitting } from './Sitting.tsx';
