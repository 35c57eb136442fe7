import type { Locator, Page } from 'playwright-core';

/** Where an element is on the screen. */
export async function frameOf(element: Locator) {
  return (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** A place on an element: shares of its width and height. */
export type Share = [x: number, y: number];

/** Draws by mouse from one place of the pad to another, in one leap. */
export async function stroke(
  page: Page,
  pad: Locator,
  from: Share,
  to: Share,
  meanwhile = async () => {},
) {
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await frameOf(pad);
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + to[0] * width, y + to[1] * height);
  await meanwhile();
  await page.mouse.up();
}

/** Rows and columns of the pixels that are no longer white. */
export async function inkOn(pad: Locator): Promise<string[]> {
  return pad.locator('img').evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return Array.from({ length: canvas.width * canvas.height }, (_, i) => i)
      .filter((i) => data[4 * i] !== 255 || data[4 * i + 2] !== 255)
      .map((i) => `${Math.floor(i / canvas.width)},${i % canvas.width}`);
  });
}
