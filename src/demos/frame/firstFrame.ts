import { href } from '#book/href.ts';
import { servePageData } from '#ui/pageData.ts';
import { takePictures, type ServedFrame } from './framePictures.ts';

/** What `src/demos/<id>/<Name>.first.ts` exports: what the demo shows before anybody touches it. */
export type FirstFrame = () => Promise<unknown>;

const files = import.meta.glob<{ default: FirstFrame }>('../*/*.first.ts');
const fileOf = (name: string) => `../${name}.first.ts`;

/** Every demo that has a first frame, as `<id>/<Name>`. */
export const firstFrameNames: readonly string[] = Object.keys(files).map((path) =>
  path.replace(/^\.\.\/|\.first\.ts$/g, ''),
);

const served = new Map<string, Promise<ServedFrame>>();

/** The first frame of a demo and its pictures, computed once in a build. */
export function servedFrame(name: string): Promise<ServedFrame> {
  const known = served.get(name) ?? compute(name);
  served.set(name, known);
  return known;
}

/**
 * Lays the first frame of a demo ready for its view (see `withFirstFrame`), which is about to be
 * rendered, and says where the browser will find it. For .astro files: it runs at build time only.
 */
export async function firstFrame(name: string): Promise<string> {
  const address = href(`/frames/${name}.json`);
  servePageData(address, (await servedFrame(name)).data);
  return address;
}

async function compute(name: string): Promise<ServedFrame> {
  const load = files[fileOf(name)];
  if (!load) throw new Error(`there is no src/demos/${name}.first.ts`);
  const compute = (await load()).default;
  try {
    return takePictures(await compute(), (picture, uri) =>
      // While writing, the files of the pictures would want every demo's first frame at once.
      import.meta.env.DEV ? uri : href(`/frames/${name}.${picture}.webp`),
    );
  } catch (error) {
    throw new Error(`src/demos/${name}.first.ts: ${String(error)}`, { cause: error });
  }
}
