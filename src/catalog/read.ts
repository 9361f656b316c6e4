import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'astro/zod';
import { isLocale, type Locale, locales } from '../i18n/locales.ts';
import type { Catalog } from './catalog.ts';
import { ContentError, type ContentProblem } from './problems.ts';
import { faultsInTerms } from './check-terms.ts';
import { danglingOutcomes } from './check-troubleshooters.ts';
import { readArticles } from './read-articles.ts';
import { danglingPlaces, readPlaces } from './read-places.ts';
import { readTerms } from './read-terms.ts';
import { readTroubleshooters, type TreeFile } from './read-troubleshooters.ts';
import type { TextFile } from './texts.ts';
import { Product, Site, Synonyms, Topic } from './schemas.ts';
import type { Synonym } from './synonyms.ts';
import { filesIn, lineOf, readYaml } from './yaml.ts';

export interface Content {
  catalog: Catalog;
  /** Of articles. */
  files: TextFile[];
  troubleshooterFiles: TreeFile[];
  /** Words of customers beside words of articles; none where a language has no file of them. */
  synonyms: Record<Locale, Synonym[]>;
}

/** Reads a content folder whole. Throws ContentError, listing every problem, when a file is bad. */
export async function readContent(folder: string): Promise<Content> {
  const problems: ContentProblem[] = [];
  const site = readYaml(folder, 'site.yaml', Site, problems);
  const topics = readYaml(folder, 'topics.yaml', z.array(Topic), problems) ?? [];
  const products: Product[] = [];
  for (const name of await filesIn(join(folder, 'products'), '.yaml')) {
    const product = readYaml(folder, `products/${name}`, Product, problems);
    if (product) products.push({ ...product, slug: basename(name, '.yaml') });
  }
  const before = problems.length;
  const terms = await readTerms(folder, problems);
  // Texts print numbers of the terms: of bad ones they could tell nothing that helps.
  if (problems.length > before) throw new ContentError(problems);
  const { articles, files } = await readArticles(folder, terms, problems);
  const { troubleshooters, troubleshooterFiles } = await readTroubleshooters(folder, terms, problems);
  const synonyms = await readSynonyms(folder, problems);
  const places = await readPlaces(folder, problems);
  if (!site || problems.length > 0) throw new ContentError(problems);
  const catalog: Catalog = { site, topics, products, articles, troubleshooters, ...places, ...terms };
  const dangling = [
    ...danglingReferences(folder, catalog),
    ...danglingPlaces(folder, catalog),
    ...danglingOutcomes(catalog, troubleshooterFiles),
    ...faultsInTerms(folder, catalog),
  ];
  if (dangling.length > 0) throw new ContentError(dangling);
  return { catalog, files, troubleshooterFiles, synonyms };
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

function danglingReferences(
  folder: string,
  { site, topics, products, articles, troubleshooters }: Catalog,
): ContentProblem[] {
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
    const models = products
      .filter(({ slug }) => article.products.includes(slug))
      .flatMap((one) => one.models);
    check(`articles/en/${article.slug}.mdx`, 'notice', article.notice?.models ?? [], new Set(models));
  }
  const articleSlugs = new Set(articles.map(({ slug }) => slug));
  for (const { slug, ...named } of troubleshooters) {
    const file = `troubleshooters/en/${slug}.mdx`;
    check(file, 'products', named.products, productSlugs);
    check(file, 'topics', named.topics, topicSlugs);
    check(file, 'article', named.article ? [named.article] : [], articleSlugs);
  }
  return problems;
}
