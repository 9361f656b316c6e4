import { Graph, layout } from '@dagrejs/dagre';
import type { ReadableTroubleshooter } from '../catalog/troubleshooters.ts';
import { translator } from '../i18n/translate.ts';
import { escapeXml } from '../lib/xml.ts';
import { answersOf } from './walk.ts';

/** All sizes are in pixels of the drawing; letters as wide as Commissioner sets them at these sizes. */
const question = { size: 14, leading: 19, letter: 7.4, width: 172, padding: 10 };
const answer = { size: 12.5, leading: 16, letter: 6.6, width: 116 };
const margin = 8;

export interface TreeDrawing {
  width: number;
  height: number;
  /** What stands within the `<svg>`; its classes say what is what. */
  shapes: string;
}

/** The tree as a drawing: questions and outcomes in boxes, answers on the lines between them. */
export function drawTree(readable: ReadableTroubleshooter): TreeDrawing {
  const { nodes } = readable.tree;
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 18, edgesep: 14, ranksep: 48, marginx: margin, marginy: margin });
  nodes.forEach(({ id }) =>
    graph.setNode(id, { width: question.width, height: boxHeight(linesOf(readable, id)) }),
  );
  for (const node of nodes)
    for (const { to, words } of answersOf(readable, node)) {
      const lines = wrapped(words, answer.width / answer.letter);
      graph.setEdge(node.id, to, {
        ...{ lines, labelpos: 'c' },
        ...{ width: answer.width, height: lines.length * answer.leading + 6 },
      });
    }
  // Answers from left to right as they are written: a tree never needs its lines uncrossed.
  layout(graph, { disableOptimalOrderHeuristic: true });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const boxOf = (id: string) => graph.node(id) as Box;
  const edges = graph.edges().map(({ v, w }) => ({
    edge: graph.edge(v, w) as PlacedEdge,
    ...{ from: boxOf(v), to: boxOf(w) },
  }));
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    shapes: [
      ...edges.map(({ from, edge, to }) => `<path class="tree-line" d="${pathOf(from, edge, to)}"/>`),
      ...edges.map(({ edge: { lines, x, y } }) => words('tree-label', lines, x, y, answer)),
      ...nodes.map(({ id }) => drawnBox(readable, id, boxOf(id))),
    ].join(''),
  };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface PlacedEdge extends Box {
  lines: string[];
}

const boxHeight = (lines: readonly string[]) => (lines.length + 1) * question.leading + 2 * question.padding;

const linesOf = ({ headings }: ReadableTroubleshooter, id: string) =>
  wrapped(headings[id] ?? id, (question.width - 2 * question.padding) / question.letter);

function drawnBox(readable: ReadableTroubleshooter, id: string, { x, y, width, height }: Box): string {
  const number = readable.tree.nodes.findIndex((node) => node.id === id);
  const kind = readable.tree.nodes[number]?.ending?.kind;
  const t = translator(readable.locale);
  const caption = kind ? `${number + 1} · ${t(`troubleshooters.ends.${kind}`)}` : String(number + 1);
  const top = y - height / 2 + question.padding + question.leading / 2;
  const left = x - width / 2;
  return [
    `<rect class="tree-box" data-kind="${kind ?? 'question'}" x="${round(left)}" y="${round(y - height / 2)}" width="${width}" height="${height}" rx="2"/>`,
    words('tree-number', [caption], left + question.padding, top, question),
    words('tree-words', linesOf(readable, id), left + question.padding, y + question.leading / 2, question),
  ].join('');
}

/** Lines of words around a middle height, each on its own baseline. */
function words(
  name: string,
  lines: readonly string[],
  x: number,
  middle: number,
  { leading, size }: { leading: number; size: number },
): string {
  const first = middle - ((lines.length - 1) * leading) / 2 + size * 0.35;
  const spans = lines.map(
    (line, at) => `<tspan x="${round(x)}" y="${round(first + at * leading)}">${escapeXml(line)}</tspan>`,
  );
  return `<text class="${name}">${spans.join('')}</text>`;
}

/** From the foot of a question to the words of an answer, and on to the head of what it leads to. */
function pathOf(from: Box, edge: PlacedEdge, to: Box): string {
  const foot = from.y + from.height / 2;
  const above = edge.y - edge.height / 2;
  const bend = (foot + above) / 2;
  return [
    `M${round(from.x)} ${round(foot)}`,
    `C${round(from.x)} ${round(bend)} ${round(edge.x)} ${round(bend)} ${round(edge.x)} ${round(above)}`,
    `M${round(edge.x)} ${round(edge.y + edge.height / 2)}`,
    `L${round(to.x)} ${round(to.y - to.height / 2)}`,
  ].join('');
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Words in lines of so many letters; a longer word has a line of its own. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The drawing as a file of its own, light or dark as whoever opens it likes. */
export function drawingFile(readable: ReadableTroubleshooter): string {
  const { width, height, shapes } = drawTree(readable);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" lang="${readable.locale}">
<title>${escapeXml(readable.title)}</title>
<style>
  svg { color-scheme: light dark; background: light-dark(#fcfaf7, #1d1a18); font: 14px Commissioner, sans-serif }
  .tree-box { fill: light-dark(#fcfaf7, #1d1a18); stroke: light-dark(#2a2622, #ece8e1) }
  .tree-box:not([data-kind='question']) { stroke: light-dark(#85807a, #8f8a84); stroke-dasharray: 4 3 }
  .tree-line { fill: none; stroke: light-dark(#85807a, #8f8a84) }
  text { fill: light-dark(#2a2622, #ece8e1) }
  .tree-number { font-weight: 600; font-size: 12px }
  .tree-label { font-size: 12.5px; text-anchor: middle }
</style>
${shapes}
</svg>
`;
}
