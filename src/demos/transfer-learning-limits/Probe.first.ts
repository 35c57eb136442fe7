import { href } from '#book/href.ts';
import { gallerySource } from './gallerySource.ts';
import { recordedLive } from './recorded.ts';
import { probeDefaults } from './state.ts';

/** The probes of both targets as they were recorded, and what is fetched to run them here. */
export default function first() {
  const { each, probes } = recordedLive();
  return Promise.resolve({
    ...gallerySource(),
    pictures: href('/images/transfer-learning-limits/targets.webp'),
    each,
    probes: probes.filter(({ seed }) => seed === probeDefaults.seed),
  });
}
