import { href } from '#book/href.ts';
import { gallerySource } from './gallerySource.ts';
import { recordedLive } from './recorded.ts';

/** The recorded trainings, and what is fetched to train here. */
export default function first() {
  return Promise.resolve({
    ...gallerySource(),
    pictures: href('/images/transfer-learning-limits/targets.webp'),
    trainings: recordedLive().trainings,
  });
}
