import type { Panels } from '#numerics/tasks/visualization-methods-case.ts';

interface Props {
  title: string;
  answers: Panels['answers'];
  labels: readonly number[];
  classes: readonly string[];
  /** The picture that is looked at. */
  image: number;
}

/** How many answers are the label. */
export function rightOf(answers: readonly number[], labels: readonly number[]): number {
  return answers.filter((answer, i) => answer === labels[i]).length;
}

/** What a network says of many pictures, as they are and slightly changed. */
export function Answers({ title, answers, labels, classes, image }: Props) {
  const { plain, moved, noisy } = answers;
  const name = (index: number | undefined) => classes[index ?? -1] ?? '';
  const mistakes = new Map<string, number>();
  plain.forEach((answer, i) => {
    if (answer === labels[i]) return;
    const said = `${name(labels[i])} called ${name(answer)}`;
    mistakes.set(said, (mistakes.get(said) ?? 0) + 1);
  });
  const all = labels.length;
  return (
    <div>
      {title && <p>{title}</p>}
      <p>
        This one: <b>{name(plain[image])}</b>. Right are {rightOf(plain, labels)} of {all} as they
        are, {rightOf(moved, labels)} moved by 3 pixels, {rightOf(noisy, labels)} with noise.
      </p>
      <p>
        {mistakes.size === 0
          ? 'No mistakes.'
          : `Mistakes: ${[...mistakes].map(([said, n]) => (n > 1 ? `${said} (${n})` : said)).join(', ')}.`}
      </p>
    </div>
  );
}
