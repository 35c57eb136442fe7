import { sharesWrong } from './recorded.ts';

/** What the contestants of the record got wrong, by the pictures. */
export default function first() {
  return Promise.resolve(sharesWrong());
}
