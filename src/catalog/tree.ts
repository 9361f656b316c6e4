import { z } from 'astro/zod';
import type { Heading, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { ContentProblem } from './problems.ts';
import type { TextFile } from './texts.ts';
import { type Element, lineIn, parseAttributes, plainAttributes, type Report, reporting } from './text.ts';
import { type Ending, endingKinds, type TreeNode } from './troubleshooters.ts';

/** A node with its words and with what stands where in its file. */
export interface PlacedNode extends TreeNode {
  heading: string;
  line: number;
  /** As the edges of `answers`, with the words of each. */
  said: { words: string; line: number }[];
  /** The node without its heading and its answers. */
  text: Root;
}

export interface PlacedTree {
  nodes: PlacedNode[];
  /** What is said before the first question; undefined where nothing is. */
  before: Root | undefined;
}

const longestHeading = 120;
const longestAnswer = 90;
/** What the address of the whole tree ends in. */
const takenId = 'all';

const slug = (what: string) =>
  z
    .string(`is missing: ${what}`)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, such as pump-hums');
const id = slug('give it a short name of its own, such as pump-hums').refine(
  (value) => value !== takenId,
  `may not be "${takenId}", which an address uses: choose another name`,
);
const to = slug('name the <Step> or <Outcome> this answer leads to, by its id');

/** What a troubleshooter may contain besides what articles may, with the attributes of each. */
export const treeComponents = {
  Before: z.strictObject({}),
  Step: z.strictObject({ id }),
  Answer: z.strictObject({ to }),
  CannotTell: z.strictObject({ to }),
  Outcome: z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ id, kind: z.literal('solved'), article: slug('name an article').optional() }),
      z.strictObject({ id, kind: z.literal('article'), article: slug('name the article to read') }),
      z.strictObject({ id, kind: z.literal('part'), part: slug('name a part of the product') }),
      z.strictObject({ id, kind: z.literal('centre'), service: slug('name the service, e.g. repair') }),
      z.strictObject({ id, kind: z.literal('ask'), topic: slug('name a topic').optional() }),
    ],
    `must say how it ends: one of ${endingKinds.join(', ')}`,
  ),
};
export type TreeComponentName = keyof typeof treeComponents;

/** Reads the body of a troubleshooter. What is wrong with how it is written is added to `problems`. */
export function readTree(file: TextFile, root: Root, problems: ContentProblem[]): PlacedTree {
  const report = reporting(file, problems);
  const tree: PlacedTree = { nodes: [], before: undefined };
  root.children.forEach((child, place) => {
    if (child.type === 'mdxFlowExpression') return;
    if (isElement(child, 'Before')) {
      if (place > 0) report(child, '<Before>', 'must stand once, above the first <Step>');
      const { answers, rest } = partsOf(child);
      for (const answer of answers) strayAnswer(answer, report);
      tree.before = { type: 'root', children: rest };
    } else if (isElement(child, 'Step') || isElement(child, 'Outcome')) {
      const node = readNode(child, file, report);
      if (node) tree.nodes.push(node);
    } else if (holdsOwn(child))
      report(child, 'text', 'must have <Before>, <Step> or <Outcome> on a line of its own, its text below');
    else report(child, 'text', 'must stand inside <Before>, <Step> or <Outcome>: move it into one');
  });
  if (tree.nodes.length === 0 && problems.length === 0)
    report(root, 'text', 'has no <Step id="…">: write the first question');
  return tree;
}

function readNode(element: Element, file: TextFile, report: Report): PlacedNode | undefined {
  const name = element.name === 'Step' ? 'Step' : 'Outcome';
  const attributes = plainAttributes(element, `<${name}>`, report);
  const parsed = attributes && parseAttributes(element, attributes, treeComponents[name], report);
  const { heading, answers, rest: all } = partsOf(element);
  const [nested, rest] = [all.filter(holdsOwn), all.filter((child) => !holdsOwn(child))];
  for (const child of nested)
    report(child, `<${name}>`, 'has an answer or a step within its text: put each on a line of its own');
  const words = checkHeading(element, heading, rest, report);
  const node: PlacedNode = {
    id: parsed?.id ?? attributes?.['id'] ?? '',
    answers: [],
    said: [],
    heading: words,
    line: lineIn(file, element),
    text: { type: 'root', children: rest },
  };
  if (name === 'Step')
    for (const answer of answers) {
      const edge = readAnswer(answer, report);
      if (!edge) continue;
      node.answers.push({ to: edge.to, unsure: edge.unsure });
      node.said.push({ words: edge.words, line: lineIn(file, answer) });
    }
  else {
    for (const answer of answers) strayAnswer(answer, report);
    if (rest.length === 0)
      report(element, '<Outcome>', 'is empty: say what it means and what to do, under its heading');
  }
  if (!parsed) return undefined;
  if ('kind' in parsed) {
    const { id: _, ...ending } = parsed;
    node.ending = ending satisfies Ending;
  }
  return node;
}

