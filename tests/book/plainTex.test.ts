import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { macros } from '../../src/book/macros.ts';
import { mathProblem } from '../../src/book/math.ts';
import { plainTex } from '../../src/book/plainTex.ts';

describe('plain TeX', () => {
  test.each([
    ['\\X', 'X'],
    ['\\Y=\\X\\star\\K+b', 'Y=X\\star K+b'],
    ['\\Xi+\\Kappa', '\\Xi+\\Kappa'],
    ['\\X i', 'X i'],
    ['\\alpha\\x', '\\alpha x'],
    ['a\\\\\\X', 'a\\\\X'],
    ['a\\\\X', 'a\\\\X'],
    ['x\\in\\R^n', 'x\\in{\\mathbb{R}}^n'],
    ['\\frac\\dK2', '\\frac{\\frac{\\partial L}{\\partial K}}2'],
    ['\\kernelof{W}_{ij}', 'W_{ij}'],
    ['\\kernelof{a+b}^2', '{a+b}^2'],
    ['\\kernelof W', 'W'],
    ['\\kernelof\\theta x', '{\\theta} x'],
    ['\\kernelof{\\{w\\}}', '{\\{w\\}}'],
    ['\\pred{\\hat{y}_{\\kernelof{k+1}}}', '{\\hat{y}_{{k+1}}}'],
    ['\\upstream{\\frac{\\G}{\\inputof{x_i}}}', '{\\frac{G}{{x_i}}}'],
    ['\\htmlData{role=kernel}{W}', 'W'],
    ['\\text{50\\% of }\\x', '\\text{50\\% of }x'],
  ])('of %s is %s', (tex, plain) => expect(plainTex(tex)).toBe(plain));

  test('has none of the author’s macros left, whatever stands around them', () => {
    const piece = fc.constantFrom('a', '2', '^', '\\alpha', '\\,', '{b}', '\\X', '\\R', '\\dX');
    const formula = fc.array(
      fc.oneof(piece, fc.constantFrom('\\pred{x\\K}', '\\kernelof{\\inputof{z}y}')),
    );
    fc.assert(
      fc.property(formula, (pieces) => {
        const tex = pieces.join('').replaceAll(/\^+(?=\^|$)/g, '');
        fc.pre(mathProblem(tex, false) === undefined);
        const plain = plainTex(tex);
        const commands = plain.match(/\\[A-Za-z]+/g) ?? [];
        expect(commands.filter((command) => Object.hasOwn(macros, command))).toEqual([]);
        expect(mathProblem(plain, false)).toBeUndefined();
        expect(plainTex(plain)).toBe(plain);
      }),
    );
  });

  test('cannot be had of a macro without its argument', () => {
    expect(() => plainTex('a+\\pred')).toThrow('\\pred has no argument in the formula a+\\pred');
    expect(() => plainTex('{\\pred}')).toThrow('\\pred has no argument');
  });
});
