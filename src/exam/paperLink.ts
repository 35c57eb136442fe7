import * as z from 'zod/mini';
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

const whole = (least: number, most: number) =>
  z.pipe(
    z.pipe(z.string().check(z.regex(/^[0-9]{1,6}$/)), z.transform(Number)),
    z.number().check(z.minimum(least), z.maximum(most)),
  );

const linkSchema = z.object({
  parts: z.optional(z.string()),
  difficulty: z.optional(z.string().check(z.regex(/^(1?2?3?)$/), z.minLength(1))),
  n: z.optional(whole(1, mostQuestions)),
  minutes: z.optional(whole(1, mostMinutes)),
  seed: z.optional(whole(0, mostSeed)),
  edition: z.optional(z.string().check(z.regex(/^(?:[\w-]{2})+$/), z.maxLength(2 * mostQuestions))),
});

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

/**
 * The paper a query stands for. What it leaves out is as usual, the seed is `freshSeed`; anything
 * malformed gives the usual paper and a notice.
 */
export function decodePaper(
  query: string,
  allParts: readonly string[],
  freshSeed: number,
): DecodedPaper {
  const usual = usualPaper(allParts, freshSeed);
  const found = linkSchema.safeParse(Object.fromEntries(new URLSearchParams(query)));
  const refuse = (notice: string): DecodedPaper => ({ paper: usual, edition: null, notice });
  if (!found.success)
    return refuse('The link to this paper could not be read, so here is the usual one.');
  const { parts, difficulty, n, minutes, seed, edition } = found.data;
  const wanted = parts === undefined ? [...allParts] : parts.split('.');
  const unknown = wanted.find((part) => !allParts.includes(part));
  if (unknown !== undefined)
    return refuse(
      'The link asks about a part that this book does not have, so here is the usual paper.',
    );
  return {
    paper: {
      parts: allParts.filter((part) => wanted.includes(part)),
      difficulties:
        difficulty === undefined
          ? usual.difficulties
          : Array.from(difficulty, (digit) => Number(digit) as Difficulty),
      count: n ?? usual.count,
      minutes: minutes ?? null,
      seed: seed ?? freshSeed,
    },
    edition: edition ?? null,
    notice: null,
  };
}