function readAnswer(element: Element, report: Report) {
  const name = element.name === 'CannotTell' ? 'CannotTell' : 'Answer';
  const attributes = plainAttributes(element, `<${name}>`, report);
  const parsed = attributes && parseAttributes(element, attributes, treeComponents[name], report);
  const words = toString(element).replace(/\s+/g, ' ').trim();
  const unsure = name === 'CannotTell';
  if (unsure && words)
    report(element, '<CannotTell>', 'holds nothing: the site words it. Close it with />, or use <Answer>');
  if (!unsure && !words) report(element, '<Answer>', 'is empty: write what the reader would say');
  if ([...words].length > longestAnswer)
    report(element, '<Answer>', `is a button: shorten it to at most ${longestAnswer} characters`);
  for (const child of element.children)
    if (child.type !== 'text' && child.type !== 'paragraph')
      report(element, '<Answer>', 'must be plain words: it is a button');
  return parsed && { to: parsed.to, unsure, words };
}

/** The question of a step, or the result of an outcome, in plain words. */
function checkHeading(
  element: Element,
  heading: Heading | undefined,
  rest: readonly RootContent[],
  report: Report,
): string {
  const what = element.name === 'Step' ? 'question' : 'result';
  const field = `<${element.name ?? ''}>`;
  const words = heading ? toString(heading).trim() : '';
  if (heading?.depth !== 2 || !words)
    report(element, field, `must begin with its ${what} as a heading: write ## and the ${what}`);
  for (const part of heading?.children ?? [])
    if (part.type === 'mdxJsxTextElement' && part.name !== 'Code')
      report(part, `<${part.name ?? ''}>`, `may not be in a ${what}: write it in the text below`);
  if ([...words].length > longestHeading)
    report(
      heading ?? element,
      field,
      `has a long ${what}: shorten it to at most ${longestHeading} characters`,
    );
  for (const other of rest)
    if (other.type === 'heading')
      report(
        other,
        `heading "${toString(other)}"`,
        `is one too many: ${field} has its ${what}, and no other`,
      );
  return words;
}

function strayAnswer(element: Element, report: Report): void {
  const name = `<${element.name ?? ''}>`;
  report(element, name, 'stands outside of a <Step>: move it into the question it answers');
}

/** The heading that a node begins with, its answers, and what is left. */
function partsOf(element: Element) {
  const answers: Element[] = [];
  const rest: RootContent[] = [];
  let heading: Heading | undefined;
  for (const child of element.children as RootContent[]) {
    if (child.type === 'heading' && !heading && rest.length === 0 && answers.length === 0) heading = child;
    else if (isElement(child, 'Answer') || isElement(child, 'CannotTell')) answers.push(child);
    else if (child.type === 'paragraph' && child.children.every(isAnswerOrSpace))
      for (const part of child.children) {
        if (part.type === 'mdxJsxTextElement') answers.push(part);
      }
    else if (child.type !== 'mdxFlowExpression') rest.push(child);
  }
  return { heading, answers, rest };
}

const isElement = (node: unknown, name: TreeComponentName): node is Element => {
  const { type, name: given } = node as { type: string; name?: string | null };
  return (type === 'mdxJsxFlowElement' || type === 'mdxJsxTextElement') && given === name;
};
const isAnswerOrSpace = (node: RootContent) =>
  isElement(node, 'Answer') || isElement(node, 'CannotTell') || (node.type === 'text' && !node.value.trim());

/** Whether one of our components stands within something else, where it has no effect. */
const holdsOwn = (node: unknown): boolean =>
  (Object.keys(treeComponents) as TreeComponentName[]).some((name) => isElement(node, name)) ||
  ((node as { children?: unknown[] }).children ?? []).some(holdsOwn);
