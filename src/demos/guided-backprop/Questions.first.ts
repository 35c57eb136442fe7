import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import questions from '#numerics/tasks/guided-backprop-questions.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawQuestions } from './drawQuestions.ts';
import { questionsDefaults } from './state.ts';

/** A cat, asked for cat and for ship, by three rules. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const sheets = {
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
  };
  const { tiles, first: one, second, switches } = questionsDefaults;
  const { picture, ...ground } = await firstPicture({ set: 'teaching', tiles }, classes);
  const found = await prerender(questions, { ...ground, classes: [one, second], switches });
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheets,
    picture,
    probabilities: found.probabilities.map((p) => Number(p.toPrecision(4))),
    drawn: drawQuestions(found, ground),
  };
}
