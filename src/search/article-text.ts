import 'mdast-util-mdx';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { parseBody } from '../catalog/body.ts';
import type { Terms } from '../catalog/read-terms.ts';
import type { TextFile } from '../catalog/texts.ts';

/** What there is to search in the body of an article. */
export interface ArticleText {
  headings: string[];
  /** Paragraphs and rows of tables, a line each. */
  body: string[];
  /** What stands in <Code>: error codes. */
  codes: string[];
}

/** Reads the words of an article; throws ContentError when it is not MDX. */
export function textOfArticle(file: TextFile, terms: Terms): ArticleText {
  const headings: string[] = [];
  const paragraphs: string[] = [];
  const codes: string[] = [];
  visit(parseBody(file, terms), (node) => {
    if (node.type === 'heading') headings.push(toString(node));
    if (node.type === 'paragraph') paragraphs.push(...linesOf(toString(node)));
    if ((node.type === 'mdxJsxTextElement' || node.type === 'mdxJsxFlowElement') && node.name === 'Code')
      codes.push(toString(node));
  });
  return { headings, body: paragraphs, codes };
}

/** A paragraph in one line, for lines break anywhere in a file; a table row by row, without its bars. */
function linesOf(paragraph: string): string[] {
  if (!paragraph.startsWith('|')) return [paragraph.replace(/\s*\n\s*/g, ' ')];
  return paragraph
    .split('\n')
    .filter((row) => !/^[\s|:-]*$/.test(row))
    .map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(', '),
    );
}
