import { describe, expect, it } from 'vitest';
import { pngBytes, takePictures } from '#demos/frame/framePictures.ts';
import { imageUri } from '#ui/imageUri.ts';

const uri = imageUri({ width: 1, height: 1, kind: 'grey', pixels: [0.5] });
const address = (name: string) => `/frames/x.${name}.webp`;

describe('a first frame as it is served', () => {
  it('has the addresses of its pictures in place of them', () => {
    const { data, pictures } = takePictures({ target: uri, maps: [{ src: uri }], n: 1 }, address);
    expect(data).toEqual({
      target: '/frames/x.target.webp',
      maps: [{ src: '/frames/x.maps.0.src.webp' }],
      n: 1,
    });
    expect([...pictures]).toEqual([
      ['target', uri],
      ['maps.0.src', uri],
    ]);
  });

  it('keeps the pictures byte for byte', () => {
    const { pictures } = takePictures([uri], address);
    expect([...pngBytes(pictures.get('0') ?? '')].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('is the same on the server as after its way through JSON', () => {
    const { data } = takePictures({ zero: -0, left: undefined, none: null }, address);
    expect(data).toStrictEqual({ zero: 0, none: null });
  });

  it.each([
    ['NaN', { a: [1, Number.NaN] }, '"a.1" is NaN'],
    ['an infinity', { a: { b: -Infinity } }, '"a.b" is -Infinity'],
    ['a typed array', { a: new Float32Array(2) }, '"a" is a typed array'],
  ])('with %s in it stops the build and says where', (_, frame, message) => {
    expect(() => takePictures(frame, address)).toThrow(message);
  });
});
