interface Props<Guess> {
  /** What is guessed, in words. */
  label: string;
  options: readonly { value: Guess; label: string }[];
  value: Guess | null;
  onGuess: (guess: Guess) => void;
}

/** Predict, then run: a few answers to press before the demo gives its own. */
export function Guesses<Guess extends string>({ label, options, value, onGuess }: Props<Guess>) {
  return (
    <fieldset className="guesses needs-script">
      <legend className="control-label">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="button"
          aria-pressed={option.value === value}
          onClick={() => onGuess(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

/** How the guess compares, before the answer itself. */
export function Foretold({ right }: { right: boolean }) {
  return <strong>{right ? '✓ As you said:' : '✗ Not so:'}</strong>;
}
