import type { z } from 'astro/zod';
import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { toString } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { components, isComponent } from './components.ts';
import type { Surroundings } from './check.ts';
import { asksForNumber, faultOfNumber } from './fill.ts';
import { isNumberKind } from './numbers.ts';
import type { ContentProblem } from './problems.ts';
import type { TextFile } from './texts.ts';

export type Element = MdxJsxFlowElement | MdxJsxTextElement;
export type Report = (node: Placed, field: string, message: string) => void;
type Placed = { position?: Root['position'] };

/** The line of the file on which something in its body stands. */
export const lineIn = ({ bodyLine }: TextFile, node: Placed): number =>
  (node.position?.start.line ?? 1) + bodyLine - 1;

/** Adds faults of a file's body to `problems`, each with the line of what is at fault. */
export const reporting =
  (file: TextFile, problems: ContentProblem[]): Report =>
  (node, field, message) => {
    problems.push({ file: file.file, line: lineIn(file, node), field, message });
  };

/** Faults of the text of one article: its headings, its components, what does not belong there. */
export function checkText(article: TextFile, tree: Root, around: Surroundings): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const report = reporting(article, problems);
  if (tree.children[0]?.type !== 'paragraph')
    report(tree.children[0] ?? {}, 'text', 'must begin with the answer, as a paragraph before any heading');
  checkHeadings(article, tree, report);
  checkParts(tree, around, report);
  return problems;
}

/** Reports what may not stand in a text, whatever kind of text it is: code, HTML, images, components used wrongly. */
export function checkParts(tree: Root, around: Surroundings, report: Report): void {
  visit(tree, (node, _index, parent) => {
    switch (node.type) {
      case 'mdxjsEsm':
        report(node, 'import', 'is not needed: components are there without it. Remove the line');
        return;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        if (!/^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value))
          report(node, `{${node.value}}`, 'is code: write plain text, and { as a word');
        return;
      case 'html':
        report(node, 'HTML', 'may not be in an article: use Markdown or a component');
        return;
      case 'image':
      case 'imageReference':
        report(node, 'image', 'must be a drawing with a description: use <Figure name="…" alt="…" />');
        return;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        checkElement(node, parent, around, report);
    }
  });
}

function checkHeadings({ body }: TextFile, tree: Root, report: Report): void {
  let above = 1;
  visit(tree, 'heading', (heading) => {
    const text = toString(heading).trim();
    const field = `heading "${text}"`;
    if (!text) report(heading, 'heading', 'is empty: write it or remove it');
    else if (heading.depth === 1) report(heading, field, 'is a title: the article has one already, use ##');
    else if (heading.depth > above + 1)
      report(heading, field, `skips a level: use ${'#'.repeat(above + 1)} under ${'#'.repeat(above)}`);
    if (asksForNumber(body.slice(heading.position?.start.offset, heading.position?.end.offset)))
      report(
        heading,
        field,
        'holds a number that may change, and with it its address: put the number below it',
      );
    above = Math.max(heading.depth, 2);
    return SKIP;
  });
}

function checkElement(node: Element, parent: unknown, around: Surroundings, report: Report): void {
  const name = node.name ?? '';
  const field = `<${name}>`;
  if (!isComponent(name)) {
    const cure =
      /^[a-z]/.test(name) || !name
        ? 'is HTML, which may not be in an article: use Markdown or a component'
        : `is no component: use ${Object.keys(components).join(', ')}`;
    return report(node, field, cure);
  }
  const attributes = plainAttributes(node, field, report);
  if (!attributes) return;
  const parsed = parseAttributes(node, attributes, components[name], report);
  if (isNumberKind(name)) {
    if (parsed) report(node, field, faultOfNumber(node, around.catalog));
    return;
  }
  if (name === 'Figure' && attributes['name'] && !around.hasDrawing(attributes['name']))
    report(
      node,
      `${field} name`,
      `names figures/${attributes['name']}.svg, which does not exist: add the drawing`,
    );
  checkContents(name, node, parent, report);
}

/** The attributes as a schema of the component takes them; undefined, and reported, when they do not fit. */
export function parseAttributes<Schema extends z.ZodType>(
  node: Element,
  attributes: Record<string, string>,
  schema: Schema,
  report: Report,
): z.output<Schema> | undefined {
  const field = `<${node.name ?? ''}>`;
  const parsed = schema.safeParse(attributes);
  for (const issue of parsed.error?.issues ?? [])
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        report(node, `${field} ${key}`, 'is no attribute of this component: remove it or mend its spelling');
    else report(node, `${field} ${issue.path.join('.')}`, issue.message);
  return parsed.data;
}

/** The attributes as text; undefined, and reported, when one of them is code. */
export function plainAttributes(
  node: Element,
  field: string,
  report: Report,
): Record<string, string> | undefined {
  const plain: Record<string, string> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') {
      report(
        node,
        field,
        'has an attribute that is not text: write name="value" with straight quotation marks',
      );
      return undefined;
    }
    plain[attribute.name] = attribute.value;
  }
  return plain;
}

function checkContents(name: string, node: Element, parent: unknown, report: Report): void {
  const children = (node.children as RootContent[]).filter(
    (child) => child.type !== 'mdxFlowExpression' && !(child.type === 'text' && !child.value.trim()),
  );
  const only = (wanted: string) =>
    children.every((child) => child.type === 'mdxJsxFlowElement' && child.name === wanted);
  if (name === 'Steps' && !(children.length === 1 && children[0]?.type === 'list' && children[0].ordered))
    report(
      node,
      '<Steps>',
      'must hold one numbered list: begin it with 1. and leave a blank line before and after it',
    );
  if (name === 'Tabs' && (children.length < 2 || !only('Tab')))
    report(node, '<Tabs>', 'must hold two or more <Tab label="…"> and nothing else');
  if (name === 'Tab' && (parent as { name?: string }).name !== 'Tabs')
    report(node, '<Tab>', 'must stand inside <Tabs>');
  if (name === 'Figure' && children.length > 0)
    report(node, '<Figure>', 'holds nothing: close it with /> and put the words into alt and caption');
  if (name !== 'Figure' && children.length === 0)
    report(node, `<${name}>`, 'is empty: write something in it or remove it');
}
