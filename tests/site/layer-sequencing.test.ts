import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { frameOf, inkOn, stroke } from './drawing.ts';
import { openPage } from './page.ts';

/** Opens the chapter on layers in a row at one of its figures, and waits until that hears. */
async function openFigure(
  figure: 'lab' | 'collapse',
  options: Parameters<typeof openPage>[1] = {},
): Promise<Page> {
  const page = await openPage('chapters/layer-sequencing/', options);
  await page.locator(`#layer-sequencing-${figure}`).scrollIntoViewIfNeeded();
  await page.locator(`#layer-sequencing-${figure}[data-live]`).waitFor();
  return page;
}

const figureOf = (page: Page, figure: string) => page.locator(`#layer-sequencing-${figure}`);
const names = (page: Page) => figureOf(page, 'lab').locator('.chain-name').allTextContents();
const shapes = (page: Page) => figureOf(page, 'lab').locator('.chain-facts').allTextContents();

const rowsAtFirst = ['Convolution', 'ReLU', 'Max-pool', 'Convolution', 'ReLU', 'Max-pool'];

describe('the chain of layers', () => {
  it('lets a row be dragged by its dots past the row below it, and shapes follow', async () => {
    const page = await openFigure('lab');
    const rows = figureOf(page, 'lab').locator('.chain-rows .chain-row');
    expect(await names(page)).toEqual(rowsAtFirst);
    const grip = rows.nth(2).locator('.chain-grip');
    await grip.scrollIntoViewIfNeeded();
    const [from, below] = [await frameOf(grip), await frameOf(rows.nth(3))];
    const x = from.x + from.width / 2;
    await page.mouse.move(x, from.y + 4);
    await page.mouse.down();
    expect(await rows.nth(2).getAttribute('data-held')).toBe('true');
    // Not yet past its middle: nothing moves.
    await page.mouse.move(x, below.y + 0.4 * below.height, { steps: 4 });
    expect(await names(page)).toEqual(rowsAtFirst);
    await page.mouse.move(x, below.y + 0.7 * below.height, { steps: 4 });
    await page.mouse.up();
    expect(await names(page)).toEqual([
      'Convolution',
      'ReLU',
      'Convolution',
      'Max-pool',
      'ReLU',
      'Max-pool',
    ]);
    expect(await shapes(page)).toEqual([
      '32×32×8',
      '32×32×8',
      '30×30×16',
      '15×15×16',
      '15×15×16',
      '7×7×16',
    ]);
    expect(await figureOf(page, 'lab').locator('[data-held]').count()).toBe(0);
    // Released: a pointer that moves on drags nothing.
    await page.mouse.move(x, below.y + 3 * below.height, { steps: 4 });
    expect((await names(page))[3]).toBe('Max-pool');
    await expect.poll(() => page.url()).toContain('layer-sequencing-lab');
  });

  // Browsers merge the moves of one frame: a flick may arrive as a single one.
  it.each([10, 1])(
    'lets a row be dragged by finger over several rows in %i moves, without the page scrolling away',
    async (moves) => {
      const page = await openFigure('lab', {
        hasTouch: true,
        isMobile: true,
        viewport: { width: 360, height: 1200 },
      });
      const rows = figureOf(page, 'lab').locator('.chain-rows .chain-row');
      await rows
        .nth(1)
        .evaluate((row) => row.scrollIntoView({ block: 'center', behavior: 'instant' }));
      const grip = await frameOf(rows.nth(2).locator('.chain-grip'));
      const first = await frameOf(rows.nth(0));
      const top = await page.evaluate(() => scrollY);
      const touch = await page.context().newCDPSession(page);
      const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...ys: number[]) =>
        touch.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: ys.map((y) => ({ x: grip.x + grip.width / 2, y })),
        });
      const [start, end] = [grip.y + grip.height / 2, first.y + 4];
      await finger('touchStart', start);
      for (let move = 1; move <= moves; move++) {
        await finger('touchMove', start + ((end - start) * move) / moves);
      }
      await finger('touchEnd');
      await expect
        .poll(() => names(page))
        .toEqual(['Max-pool', 'Convolution', 'ReLU', 'Convolution', 'ReLU', 'Max-pool']);
      expect(await page.evaluate(() => scrollY)).toBe(top);
    },
  );
});

describe('a drawing', () => {
  it.each([
    ['lab', '.chain-figure img'],
    ['collapse', '.collapse-row img'],
  ] as const)('changes the maps of the figure %s, and is in its link', async (figure, maps) => {
    const page = await openFigure(figure);
    const place = figureOf(page, figure);
    const sources = () =>
      place.locator(maps).evaluateAll((images) => images.map((image) => image.getAttribute('src')));
    const ofTheCat = await sources();
    await place.getByRole('radio', { name: 'draw one' }).check({ force: true });
    await expect.poll(sources, { timeout: 60_000 }).not.toEqual(ofTheCat);
    const ofNothing = await sources();

    const pad = place.getByRole('application', { name: 'Your drawing' });
    await stroke(page, pad, [0.2, 0.5], [0.8, 0.5], async () => {
      // The button is still down.
      await expect.poll(sources, { timeout: 60_000 }).not.toEqual(ofNothing);
    });
    const ink = await inkOn(pad);
    for (let column = 7; column < 25; column++) expect(ink).toContain(`16,${column}`);
    await expect.poll(() => page.url()).toContain('drawn');
    const drawn = await sources();

    const other = await openPage(
      `chapters/layer-sequencing/${new URL(page.url()).search}${new URL(page.url()).hash}`,
    );
    const copy = other.locator(`#layer-sequencing-${figure}`);
    await copy.scrollIntoViewIfNeeded();
    await expect
      .poll(
        () =>
          copy
            .locator(maps)
            .evaluateAll((images) => images.map((image) => image.getAttribute('src'))),
        { timeout: 60_000 },
      )
      .toEqual(drawn);
  });
});
