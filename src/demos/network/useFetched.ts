import { useEffect, useState } from 'react';

/** Something that has to be fetched. */
export interface Fetched<T> {
  /** null before it is there. */
  value: T | null;
  failed: boolean;
  retry: () => void;
}

/** What `load` brings for this key; nothing is fetched before it is wanted, nor twice. */
export function useFetched<T>(key: string, wanted: boolean, load: () => Promise<T>): Fetched<T> {
  const [found, setFound] = useState<{ key: string; value: T } | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const value = found?.key === key ? found.value : null;
  useEffect(() => {
    setFailed(false);
    if (!wanted || value !== null) return;
    let current = true;
    load().then(
      (arrived) => current && setFound({ key, value: arrived }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [wanted, key, attempt]);
  return { value, failed, retry: () => setAttempt(attempt + 1) };
}
