import type {
  ChoiceItem,
  ClozeItem,
  MatchItem,
  NumericItem,
  NumericVariant,
  OrderItem,
  QuizItem,
  Remark,
} from './items.ts';
import { parseNumber } from './parseNumber.ts';

/** What the reader gave, by kind of item. Ids are those of the rendered item. */
export interface Answers {
  truefalse: boolean | null;
  choice: string | null;
  choices: string[];
  numeric: string;
  cloze: Record<string, string>;
  order: string[];
  match: Record<string, string>;
}
export type Answer = Answers[keyof Answers];

/** Which parts of an answer are right: by option chosen, blank, step or left side. */
export type Marks = Record<string, boolean>;

/** A graded answer, or the sentence that says why it cannot be graded yet. */
export type Grade =
  | { graded: true; correct: boolean; score: number; feedback: Remark[]; marks: Marks }
  | { graded: false; message: string };

/**
 * Grades an answer. The score lies between 0 and 1 and is 1 exactly when the answer is correct;
 * the feedback meets each thing that was wrong, once.
 */
export function grade<K extends QuizItem['kind']>(
  item: QuizItem & { kind: K },
  answer: Answers[K],
): Grade;
export function grade(item: QuizItem, answer: Answer): Grade {
  switch (item.kind) {
    case 'truefalse': {
      if (typeof answer !== 'boolean') return ungraded('Choose true or false first.');
      const correct = answer === item.answer;
      return graded(correct ? 1 : 0, correct ? [] : [item.wrong], { [String(answer)]: correct });
    }
    case 'choice':
      return gradeChoice(item, typeof answer === 'string' ? answer : null);
    case 'choices':
      return gradeChoices(item, Array.isArray(answer) ? answer : []);
    case 'numeric':
      return gradeNumeric(item, typeof answer === 'string' ? answer : '');
    case 'cloze':
      return gradeCloze(item, asRecord(answer));
    case 'order':
      return gradeOrder(item, Array.isArray(answer) ? answer : []);
    case 'match':
      return gradeMatch(item, asRecord(answer));
  }
}

function gradeChoice(item: ChoiceItem, chosen: string | null): Grade {
  const option = item.options.find((candidate) => candidate.id === chosen);
  if (option === undefined) return ungraded('Choose one of the options first.');
  return graded(option.correct ? 1 : 0, option.correct ? [] : present([option.remark]), {
    [option.id]: option.correct,
  });
}

/** Each wrong option that was ticked takes back what a right one gave. */
function gradeChoices(item: ChoiceItem, chosen: string[]): Grade {
  if (chosen.length === 0) return ungraded('Tick at least one option first.');
  const right = item.options.filter((option) => option.correct);
  const ticked = (option: { id: string }): boolean => chosen.includes(option.id);
  const hits = right.filter(ticked).length;
  const falseAlarms = item.options.filter((option) => !option.correct && ticked(option));
  const missed = right.filter((option) => !ticked(option));
  const feedback = present([...falseAlarms, ...missed].map((option) => option.remark));
  if (missed.length > 0 && missed.every((option) => option.remark === null))
    feedback.push({
      html: `<p>${missed.length === 1 ? 'One right option is' : `${missed.length} right options are`} missing.</p>`,
      place: item.place,
    });
  return graded(
    Math.max(0, (hits - falseAlarms.length) / right.length),
    feedback,
    marksOf(item.options.filter(ticked), (option) => option.correct),
  );
}

function gradeNumeric(item: NumericItem, typed: string): Grade {
  const parsed = parseNumber(typed);
  if ('problem' in parsed) return ungraded(parsed.problem);
  const { variant } = item;
  const readings = [parsed.value, parsed.otherwise ?? parsed.value];
  if (readings.some((value) => within(value, variant.answer, variant))) return graded(1, []);
  const mistake = variant.mistakes.find(({ value }) => within(parsed.value, value, variant));
  return graded(0, [mistake?.remark ?? variant.remark]);
}

