import 'mdast-util-mdx';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { parseBody } from '../catalog/body.ts';
import type { ArticleFile } from '../catalog/read.ts';

/** What there is to search in the body of an article. */
export interface ArticleText {
  headings: string[];
  /** Paragraphs. */
  body: string[];
  /** What stands in <Code>: error codes. */
  codes: string[];
}

/** Reads the words of an article; throws ContentError when it is not MDX. */
export function textOfArticle(file: ArticleFile): ArticleText {
  const headings: string[] = [];
  const paragraphs: string[] = [];
  const codes: string[] = [];
  visit(parseBody(file), (node) => {
    if (node.type === 'heading') headings.push(toString(node));
    if (node.type === 'paragraph') paragraphs.push(toString(node));
    if ((node.type === 'mdxJsxTextElement' || node.type === 'mdxJsxFlowElement') && node.name === 'Code')
      codes.push(toString(node));
  });
  return { headings, body: paragraphs, codes };
}
