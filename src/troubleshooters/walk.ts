import type { ReadableTroubleshooter, Troubleshooter, TreeNode } from '../catalog/troubleshooters.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/translate.ts';

/** An answer on the way: to which question, in which words. */
export interface Given {
  node: TreeNode;
  question: string;
  answer: string;
}

/** A node as the reader stands before it. */
export interface Place {
  node: TreeNode;
  heading: string;
  /** The answers that led here, first to last. */
  given: Given[];
  /** The number of this question; counts from 1. */
  number: number;
  /** How many questions there are at most on the way this is, those answered included. */
  most: number;
}

/** Where a reader of a troubleshooter stands. Throws when the node is not in the tree. */
export function placeIn(readable: ReadableTroubleshooter, id: string): Place {
  const node = nodeOf(readable.tree, id);
  const given = wayTo(readable, id);
  return {
    node,
    heading: readable.headings[id] ?? id,
    given,
    number: given.length + 1,
    most: given.length + questionsFrom(readable.tree, node),
  };
}

function wayTo(readable: ReadableTroubleshooter, id: string): Given[] {
  const node = readable.tree.nodes.find(({ answers }) => answers.some(({ to }) => to === id));
  if (!node) return [];
  const question = readable.headings[node.id] ?? node.id;
  const answer = answersOf(readable, node).find(({ to }) => to === id)?.words ?? id;
  return [...wayTo(readable, node.id), { node, question, answer }];
}

/** The answers of a question in the words of its buttons; "I cannot tell" comes last. */
export function answersOf(readable: ReadableTroubleshooter, node: TreeNode) {
  const unsureWords = translator(readable.locale)('troubleshooters.cannotTell');
  return node.answers
    .map(({ to, unsure }, place) => ({
      to,
      unsure,
      words: unsure ? unsureWords : (readable.answers[node.id]?.[place] ?? to),
    }))
    .sort((a, b) => Number(a.unsure) - Number(b.unsure));
}

/** How many questions the longest way from a node asks, its own included. */
export function questionsFrom(tree: Troubleshooter, node: TreeNode): number {
  if (node.ending) return 0;
  return 1 + Math.max(0, ...node.answers.map(({ to }) => questionsFrom(tree, nodeOf(tree, to))));
}

function nodeOf(tree: Troubleshooter, id: string): TreeNode {
  const node = tree.nodes.find((one) => one.id === id);
  if (!node) throw new Error(`${tree.slug} has no step ${id}`);
  return node;
}

/** The address of a node, or of the beginning; the id alone tells the way, for one way leads to each. */
export function treePath(locale: Locale, tree: Troubleshooter, id = tree.nodes[0]?.id): string {
  const start = `/${locale}/troubleshoot/${tree.slug}/`;
  return id === tree.nodes[0]?.id ? start : `${start}${id ?? ''}/`;
}

/** Characters of a question that an address fills in: headers have a limit, and Greek takes six for one. */
const longestPrefill = 900;

/** Where to ask, with product, topic, title and the answers so far filled in. */
export function askAboutPath(locale: Locale, readable: ReadableTroubleshooter, place: Place): string {
  const { tree, title } = readable;
  const { node, heading, given } = place;
  const t = translator(locale);
  const [product] = tree.products;
  const topic = (node.ending?.kind === 'ask' && node.ending.topic) || tree.topics[0];
  const lines = [
    t('troubleshooters.ask.begun', { title }),
    ...(given.length > 0 ? [''] : []),
    ...given.map(({ question, answer }) => `- ${question} – ${answer}`),
    '',
    node.ending
      ? t('troubleshooters.ask.result', { heading })
      : t('troubleshooters.ask.stuck', { question: heading }),
    '',
  ];
  const query = new URLSearchParams({
    ...(product && tree.products.length === 1 ? { product } : {}),
    ...(topic ? { topic } : {}),
    title,
    body: [...lines.join('\n')].slice(0, longestPrefill).join(''),
  });
  return `/${locale}/community/ask/?${query.toString()}`;
}
