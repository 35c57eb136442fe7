import { recorded } from './recorded.ts';
import { summariseArms, summariseEnsembles, worthOf } from './summarise.ts';

/** The record over its seeds, by the length of training. */
export default function first() {
  const { setting, runs, ensembles } = recorded();
  const [one] = runs;
  if (!one) throw new Error('alexnet.json: no runs');
  const lengths = [...new Set(runs.map(({ epochs }) => epochs))].toSorted((a, b) => a - b);
  return Promise.resolve({
    images: setting.images,
    parameters: one.parameters,
    /** Of the runs that are looked at first. */
    steps: (Math.min(...lengths) * setting.images) / setting.batch,
    lengths: lengths.map((epochs) => {
      const own = runs.filter((run) => run.epochs === epochs);
      return {
        epochs,
        arms: summariseArms(own).map((arm) => ({ ...arm, training: arm.training.map(short) })),
        worth: { all: worthOf(own, 'all'), bare: worthOf(own, 'bare') },
        ensembles: summariseEnsembles(ensembles.filter((row) => row.epochs === epochs)),
      };
    }),
  });
}

function short(value: number): number {
  return Number(value.toFixed(1));
}
