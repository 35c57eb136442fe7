import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { decodeState, encodeState, linkTo } from '#demos/frame/stateLink.ts';

const schema = z.object({
  stride: z.int().check(z.gte(1), z.lte(4)),
  padding: z.enum(['valid', 'same']),
  kernel: z.array(z.array(z.number())),
  wrong: z.boolean(),
});
type State = z.infer<typeof schema>;
const defaults: State = { stride: 1, padding: 'valid', kernel: [[1, -1]], wrong: false };

const states = fc.record({
  stride: fc.integer({ min: 1, max: 4 }),
  padding: fc.constantFrom('valid' as const, 'same' as const),
  kernel: fc.array(
    // JSON has no negative zero.
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n))),
  ),
  wrong: fc.boolean(),
});

describe('the state of a demo in a link', () => {
  it('comes back as it went in, through a whole address', () => {
    fc.assert(
      fc.property(states, (state) => {
        const href = linkTo(
          'https://example.org/b/?x=1#there',
          'lab',
          encodeState(state, defaults),
        );
        const text = new URL(href).searchParams.get('lab');
        expect(decodeState(text, schema, defaults)).toEqual({ state, notice: null });
      }),
    );
  });

  it('is only what differs from the defaults', () => {
    expect(encodeState(defaults, defaults)).toBeNull();
    expect(encodeState({ ...defaults, stride: 2 }, defaults)).toBe('{"stride":2}');
  });

  it('leaves the states of other demos in the address, and points to the demo', () => {
    const href = linkTo('https://example.org/b/?other=%7B%7D#there', 'lab', '{"stride":2}', 'lab');
    const url = new URL(href);
    expect(url.searchParams.get('other')).toBe('{}');
    expect(url.hash).toBe('#lab');
    expect(linkTo(href, 'lab', null)).not.toContain('stride');
  });

  it.each([
    ['no JSON', '{stride'],
    ['no object', '[1]'],
    ['null', 'null'],
    ['a value out of bounds', '{"stride":9}'],
    ['a value of another type', '{"kernel":"x"}'],
    ['a name the demo does not have', '{"strides":2}'],
    ['a name every object has', '{"constructor":1}'],
    ['the prototype', '{"__proto__":{"stride":2}}'],
  ])('gives the defaults and a notice when it is %s', (_, text) => {
    const { state, notice } = decodeState(text, schema, defaults);
    expect(state).toBe(defaults);
    expect(notice).toContain('could not be read');
  });

  it('never throws, whatever a link says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { state } = decodeState(text, schema, defaults);
        expect(schema.safeParse(state).success).toBe(true);
      }),
    );
  });
});
