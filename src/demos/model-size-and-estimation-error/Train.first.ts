import { widths } from './recorded.ts';

/** The recorded networks: their wrong answers in the end. */
export default function first() {
  const runs = widths.runs.map(({ width, noise, seed, parameters, wrong }) => {
    const [training, fresh] = wrong.at(-1) ?? [0, 0];
    return { width, noise, seed, parameters, training, fresh };
  });
  const shown = widths.runs.find(
    ({ width, noise, seed }) => width === 4 && noise === 0.2 && seed === 1,
  );
  return Promise.resolve({ runs, history: shown?.wrong ?? [] });
}
