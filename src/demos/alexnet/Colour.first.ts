import sharp from 'sharp';
import { href } from '#book/href.ts';
import { principalColours } from '#numerics/alexnet/principalColours.ts';
import { coloursOf, halved } from './photograph.ts';

/** The files of the photographs, below the book's address. */
const files = { cat: '/images/chelsea-224.png', coffee: '/images/coffee-224.png' } as const;

/**
 * The components of the cat's colours and of the gallery's, the two pictures with which the demo
 * opens (made by `bench/recordAlexnet.ts`), and where the photographs are.
 */
export default async function first() {
  const read = (file: string) => sharp(`public${file}`).removeAlpha().raw().toBuffer();
  const [cat, gallery] = await Promise.all([read(files.cat), read('/images/gallery.png')]);
  const plain = ({ variances, components }: ReturnType<typeof principalColours>) => ({
    variances: [...variances],
    components: components.map((p) => [...p]),
  });
  return {
    own: plain(coloursOf(halved(cat, 3))),
    gallery: plain(principalColours(gallery, 255)),
    photo: href('/images/alexnet/photo.webp'),
    shifted: href('/images/alexnet/shifted.webp'),
    addresses: { cat: href(files.cat), coffee: href(files.coffee) },
  };
}
