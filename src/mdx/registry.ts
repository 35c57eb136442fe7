import Boxed from './Boxed.astro';
import Card from './Card.astro';
import Cite from './Cite.astro';
import Compare from './Compare.astro';
import Correction from './Correction.astro';
import Demo from './Demo.astro';
import Derivation from './Derivation.astro';
import Example from './Example.astro';
import Figure from './Figure.astro';
import LowLabelTable from './LowLabelTable.astro';
import Misconception from './Misconception.astro';
import Note from './Note.astro';
import Puzzle from './Puzzle.astro';
import Quiz from './Quiz.astro';
import References from './References.astro';
import Reveal from './Reveal.astro';
import Source from './Source.astro';
import Step from './Step.astro';
import Summary from './Summary.astro';
import Sym from './Sym.astro';
import Term from './Term.astro';

/** The author's vocabulary: the tags that a chapter may use without importing them. */
export const registry = {
  Boxed,
  Card,
  Cite,
  Compare,
  Correction,
  Demo,
  Derivation,
  Example,
  Figure,
  LowLabelTable,
  Misconception,
  Note,
  Puzzle,
  Quiz,
  References,
  Reveal,
  Source,
  Step,
  Summary,
  Sym,
  Term,
};
