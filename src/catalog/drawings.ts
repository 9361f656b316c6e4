import sax from 'sax';
import type { ContentProblem } from './problems.ts';

/** A drawing is part of the page that shows it, and a page must stay small. */
const heaviestBytes = 8_192;

const shapes = ['svg', 'g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon'];
const elements = new Set([...shapes, 'text', 'tspan']);

const attributes = new Set([
  ...['xmlns', 'viewBox', 'class', 'd', 'points', 'transform', 'opacity', 'pathLength'],
  ...['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'dx', 'dy'],
  ...['fill', 'fill-rule', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin'],
  ...['stroke-dasharray', 'stroke-dashoffset', 'stroke-opacity', 'stroke-miterlimit', 'vector-effect'],
  ...['font-size', 'font-weight', 'text-anchor', 'dominant-baseline'],
]);

const cures: Record<string, string> = {
  style: 'use attributes such as stroke-width instead',
  id: 'remove it: several drawings stand on one page',
  title: 'remove it: the article gives the drawing its words, in every language',
  desc: 'remove it: the article gives the drawing its words, in every language',
  script: 'remove it: drawings do not move or act',
};

/** Faults of one drawing: it becomes part of pages, so nothing but shapes and plain attributes may be in it. */
export function checkDrawing(file: string, svg: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const parser = sax.parser(true, { position: true });
  const report = (field: string, message: string) =>
    problems.push({ file, line: parser.line + 1, field, message });
  let depth = 0;
  parser.onopentag = ({ name, attributes: given }) => {
    if (depth === 0 && name !== 'svg') report(name, 'is not a drawing: the file must begin with <svg>');
    if (depth === 0 && !('viewBox' in given)) report('viewBox', 'is missing: add one such as "0 0 480 300"');
    depth += 1;
    if (!elements.has(name))
      report(`<${name}>`, `may not be in a drawing: ${cures[name] ?? `use ${shapes.slice(1).join(', ')}`}`);
    for (const attribute of Object.keys(given))
      if (!attributes.has(attribute))
        report(attribute, `may not be in a drawing: ${cures[attribute] ?? 'remove it'}`);
  };
  parser.onclosetag = () => {
    depth -= 1;
  };
  parser.onerror = (error) => {
    report('', `is not well-formed SVG: ${error.message.split('\n')[0]}`);
    parser.resume();
  };
  parser.write(svg).close();
  const bytes = Buffer.byteLength(svg);
  if (bytes > heaviestBytes)
    problems.push({
      file,
      line: 1,
      field: '',
      message: `weighs ${bytes} bytes: simplify it to at most ${heaviestBytes}`,
    });
  return problems;
}
