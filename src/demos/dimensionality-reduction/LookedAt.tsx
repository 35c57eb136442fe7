import { Thumbnail } from './Thumbnail.tsx';

interface Props {
  src: string;
  columns: number;
  classes: readonly string[];
  labels: readonly number[];
  answers: readonly number[];
  picture: number;
  /** Its nearest in all dimensions, nearest first. */
  near: ArrayLike<number>;
  /** Of how many others it is among the nearest. */
  popularity: number;
  /** The name of the space that the neighbours are from. */
  space: string;
}

/** The picture under the pointer, and what lies nearest to it before anything is flattened. */
export function LookedAt(props: Props) {
  const { src, columns, classes, labels, answers, picture, near, popularity, space } = props;
  const nameOf = (i: number) => classes[labels[i] ?? 0] ?? '';
  const answer = classes[answers[picture] ?? 0];
  const says = answer === nameOf(picture) ? 'so says the network' : `the network says ${answer}`;
  return (
    <div className="dr-looked">
      <Thumbnail
        src={src}
        columns={columns}
        number={picture}
        size={128}
        label={`Picture ${picture}: ${nameOf(picture)}`}
      />
      <p>
        <strong>{nameOf(picture)}</strong>, number {picture};<br />
        {says}
      </p>
      <p>Nearest to it {space}:</p>
      <ol className="dr-near">
        {Array.from(near, (other) => (
          <li key={other} data-same={labels[other] === labels[picture] ? '' : undefined}>
            <Thumbnail
              src={src}
              columns={columns}
              number={other}
              size={40}
              label={`Picture ${other}`}
            />
            {nameOf(other)}
          </li>
        ))}
      </ol>
      <p>
        It is itself among the five nearest of {popularity}{' '}
        {popularity === 1 ? 'picture' : 'pictures'}.
      </p>
    </div>
  );
}
