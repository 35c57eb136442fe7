/**
 * The grey levels of an image file, 0 to 255, row by row, as the browser decodes them.
 * Throws when the image does not arrive.
 */
export async function greyLevels(src: string): Promise<Uint8Array> {
  const image = new Image();
  image.src = src;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no access to the pixels of a picture.');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  // Red, green and blue are equal in a grey image; opacity is of no interest.
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] ?? 0);
}
