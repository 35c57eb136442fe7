import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { getBook } from '#book/getBook.ts';
import { href } from '#book/href.ts';
import { renderMarkdown } from '#book/markdown.ts';
import type { Place, RenderTools } from './items.ts';
import { quizFileSchema, type QuizFile } from './schema.ts';

const known = new Map<string, { changed: number; quiz: QuizFile }>();

/** A chapter's quiz as its author wrote it, read once a build. The content check has already seen it. */
export function chapterQuiz(id: string): QuizFile {
  const path = join(process.cwd(), 'content/chapters', id, 'quiz.yaml');
  const changed = statSync(path).mtimeMs;
  const before = known.get(path);
  if (before?.changed === changed) return before.quiz;
  const quiz = quizFileSchema.parse(parse(readFileSync(path, 'utf8')));
  known.set(path, { changed, quiz });
  return quiz;
}

/** How the quiz of chapter `id` becomes HTML, and where its sections are. */
export function quizTools(id: string): RenderTools {
  return { render: renderMarkdown, place: (section) => placeOf(id, section) };
}

/**
 * The address and name of a section: a slug of chapter `own`, or /chapters/x/#slug. It is a heading,
 * or a block with an id, such as a derivation, that is called by its title.
 */
function placeOf(own: string, section: string): Place {
  const [, other, slug = ''] = /^\/chapters\/([^/]+)\/#(.+)$/.exec(section) ?? [];
  const chapterId = other ?? own;
  const anchor = other ? slug : section;
  const chapter = getBook().chapters.find(({ id }) => id === chapterId);
  const source = chapter?.written?.source;
  const heading = source?.headings.find(({ value }) => value.slug === anchor)?.value.text;
  const block = source?.tags.find(({ value }) => value.attributes['id'] === anchor)?.value;
  const label = heading ?? block?.attributes['title'] ?? chapter?.title ?? section;
  return {
    href: other ? href(`/chapters/${chapterId}/#${anchor}`) : `#${anchor}`,
    label: other && chapter ? `${chapter.title}: ${label}` : label,
  };
}
