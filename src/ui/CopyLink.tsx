import { useState } from 'react';

export interface CopyLinkProps {
  href: () => string;
  /** What the reader is told once it is copied. */
  copied: string;
  /** The words of the link that is shown where copying is forbidden. */
  shown: string;
  className?: string;
}

/** Copies an address; where that is forbidden, shows it instead. */
export function CopyLink({ href, copied, shown, className }: CopyLinkProps) {
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
  // What was said holds for as long as the address has not changed.
  const current = outcome?.address === (outcome && href()) ? outcome : null;
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        Copy link
      </button>
      <span role="status" aria-live="polite" className="copy-outcome">
        {current?.copied === true && copied}
        {current?.copied === false && <a href={current.address}>{shown}</a>}
      </span>
    </>
  );
}
