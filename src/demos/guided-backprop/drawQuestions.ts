import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import type { QuestionedRule, QuestionsOutput } from '#numerics/tasks/guided-backprop-questions.ts';

/** The two maps of a rule, ready to be shown, and how alike they are. */
export interface DrawnRule {
  rule: QuestionedRule['rule'];
  maps: [DrawnMap, DrawnMap];
  /** Of the signals before the first gate, behind each gate, and at the picture. */
  cosines: number[];
}

/** Each map on its own scale: what is compared is where it is strong, not how strong. */
export function drawQuestions(
  { rules }: QuestionsOutput,
  { height, width }: { height: number; width: number },
): DrawnRule[] {
  return rules.map(({ rule, maps: [first, second], cosines }) => {
    const drawn = (values: Float32Array) => drawMap({ values, height, width, signed: true });
    return {
      rule,
      maps: [drawn(first), drawn(second)],
      cosines: cosines.map((value) => Number(value.toFixed(4))),
    };
  });
}
