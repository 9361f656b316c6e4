import type { Analyzer } from './analyzer.ts';
import type { Question } from './query.ts';

/** A piece of a text, marked where it is what was searched for. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Marks the words of a question, in any of their forms, wherever they stand in a text. */
export function markWords(text: string, analyzer: Analyzer, { asked }: Question): Piece[] {
  const wanted = new Set(asked.flatMap(({ word, terms, also }) => [word.folded, ...terms.keys(), ...also]));
  const pieces: Piece[] = [];
  let from = 0;
  for (const { folded, stem, stop, start, end } of analyzer.words(text)) {
    if (stop || !(wanted.has(folded) || wanted.has(stem))) continue;
    if (start > from) pieces.push({ text: text.slice(from, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), marked: false });
  return pieces;
}

/** Two lines on a phone, in characters. */
export const passageLength = 170;

/** True when each phrase stands in one of the lines, word by word; case and marks make no difference. */
export function holdsPhrases(
  lines: readonly string[],
  phrases: readonly string[][],
  analyzer: Analyzer,
): boolean {
  const spaced = (words: readonly string[]) => ` ${words.join(' ')} `;
  const texts = lines.map((line) => spaced(analyzer.words(line).map(({ folded }) => folded)));
  return phrases.every((phrase) => texts.some((text) => text.includes(spaced(phrase))));
}

/** The stretch of a text, about `length` characters, that holds most of what was searched for. */
export function passage(text: string, analyzer: Analyzer, question: Question, length: number): Piece[] {
  const pieces = markWords(text, analyzer, question);
  const marks: number[] = [];
  let at = 0;
  for (const { text: piece, marked } of pieces) {
    if (marked) marks.push(at);
    at += piece.length;
  }
  const within = (start: number) => marks.filter((mark) => mark >= start && mark < start + length).length;
  const best = marks.reduce((chosen, mark) => (within(mark) > within(chosen) ? mark : chosen), marks[0] ?? 0);
  // A few words before the first mark say what it is about.
  const start = wordStart(text, Math.max(0, Math.min(best - length / 4, text.length - length)));
  const end = wordEnd(text, start + length);
  const cut = markWords(text.slice(start, end), analyzer, question);
  if (start > 0) cut.unshift({ text: '… ', marked: false });
  if (end < text.length) cut.push({ text: ' …', marked: false });
  return cut;
}

function wordStart(text: string, near: number): number {
  return near <= 0 ? 0 : text.lastIndexOf(' ', near) + 1;
}

function wordEnd(text: string, near: number): number {
  if (near >= text.length) return text.length;
  const space = text.lastIndexOf(' ', near);
  return space > near - 40 && space > 0 ? space : near;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The words of a post's stored HTML, which our own renderer wrote. */
export function wordsOfHtml(html: string): string {
  return html
    .replace(/<\/?(?:a|b|code|del|em|i|s|strong)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#39|[a-z]+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}
