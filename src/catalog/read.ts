import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { z } from 'astro/zod';
import { LineCounter, parseDocument } from 'yaml';
import { defaultLocale, isLocale, type Locale, locales } from '../i18n/locales.ts';
import type { Article, Catalog, Wording } from './catalog.ts';
import { ContentError, type ContentProblem } from './problems.ts';
import { Product, Site, SourceArticle, Synonyms, Topic, TranslatedArticle } from './schemas.ts';
import type { Synonym } from './synonyms.ts';
import { z as zod } from 'astro/zod';

/** A file of an article with its MDX body; `bodyLine` is the line on which the body begins. */
export interface ArticleFile {
  file: string;
  slug: string;
  locale: Locale;
  body: string;
  bodyLine: number;
}

export interface Content {
  catalog: Catalog;
  files: ArticleFile[];
  /** Words of customers beside words of articles; none where a language has no file of them. */
  synonyms: Record<Locale, Synonym[]>;
}

/** Reads a content folder whole. Throws ContentError, listing every problem, when a file is bad. */
export async function readContent(folder: string): Promise<Content> {
  const problems: ContentProblem[] = [];
  const site = readYaml(folder, 'site.yaml', Site, problems);
  const topics = readYaml(folder, 'topics.yaml', zod.array(Topic), problems) ?? [];
  const products: Product[] = [];
  for (const name of await filesIn(join(folder, 'products'), '.yaml')) {
    const product = readYaml(folder, `products/${name}`, Product, problems);
    if (product) products.push({ ...product, slug: basename(name, '.yaml') });
  }
  const { articles, files } = await readArticles(folder, problems);
  const synonyms = await readSynonyms(folder, problems);
  if (!site || problems.length > 0) throw new ContentError(problems);
  const catalog: Catalog = { site, topics, products, articles };
  const dangling = danglingReferences(folder, catalog);
  if (dangling.length > 0) throw new ContentError(dangling);
  return { catalog, files, synonyms };
}

function readYaml<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
  problems: ContentProblem[],
): z.output<Schema> | undefined {
  const path = join(folder, file);
  if (!existsSync(path)) {
    problems.push({ file, line: 1, field: '', message: 'is missing: every content folder needs it' });
    return undefined;
  }
  return parseYaml(readFileSync(path, 'utf8'), file, 0, schema, problems);
}

/** Parses YAML against a schema; `offset` is the number of lines above it in the file. */
function parseYaml<Schema extends z.ZodType>(
  text: string,
  file: string,
  offset: number,
  schema: Schema,
  problems: ContentProblem[],
): z.output<Schema> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (position: number | undefined) =>
    offset + (position === undefined ? 1 : lines.linePos(position).line);
  for (const error of document.errors)
    problems.push({
      file,
      line: lineAt(error.pos[0]),
      field: '',
      message: `is not valid YAML: ${error.message.replace(/ at line \d+, column \d+:[\s\S]*/, '')}`,
    });
  if (document.errors.length > 0) return undefined;
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String);
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of unknown) {
      const field = key === undefined ? path : [...path, key];
      problems.push({
        file,
        line: lineAt(positionOf(document, issue.path, key)),
        field: field.join('.'),
        message:
          key === undefined
            ? wordsFor(issue)
            : 'is not a field of this kind of file: remove it or mend its spelling',
      });
    }
  }
  return undefined;
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined)
    return 'is missing: add it';
  if (issue.code === 'invalid_type' && issue.message.includes('undefined')) return 'is missing: add it';
  return issue.message;
}

/** Where a field (or the nearest parent that exists) stands in the text. */
function positionOf(
  document: ReturnType<typeof parseDocument>,
  path: PropertyKey[],
  key?: string,
): number | undefined {
  for (let length = path.length + (key === undefined ? 0 : 1); length > 0; length -= 1) {
    const node = document.getIn([...path, ...(key === undefined ? [] : [key])].slice(0, length), true) as
      { range?: number[] } | undefined;
    if (node?.range) return node.range[0];
  }
  return undefined;
}

async function filesIn(folder: string, ending: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith(ending)).sort();
}

const fence = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

