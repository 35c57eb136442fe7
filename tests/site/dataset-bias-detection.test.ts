import { describe, expect, it } from 'vitest';
import { openPage } from './page.ts';

const path = 'chapters/dataset-bias-detection/';

describe('the lab of planted cues, in a browser', () => {
  it('trains, pauses, goes on, and puts the network into the table', async () => {
    const page = await openPage(path);
    const demo = page.locator('#dataset-bias');
    await demo.scrollIntoViewIfNeeded();
    await page.locator('#dataset-bias[data-live]').waitFor();
    await demo.getByRole('radio', { name: 'grain', exact: true }).check({ force: true });
    await demo.getByRole('button', { name: 'less than 40 %' }).click();
    await demo.getByRole('button', { name: 'Train here' }).click();
    await demo.getByText(/^epoch [1-9]\d? of 20$/).waitFor({ timeout: 60_000 });
    await demo.getByRole('button', { name: 'Pause' }).click();
    await demo.getByText(/^epoch [1-9]\d? of 20, paused$/).waitFor();
    await demo.getByRole('button', { name: 'Go on' }).click();
    const row = demo.getByRole('row', { name: /^grain ±8, 95\s%, 1/ });
    await row.waitFor({ timeout: 240_000 });
    expect(await row.textContent()).toContain('everywhere');
    await demo.getByText(/✓ As you said:/).waitFor();
    await demo.getByText(/Nothing but the cue changed/).waitFor();
    expect(new URL(page.url()).searchParams.get('dataset-bias')).toContain('grain');
    await demo.getByRole('button', { name: 'Reset' }).click();
    await demo.getByText('After a training here, each of the hundred').waitFor();
    expect(await demo.locator('.runs tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/^tag 4×4 at \(26, 2\), 95\s%, 1/),
    ]);
  }, 320_000);

  it('lets the tag be dragged by the arrows, and forgets a training that is stopped', async () => {
    const page = await openPage(path);
    const demo = page.locator('#dataset-bias');
    await demo.scrollIntoViewIfNeeded();
    await page.locator('#dataset-bias[data-live]').waitFor();
    const picture = demo.getByRole('application', { name: /with the tag to be dragged/ });
    const image = picture.locator('img').first();
    const before = await image.getAttribute('src');
    await picture.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => image.getAttribute('src')).not.toBe(before);
    await demo.getByRole('button', { name: 'Train here' }).click();
    await demo.getByRole('button', { name: 'Stop' }).click();
    await demo.getByRole('button', { name: 'Train here' }).waitFor();
    expect(await demo.locator('.runs tbody tr').count()).toBe(1);
  });
});

describe('the line-up, in a browser', () => {
  it('judges the reader’s ticks when they ask', async () => {
    const page = await openPage(path);
    const demo = page.locator('#line-up');
    await demo.scrollIntoViewIfNeeded();
    await page.locator('#line-up[data-live]').waitFor();
    await demo.getByRole('checkbox', { name: 'C is biased' }).check();
    await demo.getByRole('button', { name: 'Reveal' }).click();
    await demo.locator('.map-facts', { hasText: '2 of 4 judged rightly.' }).waitFor();
  });
});
