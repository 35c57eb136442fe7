import { reluRules, throughRelu } from '#numerics/reluRules.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { rowTex } from './tex.ts';

const names = {
  gradient: 'the gradient',
  deconvnet: 'the deconvnet',
  guided: 'guided backpropagation',
} as const;

const reasons = {
  gradient: 'That is the gradient’s rule: it asks whether the unit was on.',
  deconvnet: 'That is the deconvnet’s rule: it asks whether the signal is positive.',
  guided: 'That is guided backpropagation: it asks both.',
} as const;

/** The sum of what one of the three rules lets through four ReLUs; the four cases of sign all occur. */
export const reluRuleItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const rule = draw.oneOf(...reluRules);
  const z = [draw.whole(1, 5), -draw.whole(1, 5), draw.whole(1, 5), -draw.whole(1, 5)];
  const signal = [-draw.whole(1, 9), draw.whole(1, 9), draw.whole(1, 9), -draw.whole(1, 9)];
  const turn = draw.whole(0, 3);
  const turned = (row: number[]) => [...row.slice(turn), ...row.slice(0, turn)];
  const [zs, rs] = [turned(z), turned(signal)];
  const by = (name: (typeof reluRules)[number]) =>
    zs.map((value, i) => throughRelu(name, value, rs[i] ?? 0));
  const sum = (row: number[]) => row.reduce((total, value) => total + value, 0);
  const through = by(rule);
  const answer = sum(through);
  return {
    promptMarkdown: `Four ReLUs had $z=${rowTex(zs)}$. On the way back $R=${rowTex(rs)}$ arrives at them. What is the sum of the four numbers that ${names[rule]} lets through?`,
    given: { z: zs, signal: rs, stops: zs.map((value, i) => (throughRelu(rule, value, rs[i] ?? 0) === 0 ? 0 : 1)) },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      ...reluRules.map((name): [number, string] => [sum(by(name)), reasons[name]]),
      [sum(rs), 'Nothing was stopped here. Each rule closes some of the gates.'],
      [
        through.filter((value) => value !== 0).length,
        'That counts the open gates. Add up the signals that go through them.',
      ],
    ]),
    feedbackMarkdown:
      'Go through the four units one by one: was it on, is the signal positive, and which of the two does this rule ask?',
    explanationMarkdown: `${rowTexSentence(names[rule], through)} The sum is $${answer}$.`,
  };
};

function rowTexSentence(name: string, row: number[]): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} lets through $${rowTex(row)}$.`;
}
