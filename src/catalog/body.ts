import Slugger from 'github-slugger';
import type { Root } from 'mdast';
import 'mdast-util-mdx';
import { toString } from 'mdast-util-to-string';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { fillTree } from './fill.ts';
import { ContentError } from './problems.ts';
import type { Terms } from './read-terms.ts';
import type { TextFile } from './texts.ts';

const parser = unified().use(remarkParse).use(remarkMdx);

/**
 * The body of an article as a tree, with the numbers of `terms` where it asks for them. Throws
 * ContentError, naming the line, when it is not MDX.
 */
export function parseBody({ file, body, bodyLine, locale }: TextFile, terms: Terms): Root {
  try {
    const tree = parser.parse(body);
    fillTree(tree, terms, locale);
    dropRemarks(tree);
    return tree;
  } catch (error) {
    // The parser counts lines from the first of the text, some of them only within its words.
    const { line, reason = String(error) } = error as { line?: number; reason?: string };
    const [, within] = /\((\d+):\d+/.exec(reason) ?? [];
    const words = reason.split('\n')[0]?.replace(/ \(\d+:\d+(-\d+:\d+)?\)/g, '');
    throw new ContentError([
      {
        file,
        line: (line ?? Number(within ?? 1)) + bodyLine - 1,
        field: 'text',
        message: `cannot be read as MDX: ${words}. Write a lone < or { as a word, and close every component`,
      },
    ]);
  }
}

/** Takes out the remarks of editors within sentences, which are no words of the text. */
function dropRemarks(tree: Root): void {
  visit(tree, 'mdxTextExpression', (node, index, parent) => {
    if (index === undefined || !parent || !/^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value)) return;
    parent.children.splice(index, 1);
    return index;
  });
}

/** The addresses within an article: the id that each heading gets, in order. */
export function anchorsOf(tree: Root): string[] {
  const slugger = new Slugger();
  const anchors: string[] = [];
  visit(tree, 'heading', (heading) => {
    anchors.push(slugger.slug(toString(heading)));
  });
  return anchors;
}
