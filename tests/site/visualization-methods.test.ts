import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { benchLink } from '#demos/attribution/bench.ts';
import { openPage } from './page.ts';

const CHAPTER = 'chapters/visualization-methods/';

async function openDemo(id: string, search = ''): Promise<Page> {
  const page = await openPage(CHAPTER + search);
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await page.locator(`#${id}[data-live]`).waitFor();
  return page;
}

/** The query of an address that `benchLink` makes. */
const queryOf = (address: string) => /\?[^#]*/.exec(address)?.[0] ?? '';
const facts = (page: Page) => page.locator('#bench .map-facts').allTextContents();
const slow = { timeout: 90_000 };

it('the chapter’s figures are complete without JavaScript', async () => {
  const page = await openPage(CHAPTER, { javaScriptEnabled: false });
  expect(await page.locator('#case .case-panel img').count()).toBe(2);
  expect(await page.locator('#bench .map-tile img').count()).toBe(6);
  expect(await page.locator('#cascade .cascade-row img').count()).toBe(9);
  expect(await page.locator('#cascade .plot-line').count()).toBe(5);
  expect(await page.locator('#cascade .demo-result').textContent()).toMatch(/0\.73.*0\.08/);
});

describe('the case', () => {
  it('tells a wrong accusation from the truth, and how like each panel is', async () => {
    const page = await openDemo('case');
    const demo = page.locator('#case');
    await demo.getByRole('button', { name: 'nothing is wrong' }).click();
    await demo.getByText('Not so:').waitFor(slow);
    await demo.getByRole('button', { name: 'two class names are exchanged' }).click();
    await demo.getByText('As you said:').waitFor();
    expect(await demo.locator('.demo-table').textContent()).toContain('18 of 24 right, sound 23');
  });

  it('gives the next suspect with all panels closed', async () => {
    const page = await openDemo('case');
    const demo = page.locator('#case');
    await demo.getByRole('button', { name: 'Next suspect' }).click();
    await demo.getByText('Suspect 2 looks at a cat').waitFor();
    expect(await demo.getByRole('button', { name: 'Open' }).count()).toBe(4);
    await demo.getByRole('button', { name: 'Open' }).nth(1).click();
    await demo.getByText('64 of 128 are zero everywhere.').waitFor(slow);
  });
});

describe('the bench', () => {
  it('opens from a link of another chapter in the state that the link says', async () => {
    const link = benchLink({
      tiles: [7, 20],
      target: { kind: 'class', index: 8, as: 'score' },
      methods: ['gradCam', 'edges'],
    });
    const page = await openDemo('bench', queryOf(link));
    await page.locator('#bench').getByText('Mosaic: cat, ship').waitFor();
    await expect
      .poll(() => facts(page), slow)
      .toEqual([
        expect.stringMatching(/of it on cat 12\s%, ship 88\s%/),
        expect.stringMatching(/of it on cat 78\s%, ship 22\s%/),
      ]);
  });

  it('says of each method what is left of it in a random network', async () => {
    const page = await openDemo('bench', queryOf(benchLink({ methods: ['edges', 'gradient'] })));
    const layers = page.locator('#bench').getByLabel('random layers, from the top, as a number');
    await layers.fill('6');
    await layers.press('Enter');
    await expect
      .poll(async () => (await facts(page)).join(), slow)
      .toMatch(/with its original: ρ = 1/);
  });

  it('explains a unit, and says which methods cannot', async () => {
    const target = { kind: 'unit', layer: 'conv3', channel: 28, row: 1, column: 11 } as const;
    const page = await openDemo(
      'bench',
      queryOf(benchLink({ target, methods: ['cam', 'gradient'] })),
    );
    await expect.poll(async () => (await facts(page)).join(), slow).toContain('classes only');
    expect(await page.locator('#bench .demo-result').textContent()).toContain('of conv3');
  });

  it('takes the reader’s own picture', async () => {
    const page = await openDemo('bench', queryOf(benchLink({ methods: ['gradient'] })));
    const demo = page.locator('#bench');
    await expect.poll(() => facts(page), slow).toHaveLength(1);
    await demo.getByRole('radio', { name: 'your own' }).check({ force: true });
    const before = await demo.locator('.map-tile img').getAttribute('src');
    await demo.locator('input[type=file]').setInputFiles('public/images/allium-oreophilum-96.png');
    await demo.getByText('Your picture').first().waitFor();
    await expect
      .poll(() => demo.locator('.map-tile img').getAttribute('src'), slow)
      .not.toBe(before);
    expect(await demo.getByRole('button', { name: 'Copy link' }).count()).toBe(0);
  });

  it('refuses a link that is none, and says so', async () => {
    const page = await openDemo('bench', '?bench=%7B%22tiles%22%3A%5B1%2C2%2C3%5D%7D');
    await page.locator('#bench').getByText('could not be read').waitFor();
  });
});

it('the cascade runs on another picture', async () => {
  const page = await openDemo('cascade');
  const number = page.locator('#cascade').getByLabel('picture, as a number');
  await number.fill('20');
  await number.press('Enter');
  await page.locator('#cascade').getByText('p of ship').waitFor(slow);
  await expect
    .poll(() => page.locator('#cascade .cascade-row img').first().getAttribute('src'), slow)
    .toMatch(/^data:/);
});