async function readArticles(folder: string, problems: ContentProblem[]) {
  const sources = new Map<string, Article>();
  const translations: { slug: string; locale: Locale; wording: Wording; file: string }[] = [];
  const files: ArticleFile[] = [];
  const root = join(folder, 'articles');
  for (const locale of existsSync(root) ? (await readdir(root)).sort(englishFirst) : []) {
    if (!isLocale(locale)) {
      problems.push({
        file: `articles/${locale}`,
        line: 1,
        field: '',
        message: 'is not one of the languages: rename or remove the folder',
      });
      continue;
    }
    for (const name of await filesIn(join(root, locale), '.mdx')) {
      const file = relative(folder, join(root, locale, name));
      const text = await readFile(join(root, locale, name), 'utf8');
      const head = fence.exec(text);
      if (!head?.[1]) {
        problems.push({
          file,
          line: 1,
          field: '',
          message: 'has no frontmatter: begin the file with --- and the fields between two of them',
        });
        continue;
      }
      const slug = basename(name, '.mdx');
      const article = {
        file,
        slug,
        locale,
        body: text.slice(head[0].length),
        bodyLine: head[0].split('\n').length,
      };
      if (locale === defaultLocale) {
        const source = parseYaml(head[1], file, 1, SourceArticle, problems);
        if (!source || source.draft) continue;
        const { title, summary, keywords, reviewed, draft: _, ...rest } = source;
        sources.set(slug, {
          slug,
          ...rest,
          wordings: { en: { title, summary, keywords, reviewed, madeFrom: source.revision } },
        });
        files.push(article);
      } else {
        const translated = parseYaml(head[1], file, 1, TranslatedArticle, problems);
        if (!translated || translated.draft) continue;
        const { source, draft: _, ...words } = translated;
        translations.push({ slug, locale, file, wording: { ...words, madeFrom: source } });
        files.push(article);
      }
    }
  }
  for (const { slug, locale, wording, file } of translations) {
    const source = sources.get(slug);
    // An English article that is itself at fault has been told of already.
    if (!source && existsSync(join(root, defaultLocale, `${slug}.mdx`))) continue;
    if (!source)
      problems.push({
        file,
        line: 1,
        field: '',
        message: `translates nothing: articles/en/${slug}.mdx does not exist`,
      });
    else if (wording.madeFrom > source.revision) {
      problems.push({
        file,
        line: lineOf(folder, file, 'source'),
        field: 'source',
        message: `is ${wording.madeFrom}, but the English article is at revision ${source.revision}`,
      });
    } else source.wordings[locale] = wording;
  }
  const articles = [...sources.values()].sort((a, b) => a.order - b.order || a.slug.localeCompare(b.slug));
  return { articles, files: files.filter(({ slug }) => sources.has(slug)) };
}

async function readSynonyms(folder: string, problems: ContentProblem[]) {
  const names = await filesIn(join(folder, 'synonyms'), '.yaml');
  for (const name of names)
    if (!isLocale(basename(name, '.yaml')))
      problems.push({
        file: `synonyms/${name}`,
        line: 1,
        field: '',
        message: `is named after none of the languages: use one of ${locales.join(', ')}`,
      });
  const read = (locale: Locale) =>
    names.includes(`${locale}.yaml`)
      ? readYaml(folder, `synonyms/${locale}.yaml`, Synonyms, problems)
      : undefined;
  // Every locale is a key: the entries are made from the list of them.
  return Object.fromEntries(locales.map((locale) => [locale, read(locale) ?? []])) as Record<
    Locale,
    Synonym[]
  >;
}

const englishFirst = (a: string, b: string) =>
  Number(b === defaultLocale) - Number(a === defaultLocale) || a.localeCompare(b);

function danglingReferences(folder: string, { site, topics, products, articles }: Catalog): ContentProblem[] {
  const topicSlugs = new Set(topics.map(({ slug }) => slug));
  const productSlugs = new Set(products.map(({ slug }) => slug));
  const problems: ContentProblem[] = [];
  const check = (file: string, field: string, slugs: readonly string[], known: Set<string>) => {
    for (const slug of slugs)
      if (!known.has(slug))
        problems.push({
          file,
          line: lineOf(folder, file, field),
          field,
          message: `names "${slug}", which does not exist: use one of ${[...known].join(', ')}`,
        });
  };
  const drawing = (file: string, field: string, name: string) => {
    if (!existsSync(join(folder, 'figures', `${name}.svg`)))
      problems.push({
        file,
        line: lineOf(folder, file, field),
        field,
        message: `names figures/${name}.svg, which does not exist: add the drawing`,
      });
  };
  drawing('site.yaml', 'logo', site.logo);
  for (const product of products) {
    check(`products/${product.slug}.yaml`, 'topics', product.topics, topicSlugs);
    drawing(`products/${product.slug}.yaml`, 'drawing', product.drawing);
  }
  for (const article of articles) {
    check(`articles/en/${article.slug}.mdx`, 'products', article.products, productSlugs);
    check(`articles/en/${article.slug}.mdx`, 'topics', article.topics, topicSlugs);
  }
  return problems;
}

/** The line on which a file sets a field of its own. */
function lineOf(folder: string, file: string, field: string): number {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.findIndex((line) => line.startsWith(`${field}:`)) + 1 || 1;
}
