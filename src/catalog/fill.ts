import { z } from 'astro/zod';
import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { SKIP, visit } from 'unist-util-visit';
import type { Locale } from '../i18n/locales.ts';
import { components } from './components.ts';
import { findNumber, isNumberKind, type NumberName, numberKinds, unknownNumber } from './numbers.ts';
import type { Terms } from './read-terms.ts';
import { type Form, forms, sayAmount } from './say-number.ts';

interface Asked extends NumberName {
  form?: Form | undefined;
}

/** A number as a text asks for it; undefined where there is none of that name. */
export function sayNumber(terms: Terms, { form, ...name }: Asked, locale: Locale): string | undefined {
  const number = findNumber(terms, name);
  return number && sayAmount(number.amount, locale, form);
}

/** Writes the numbers of a text in place of the components that name them. Those that name none stay, for the check to report. */
export function fillTree(tree: Root, terms: Terms, locale: Locale): void {
  visit(tree, (node, index, parent) => {
    if (node.type !== 'mdxJsxTextElement' || index === undefined || !parent) return;
    const asked = askedBy(node);
    const words = asked && sayNumber(terms, asked, locale);
    if (words === undefined) return;
    parent.children[index] = {
      type: 'text',
      value: words,
      ...(node.position && { position: node.position }),
    };
    return SKIP;
  });
}

/** What such a component asks for; undefined where its attributes are wrong. */
function askedBy(node: MdxJsxTextElement): Asked | undefined {
  const { name: kind } = node;
  if (!kind || !isNumberKind(kind) || node.children.length > 0) return undefined;
  const attributes = Object.fromEntries(
    node.attributes.map((attribute) =>
      attribute.type === 'mdxJsxAttribute' ? [attribute.name, attribute.value] : ['...', null],
    ),
  );
  const parsed = components[kind].safeParse(attributes);
  return parsed.success ? { kind, ...parsed.data } : undefined;
}

/** True where the source of something in a text asks for a number. */
export const asksForNumber = (source: string): boolean =>
  new RegExp(`<(?:${numberKinds.join('|')})\\b`).test(source);

/** What is wrong with a component that asks for a number and was not filled. */
export function faultOfNumber(node: MdxJsxTextElement | MdxJsxFlowElement, terms: Terms): string {
  const asked = askedBy({ ...node, type: 'mdxJsxTextElement', children: [] });
  if (asked && !findNumber(terms, asked)) return unknownNumber(terms, asked);
  return 'must stand within a sentence, not on a line of its own, and hold nothing: close it with />';
}

const placeholder = /\{\{([^{}]*)\}\}/g;

/** Frontmatter with its placeholders such as `{{policy washing-machine-w80 duration}}` filled before the schema judges it. */
export const filled = <Schema extends z.ZodType>(schema: Schema, terms: Terms, locale: Locale) =>
  z.preprocess((fields, problems) => {
    const fill = (value: unknown, path: PropertyKey[]): unknown => {
      if (Array.isArray(value)) return value.map((each, at) => fill(each, [...path, at]));
      if (typeof value !== 'string') return value;
      return value.replace(placeholder, (written, inner: string) => {
        const said = sayPlaceholder(inner, terms, locale);
        if ('words' in said) return said.words;
        problems.addIssue({ code: 'custom', path, message: `has ${written}, which ${said.fault}` });
        return written;
      });
    };
    if (typeof fields !== 'object' || fields === null) return fields;
    return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fill(value, [key])]));
  }, schema);

function sayPlaceholder(inner: string, terms: Terms, locale: Locale): { words: string } | { fault: string } {
  const [word = '', ...rest] = inner.trim().split(/\s+/);
  const kind = numberKinds.find((one) => one.toLowerCase() === word);
  if (!kind)
    return {
      fault: `must begin with ${numberKinds.map((one) => one.toLowerCase()).join(', ')}: see docs/numbers.md`,
    };
  const form = forms.find((one) => one === rest.at(-1));
  const named = form ? rest.slice(0, -1) : rest;
  const [of, field] = kind === 'Returns' ? [undefined, named[0]] : named;
  if (field === undefined || named.length !== (kind === 'Returns' ? 1 : 2))
    return {
      fault: `must name ${kind === 'Returns' ? 'a field' : 'an owner and a field'}, then perhaps ${forms.join(', ')}`,
    };
  const words = sayNumber(terms, { kind, of, field, form }, locale);
  return words === undefined ? { fault: unknownNumber(terms, { kind, of, field }) } : { words };
}
