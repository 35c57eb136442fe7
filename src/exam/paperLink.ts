import {
  mostMinutes,
  mostQuestions,
  mostSeed,
  usualPaper,
  type Difficulty,
  type Paper,
} from './paper.ts';

/** What an address says about a paper. */
export interface DecodedPaper {
  paper: Paper;
  /** The editions of its questions when the link was made, two characters each; null if unsaid. */
  edition: string | null;
  /** Why the address was not followed, as a sentence for the reader; null if it was. */
  notice: string | null;
}

/** The paper as the query of an address, without the question mark; what is usual is left out. */
export function encodePaper(paper: Paper, allParts: readonly string[], edition?: string): string {
  const { parts, difficulties, count, minutes, seed } = paper;
  const query = new URLSearchParams();
  if (parts.length < allParts.length) query.set('parts', parts.join('.'));
  if (difficulties.length < 3) query.set('difficulty', difficulties.join(''));
  query.set('n', String(count));
  if (minutes !== null) query.set('minutes', String(minutes));
  query.set('seed', String(seed));
  if (edition !== undefined && edition !== '') query.set('edition', edition);
  return query.toString();
}

const editions = new RegExp(`^(?:[\\w-]{2}){1,${String(mostQuestions)}}$`);

/**
 * The paper a query stands for. What it leaves out is as usual, the seed is `freshSeed`; anything
 * malformed gives the usual paper and a notice. Read by hand: a schema library would weigh as much
 * as the rest of what the page needs before a paper is begun.
 */
export function decodePaper(
  query: string,
  allParts: readonly string[],
  freshSeed: number,
): DecodedPaper {
  const usual = usualPaper(allParts, freshSeed);
  const given = new URLSearchParams(query);
  const refuse = (notice: string): DecodedPaper => ({ paper: usual, edition: null, notice });

  const wanted = given.get('parts')?.split('.') ?? allParts;
  if (!wanted.every((part) => allParts.includes(part)))
    return refuse(
      'The link asks about a part that this book does not have, so here is the usual paper.',
    );
  const difficulty = given.get('difficulty') ?? '123';
  const edition = given.get('edition');
  const count = whole(given.get('n'), 1, mostQuestions, usual.count);
  const minutes = whole(given.get('minutes'), 1, mostMinutes, null);
  const seed = whole(given.get('seed'), 0, mostSeed, freshSeed);
  if (
    !/^(?=.)1?2?3?$/.test(difficulty) ||
    (edition !== null && !editions.test(edition)) ||
    count === undefined ||
    minutes === undefined ||
    seed === undefined
  )
    return refuse('The link to this paper could not be read, so here is the usual one.');
  return {
    paper: {
      parts: allParts.filter((part) => wanted.includes(part)),
      difficulties: Array.from(difficulty, (digit) => Number(digit) as Difficulty),
      count,
      minutes,
      seed,
    },
    edition,
    notice: null,
  };
}

/** The whole number of a text, or what stands for no text; undefined for anything else. */
function whole<Unsaid>(
  text: string | null,
  least: number,
  most: number,
  unsaid: Unsaid,
): number | Unsaid | undefined {
  if (text === null) return unsaid;
  const value = /^[0-9]{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
