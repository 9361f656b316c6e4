import type { TextFile } from '../texts.ts';

/** What stands in place of the remark that excuses the number after it. */
export const excuse = '\u0001';
const remark = 'lint: other number';

/** Words that belong together, with what stands above them. */
export interface Passage {
  text: string;
  /** Of the file, where it begins. */
  line: number;
  /** `summary`, `keywords`, … or `text`. */
  field: string;
  /** The heading and the head of the table above it; for a field the title. */
  above: string;
  /** True where the numbers of the line are excused. */
  excused: boolean;
}

/** Takes out what is no words, leaving all others in their places. */
export function wordsOnly(source: string): string {
  const blank = (written: string) => written.replace(/[^\n]/g, ' ');
  return source
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, (comment) =>
      comment.includes(remark) ? blank(comment).replace(/[^\n]/g, excuse) : blank(comment),
    )
    .replace(/\{\{[^{}]*\}\}/g, blank)
    .replace(/<\/?[A-Za-z][^>]*>/g, blank)
    .replace(/\]\([^)]*\)/g, blank)
    .replace(/[[\]*`]/g, ' ');
}

/** The passages of a file: its fields, its paragraphs, the points of its lists, the rows of its tables. */
export function passagesOf(file: TextFile): Passage[] {
  return [...fieldsOf(file), ...textsOf(file)];
}

function fieldsOf({ head }: TextFile): Passage[] {
  const lines = head.split('\n');
  const title = wordsOnly(/^title:(.*)$/m.exec(head)?.[1] ?? '');
  const passages: Passage[] = [];
  let field = '';
  lines.forEach((raw, at) => {
    field = /^(\w+):/.exec(raw)?.[1] ?? field;
    if (!['title', 'summary', 'keywords'].includes(field)) return;
    const words = wordsOnly(raw.replace(/^\w+:/, (name) => ' '.repeat(name.length)));
    const texts = field === 'keywords' ? words.split(/,|^ *- /) : [words];
    for (const text of texts)
      passages.push({ text, line: at + 2, field, above: title, excused: raw.includes(`# ${remark}`) });
  });
  return passages;
}

function textsOf({ body, bodyLine }: TextFile): Passage[] {
  const passages: Passage[] = [];
  let heading = '';
  let head = '';
  let open: Passage | undefined;
  wordsOnly(body)
    .split('\n')
    .forEach((line, at) => {
      const row = /^\s*\|/.test(line);
      if (/^#+ /.test(line)) heading = line;
      if (!row) head = '';
      else if (!head) head = line;
      const begins = row || /^#+ |^\s*(?:[-*]|\d+\.)\s/.test(line);
      if (!line.trim() || begins) open = undefined;
      if (!line.trim()) return;
      if (open) open.text += `\n${line}`;
      else {
        const above = `${heading}\n${row ? head : ''}`;
        const text = line.replace(/^\s*\d+\.\s/, (number) => ' '.repeat(number.length));
        open = { text, line: at + bodyLine, field: 'text', above, excused: false };
        passages.push(open);
      }
    });
  return passages;
}
