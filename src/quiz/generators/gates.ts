import type { ReluRule } from '#numerics/network/layers/relu.ts';
import { throughRelu } from '#numerics/reluRules.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { rowTex } from './tex.ts';

/** The sum of what the deconvnet lets through four ReLUs; the four cases of sign all occur. */
export const reluRuleItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const z = [draw.whole(1, 5), -draw.whole(1, 5), draw.whole(1, 5), -draw.whole(1, 5)];
  const signal = [-draw.whole(1, 9), draw.whole(1, 9), draw.whole(1, 9), -draw.whole(1, 9)];
  const turn = draw.whole(0, 3);
  const turned = (row: number[]) => [...row.slice(turn), ...row.slice(0, turn)];
  const [zs, rs] = [turned(z), turned(signal)];
  const by = (name: ReluRule) => zs.map((value, i) => throughRelu(name, value, rs[i] ?? 0));
  const sum = (row: number[]) => row.reduce((total, value) => total + value, 0);
  const through = by('deconvnet');
  const answer = sum(through);
  return {
    promptMarkdown: `Four ReLUs had $z=${rowTex(zs)}$. On the way back $R=${rowTex(rs)}$ arrives at them. What is the sum of the four numbers that the deconvnet lets through?`,
    given: { z: zs, signal: rs },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [sum(by('gradient')), 'That is the gradient’s rule: it asks whether the unit was on.'],
      [sum(by('guided')), 'That is guided backpropagation: it asks both.'],
      [sum(rs), 'Nothing was stopped here. The rule closes some of the gates.'],
      [
        through.filter((value) => value !== 0).length,
        'That counts the open gates. Add up the signals that go through them.',
      ],
    ]),
    feedbackMarkdown:
      'Go through the four units one by one: which of two things does this rule ask, whether it was on or whether the signal is positive?',
    explanationMarkdown: `The deconvnet lets through $${rowTex(through)}$: what is positive, whatever $z$ was. The sum is $${answer}$.`,
  };
};
