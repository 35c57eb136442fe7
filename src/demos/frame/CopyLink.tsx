import { useState } from 'react';

/** Copies the address of the demo in its present state; where that is forbidden, shows it instead. */
export function CopyLink({ href }: { href: () => string }) {
  const [outcome, setOutcome] = useState<{ copied: boolean; address: string } | null>(null);
  const copy = async () => {
    const address = href();
    try {
      await navigator.clipboard.writeText(address);
      setOutcome({ copied: true, address });
    } catch {
      setOutcome({ copied: false, address });
    }
  };
  // What was said holds for as long as the numbers have not changed.
  const current = outcome?.address === (outcome && href()) ? outcome : null;
  return (
    <>
      <button type="button" className="text-button" onClick={() => void copy()}>
        Copy link
      </button>
      <span role="status" aria-live="polite" className="copy-outcome">
        {current?.copied === true && 'Copied: the link shows these numbers.'}
        {current?.copied === false && <a href={current.address}>Link to these numbers</a>}
      </span>
    </>
  );
}
