import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Root } from 'mdast';
import { defaultLocale } from '../i18n/locales.ts';
import { anchorsOf, parseBody } from './body.ts';
import type { Catalog } from './catalog.ts';
import { checkTroubleshooter } from './check-troubleshooters.ts';
import { checkDrawing } from './drawings.ts';
import { checkLinks } from './links.ts';
import { ContentError, type ContentProblem } from './problems.ts';
import { type Content, readContent } from './read.ts';
import type { TextFile } from './texts.ts';
import { checkText } from './text.ts';
import { contradictions } from './typed/contradictions.ts';
import { typedNumbers } from './typed/typed-numbers.ts';

/** Slugs that other addresses under /articles/ already have. */
const takenSlugs = ['topics'];

/** What the rules of one article may ask about the rest of the content. */
export interface Surroundings {
  catalog: Catalog;
  /** The anchors of an article as readers of a language meet it; undefined when there is no such article. */
  anchors(slug: string, locale: string): string[] | undefined;
  hasDrawing(name: string): boolean;
}

/** Reads a content folder and checks all of it. Throws ContentError, listing every problem, when something is wrong. */
export async function readSoundContent(folder: string): Promise<Content> {
  const content = await readContent(folder);
  const problems = await checkContent(folder, content);
  if (problems.length > 0) throw new ContentError(problems);
  return content;
}

/**
 * Reads what `readContent` leaves alone, the text of every article and troubleshooter and every drawing, and gives all
 * that is wrong: MDX that does not parse, unknown components, links and anchors that lead nowhere,
 * drawings that are missing or not plain, typed numbers that the terms contradict. Empty when nothing is.
 */
export async function checkContent(folder: string, content: Content): Promise<ContentProblem[]> {
  const { catalog, files } = content;
  const problems: ContentProblem[] = [];
  const trees = new Map<TextFile, Root>();
  const anchors = new Map<string, string[]>();
  for (const article of files) {
    try {
      const tree = parseBody(article, catalog);
      trees.set(article, tree);
      anchors.set(`${article.locale}/${article.slug}`, anchorsOf(tree));
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
      anchors.set(`${article.locale}/${article.slug}`, []);
    }
  }
  const surroundings: Surroundings = {
    catalog,
    anchors: (slug, locale) => anchors.get(`${locale}/${slug}`) ?? anchors.get(`${defaultLocale}/${slug}`),
    hasDrawing: (name) => existsSync(join(folder, 'figures', `${name}.svg`)),
  };
  for (const [article, tree] of trees)
    problems.push(...checkText(article, tree, surroundings), ...checkLinks(article, tree, surroundings));
  for (const file of content.troubleshooterFiles) problems.push(...checkTroubleshooter(file, surroundings));
  problems.push(...contradictions(typedNumbers([...files, ...content.troubleshooterFiles], catalog), folder));
  for (const { slug } of catalog.articles)
    if (takenSlugs.includes(slug))
      problems.push({
        file: `articles/${defaultLocale}/${slug}.mdx`,
        line: 1,
        field: '',
        message: `has a name that another page uses: call the file something other than ${slug}.mdx`,
      });
  problems.push(...(await checkDrawings(folder)));
  return problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

async function checkDrawings(folder: string): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = [];
  for await (const name of glob('*.svg', { cwd: join(folder, 'figures') }))
    problems.push(...checkDrawing(`figures/${name}`, await readFile(join(folder, 'figures', name), 'utf8')));
  return problems;
}
