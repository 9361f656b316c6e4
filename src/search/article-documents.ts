import { type Article, type Catalog, type ReadableArticle, readable } from '../catalog/catalog.ts';
import type { Content } from '../catalog/read.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Word } from './analyzer.ts';
import { type ArticleText, textOfArticle } from './article-text.ts';
import type { SearchDocument } from './documents.ts';
import { analyzerOf } from './languages/all.ts';

/** Everything that can be read in a language, to be indexed: translations, and English where there is none. */
export function documentsOf({ catalog, files }: Content, locale: Locale): SearchDocument[] {
  const byName = new Map(files.map((file) => [`${file.locale}/${file.slug}`, file]));
  const read = catalog.articles.map((article) => {
    const reading = readable(article, locale);
    const file = byName.get(`${reading.locale}/${article.slug}`);
    if (!file) throw new Error(`${article.slug} is in the catalog and has no file in ${reading.locale}`);
    return { reading, text: textOfArticle(file, catalog) };
  });
  const codes = new Set(
    read.flatMap(({ reading, text }) => text.codes.map((code) => folded(code, reading.locale))),
  );
  return read.map(({ reading, text }) => documentOf(catalog, reading, text, codes, locale));
}

function documentOf(
  catalog: Catalog,
  { article, title, summary, keywords, locale: lang }: ReadableArticle,
  text: ArticleText,
  codes: ReadonlySet<string>,
  locale: Locale,
): SearchDocument {
  const texts = {
    title: [title],
    keywords,
    headings: text.headings,
    summary: [summary],
    labels: labelsOf(catalog, article, locale),
    body: text.body,
  };
  const { slug, kind, products } = article;
  return {
    card: { slug, title, summary, kind, products, lang },
    texts,
    names: [
      ...[...codes]
        .map((name) => ({ kind: 'code' as const, name, weight: tellingOf(name, texts, codes, lang) }))
        .filter(({ weight }) => weight > 0),
      ...modelsOf(catalog, article),
    ],
  };
}

/** The names of what an article is about; of products only where it is not about all of them. */
function labelsOf({ products, topics }: Catalog, article: Article, locale: Locale): string[] {
  const own = products.filter(({ slug }) => article.products.includes(slug));
  const told = own.length < products.length ? own : [];
  return [
    ...told.flatMap(({ name, kind, models }) => [name[locale], kind[locale], ...models]),
    ...topics.filter(({ slug }) => article.topics.includes(slug)).map(({ name }) => name[locale]),
  ];
}

/** A model's name leads to the articles on its product, first to those on no other. */
function modelsOf({ products }: Catalog, article: Article): SearchDocument['names'] {
  const weight = article.products.length === 1 ? 2 : 1;
  return products
    .filter(({ slug }) => article.products.includes(slug))
    .flatMap(({ models }) => models.map((name) => ({ kind: 'model', name, weight })));
}

const folded = (name: string, lang: Locale): string => joined(analyzerOf(lang).words(name));
const joined = (words: Word[]) => words.map((word) => word.folded).join('');

/** How surely an article treats a code: by where it names it, and by how many others it names beside it. */
function tellingOf(
  code: string,
  { title, summary, keywords }: { title: string[]; summary: string[]; keywords: string[] },
  codes: ReadonlySet<string>,
  lang: Locale,
): number {
  const has = (texts: string[]) =>
    texts.some((text) =>
      analyzerOf(lang)
        .words(text)
        .some((word) => word.folded === code),
    );
  const named = new Set(keywords.map((keyword) => folded(keyword, lang)).filter((name) => codes.has(name)));
  return (
    Number(has(title)) * 4 + Number(has(summary)) * 2 + (has(keywords) ? 1 / Math.max(1, named.size) : 0)
  );
}