/** Float rounding of the reader's decimals is forgiven on top of the tolerance. */
function within(value: number, target: number, { tolerance }: NumericVariant): boolean {
  return Math.abs(value - target) <= tolerance + 1e-9 * Math.max(1, Math.abs(target));
}

function gradeCloze(item: ClozeItem, filled: Record<string, string>): Grade {
  if (item.blanks.some((blank) => (filled[blank.name] ?? '').trim() === ''))
    return ungraded(
      item.blanks.length === 1 ? 'Fill in the blank first.' : 'Fill in every blank first.',
    );
  const wrong = item.blanks.filter(
    (blank) => !blank.accept.some((accepted) => same(accepted, filled[blank.name] ?? '')),
  );
  return graded(
    1 - wrong.length / item.blanks.length,
    wrong.map((blank) => blank.remark),
    marksOf(
      item.blanks.map(({ name }) => ({ id: name })),
      ({ id }) => !wrong.some((blank) => blank.name === id),
    ),
  );
}

/** Equal but for case, spaces and kinds of minus; or the same number written differently. */
function same(accepted: string, given: string): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .replace(/[\u2212\u2010-\u2014]/g, '-')
      .replace(/[’‘]/g, "'")
      .replace(/\s+/g, ' ')
      .replace(/ ?([-+×*/=^(),]) ?/g, '$1')
      .trim()
      .toLocaleLowerCase('en');
  if (plain(accepted) === plain(given)) return true;
  const onlyNumber = /^[\s\d.,/eE+\-\u2212]+$/;
  if (!onlyNumber.test(accepted) || !onlyNumber.test(given)) return false;
  const [a, b] = [parseNumber(accepted), parseNumber(given)];
  return 'value' in a && 'value' in b && Math.abs(a.value - b.value) < 1e-9;
}

/** The share of pairs of steps that are in the right order: 0 for the reverse. */
function gradeOrder(item: OrderItem, order: string[]): Grade {
  const { solution } = item;
  if (order.length !== solution.length || solution.some((id) => !order.includes(id)))
    return ungraded('Put every step into the order first.');
  let [pairs, inOrder] = [0, 0];
  for (let early = 0; early < solution.length; early++)
    for (let late = early + 1; late < solution.length; late++) {
      pairs += 1;
      const [a, b] = [solution[early] ?? '', solution[late] ?? ''];
      if (order.indexOf(a) < order.indexOf(b)) inOrder += 1;
    }
  const inPlace = ({ id }: { id: string }): boolean => order.indexOf(id) === solution.indexOf(id);
  const marks = marksOf(item.steps, inPlace);
  if (inOrder === pairs) return graded(1, [], marks);
  const displaced = item.steps.filter((step) => !inPlace(step));
  const own = present(displaced.map((step) => step.remark));
  return graded(inOrder / pairs, own.length > 0 ? own : [item.remark], marks);
}

function gradeMatch(item: MatchItem, matched: Record<string, string>): Grade {
  if (item.lefts.some((left) => (matched[left.id] ?? '') === ''))
    return ungraded('Match every line first.');
  const wrong = item.lefts.filter((left) => matched[left.id] !== left.answer);
  const marks = marksOf(item.lefts, (left) => !wrong.includes(left));
  if (wrong.length === 0) return graded(1, [], marks);
  const own = present(wrong.map((left) => left.remark));
  return graded(1 - wrong.length / item.lefts.length, own.length > 0 ? own : [item.remark], marks);
}

function graded(score: number, feedback: Remark[], marks: Marks = {}): Grade {
  return { graded: true, correct: score === 1, score, feedback, marks };
}

function marksOf<T extends { id: string }>(parts: T[], right: (part: T) => boolean): Marks {
  return Object.fromEntries(parts.map((part) => [part.id, right(part)]));
}

function ungraded(message: string): Grade {
  return { graded: false, message };
}

function present(remarks: (Remark | null)[]): Remark[] {
  return remarks.filter((remark) => remark !== null);
}

function asRecord(answer: Answer): Record<string, string> {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer : {};
}
