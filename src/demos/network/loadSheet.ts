import { cutSheet, type Sheet } from './sheet.ts';

const loading = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** The pictures of a sheet as the browser decodes it, once; after a failure it is asked for anew. */
export function loadSheet(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const known = loading.get(sheet.src);
  if (known) return known;
  const pictures = decode(sheet);
  loading.set(sheet.src, pictures);
  pictures.catch(() => loading.delete(sheet.src));
  return pictures;
}

async function decode(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(sheet.src);
  if (!response.ok) throw new Error(`${sheet.src}: ${response.status}`);
  const image = await createImageBitmap(await response.blob());
  return cutSheet(pixelsOf(image, image.width, image.height), 4, sheet);
}

/** Red, green, blue and opacity of an image, or of a part of it, drawn at this size. */
export function pixelsOf(
  image: ImageBitmap,
  width: number,
  height: number,
  part = { left: 0, top: 0, width: image.width, height: image.height },
): Uint8ClampedArray {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no access to the pixels of a picture.');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#fff'; // what lies behind a picture with holes
  context.fillRect(0, 0, width, height);
  context.drawImage(image, part.left, part.top, part.width, part.height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}
