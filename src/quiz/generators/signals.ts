import { alongTwoPaths, backTwoPaths, type TwoPaths } from '#numerics/attribution/twoPaths.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { display } from './tex.ts';

/** "3x - 2", "-x + 4", as TeX. */
function lineTex(factor: number, bias: number): string {
  const front = factor === 1 ? 'x' : factor === -1 ? '-x' : `${factor}x`;
  return `${front}${bias > 0 ? '+' : ''}${bias}`;
}

/** "2h_1-h_2+3", as TeX. */
function topTex([v1, v2]: readonly [number, number], c: number): string {
  const term = (v: number, name: string) => (Math.abs(v) === 1 ? name : `${Math.abs(v)}${name}`);
  return `${v1 < 0 ? '-' : ''}${term(v1, 'h_1')}${v2 < 0 ? '-' : '+'}${term(v2, 'h_2')}+${c}`;
}

/** The guided signal at the input of two paths, of which one is on and speaks against the output. */
export const guidedSignalItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const x = draw.whole(1, 3);
  const w: [number, number] = [draw.oneOf(-3, -2, 2, 3), draw.oneOf(-3, -2, 2, 3)];
  const against = draw.whole(0, 1);
  // The unit that speaks against is on; the other may be off.
  const drawn = [0, 1].map((i) => (i === against ? draw.whole(1, 3) : draw.oneOf(-2, 1, 2, 3)));
  // No bias is 0, so that each is seen in the prompt.
  const biasOf = (i: 0 | 1) => (drawn[i] ?? 0) - w[i] * x || ((drawn[i] ?? 0) > 0 ? 1 : -1);
  const b: [number, number] = [biasOf(0), biasOf(1)];
  const z = [w[0] * x + b[0], w[1] * x + b[1]];
  const v: [number, number] = [draw.whole(2, 4), draw.whole(2, 4)];
  v[against] = -(v[against] ?? 0);
  const before = v.reduce((sum, weight, i) => sum + weight * Math.max(0, z[i] ?? 0), 0);
  const c = draw.whole(1, 5) + Math.max(0, -before);
  const paths: TwoPaths = { w, b, v, c };
  const { last } = alongTwoPaths(paths, x);
  const signal = (rule: 'gradient' | 'deconvnet' | 'guided') => backTwoPaths(paths, x, rule).x + 0;
  const answer = signal('guided');
  const other = 1 - against;
  const off = (z[other] ?? 0) <= 0;
  return {
    promptMarkdown: `Let $h_1=\\mathrm{ReLU}(${lineTex(w[0], b[0])})$, $h_2=\\mathrm{ReLU}(${lineTex(w[1], b[1])})$ and${display(
      `y=\\mathrm{ReLU}(${topTex(v, c)}).`,
    )}What does guided backpropagation of $y$ send to $x$, at $x=${x}$?`,
    given: { x, w, b, v, c },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        signal('gradient'),
        `That is the gradient. What arrives at $h_${against + 1}$ is negative, so the second gate stops it.`,
      ],
      [
        signal('deconvnet'),
        `That is the deconvnet's signal. $h_${other + 1}$ is off here, so the first gate stops it.`,
      ],
      [
        (v[against] ?? 0) * (w[against] ?? 0),
        'You kept the path that speaks against $y$, and dropped the other one.',
      ],
      [
        Math.max(0, answer),
        'Nothing is clipped below the last ReLU: the weights of the first layer have both signs.',
      ],
    ]),
    feedbackMarkdown:
      'Compute $h_1$, $h_2$ and $y$ first. Then go back: at each ReLU, was it on, and is what arrives positive?',
    explanationMarkdown: `Before their ReLUs stand ${z.join(' and ')}, and ${last} at $y$. $${v[against] ?? 0}$ arrives at $h_${against + 1}$ and is stopped. At $h_${other + 1}$ arrives $${v[other] ?? 0}$; the unit is ${off ? 'off, so that is stopped, too, and nothing is left' : `on, so it passes and becomes $${v[other] ?? 0}\\cdot(${w[other] ?? 0})=${answer}$`}.`,
  };
};
