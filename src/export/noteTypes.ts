/**
 * A kind of note of Anki: the names of its fields, and how they make a card. Names and fields are for
 * ever: with others, Anki would take the kind for a new one, and update no note of the old.
 */
export interface NoteType {
  name: string;
  fields: readonly string[];
  front: string;
  back: string;
  css: string;
}

/**
 * When the templates and styles below were last changed. Anki takes them over only if this is later
 * than what the reader has, so that a reader's own styles outlast every edition that changes none.
 */
export const noteTypesChanged = Date.UTC(2026, 10, 26) / 1000;

/** Paper is left to Anki's theme; ink is given for both. A phone has the same, a little smaller. */
const css = `.page {
  --ink: #1c1b19;
  --soft: #5b5750;
  --rule: #d8d3c8;
  --accent: #8a3b12;
  max-width: 36em;
  margin: 0 auto;
  font: 20px/1.5 'Source Serif 4', 'Source Serif Pro', Georgia, 'Times New Roman', serif;
  text-align: left;
  overflow-wrap: break-word;
  color: var(--ink);
}
.nightMode .page, .night_mode .page {
  --ink: #e6e2da;
  --soft: #a9a399;
  --rule: #5b5751;
  --accent: #e8a57c;
}
.mobile .page { font-size: 18px; }
p, ul, ol { margin: 0.6em 0; }
ul, ol { padding-left: 1.4em; }
li { margin: 0.3em 0; }
a { color: var(--accent); }
code { font-size: 0.85em; }
hr { margin: 1.2em 0; border: 0; border-top: 1px solid var(--rule); }
.kind, .source, summary, .label {
  font: 0.75em/1.4 'Source Sans 3', system-ui, sans-serif;
  color: var(--soft);
}
.label, .source { margin-top: 2em; }
details { margin-top: 1.2em; font-size: 0.9em; }
summary { font-size: 0.83em; cursor: pointer; }
.gap { letter-spacing: -0.05em; }
mjx-container[display='true'] { max-width: 100%; overflow-x: auto; overflow-y: hidden; }
`;

/** Every entry of a list begins with its letter or number, so that no bullet is needed. */
const letteredCss = `ul { padding-left: 1.6em; list-style: none; }
ul > li > strong:first-child, ul > li > p:first-child > strong:first-child { margin-left: -1.4em; display: inline-block; min-width: 1.2em; }
details strong:first-child { min-width: 0; }
`;

const source = (label: string) =>
  `<p class="source">${label}: <a href="{{Link}}">{{Chapter}}</a></p>`;

const question = `<div class="kind">{{Kind}}</div>
{{Front}}`;
const front = `<div class="page">
${question}
</div>`;

/** One of the 38 cards. */
export const flashcardType: NoteType = {
  name: 'What the Network Sees: card',
  fields: ['Key', 'Front', 'Back', 'Corrections', 'Kind', 'Chapter', 'Link'],
  front,
  back: `<div class="page">
${question}
<hr id="answer">
{{Back}}
{{#Corrections}}
<div class="label">What the usual wording gets wrong</div>
{{Corrections}}
{{/Corrections}}
${source('The chapter')}
</div>`,
  css,
};

/** A question of a chapter's quiz. */
export const questionType: NoteType = {
  name: 'What the Network Sees: question',
  fields: ['Key', 'Front', 'Back', 'Explanation', 'Otherwise', 'Kind', 'Chapter', 'Link'],
  front,
  back: `<div class="page">
${question}
<hr id="answer">
{{Back}}
{{Explanation}}
{{#Otherwise}}
<details>
<summary>If you thought otherwise</summary>
{{Otherwise}}
</details>
{{/Otherwise}}
${source('Settled in')}
</div>`,
  css: css + letteredCss,
};
