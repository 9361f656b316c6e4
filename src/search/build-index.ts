import lunr from 'lunr';
import { type Article, type Catalog, type ReadableArticle, readable } from '../catalog/catalog.ts';
import type { Content } from '../catalog/read.ts';
import { defaultLocale, type Locale } from '../i18n/locales.ts';
import type { Analyzer, Word } from './analyzer.ts';
import { type ArticleText, textOfArticle } from './article-text.ts';
import { type Card, type Field, fields, type IndexFile, indexFormat } from './index-file.ts';
import { analyzerOf } from './languages/all.ts';

interface Document {
  ref: number;
  card: Card;
  words: Record<Field, Word[]>;
  /** Folded. */
  codes: string[];
}

/** Builds the index of all that can be read in a language: translations, and English where there is none. */
export function buildIndex({ catalog, files }: Content, locale: Locale): IndexFile {
  const byName = new Map(files.map((file) => [`${file.locale}/${file.slug}`, file]));
  const documents = catalog.articles.map((article, ref) => {
    const reading = readable(article, locale);
    const file = byName.get(`${reading.locale}/${article.slug}`);
    if (!file) throw new Error(`${article.slug} is in the catalog and has no file in ${reading.locale}`);
    return documentOf(ref, reading, textOfArticle(file), labelsOf(catalog, article, locale));
  });
  const named = catalog.products.map(({ slug, name, models }) => [slug, { name: name[locale], models }]);
  return {
    format: indexFormat,
    locale,
    cards: documents.map(({ card }) => card),
    products: Object.fromEntries(named) as IndexFile['products'],
    codes: codesOf(documents),
    words: Object.fromEntries(
      [...new Set([locale, defaultLocale])].map((lang) => [
        lang,
        commonestFirst(
          documents.map(({ card, words }) => [
            ...(card.lang === lang
              ? [words.title, words.keywords, words.headings, words.summary, words.body]
              : []),
            ...(lang === locale ? [words.labels] : []),
          ]),
        ).join(' '),
      ]),
    ),
    lunr: lunrOf(documents).toJSON(),
  };
}

function documentOf(ref: number, reading: ReadableArticle, text: ArticleText, labels: Word[]): Document {
  const { article, title, summary, keywords, locale: lang } = reading;
  const analyzer = analyzerOf(lang);
  const marked = text.codes.map((code) => foldedCode(analyzer, code));
  const words = {
    title: analyzer.words(title),
    keywords: analyzer.words(keywords.join('\n')),
    headings: analyzer.words(text.headings),
    summary: analyzer.words(summary),
    labels,
    body: analyzer.words(text.body),
  };
  return {
    ref,
    card: { slug: article.slug, title, summary, kind: article.kind, products: article.products, lang },
    words,
    codes: [...new Set(marked)].filter(Boolean),
  };
}

/** The names of what an article is about; of products only where it is not about all of them. */
function labelsOf({ products, topics }: Catalog, article: Article, locale: Locale): Word[] {
  const own = products.filter(({ slug }) => article.products.includes(slug));
  const told = own.length < products.length ? own : [];
  const names = [
    ...told.flatMap(({ name, kind, models }) => [name[locale], kind[locale], ...models]),
    ...topics.filter(({ slug }) => article.topics.includes(slug)).map(({ name }) => name[locale]),
  ];
  return analyzerOf(locale).words(names.join('\n'));
}

const foldedCode = (analyzer: Analyzer, code: string) =>
  analyzer
    .words(code)
    .map(({ folded }) => folded)
    .join('');

/** Which articles treat a code: those that name it where readers look first, and few others beside it. */
function codesOf(documents: Document[]): Record<string, number[]> {
  const all = new Set(documents.flatMap(({ codes }) => codes));
  const telling = ({ words }: Document, code: string) => {
    const has = (field: Field) => words[field].some(({ folded }) => folded === code);
    const others = new Set(
      words.keywords.filter(({ folded }) => all.has(folded)).map(({ folded }) => folded),
    );
    return (
      Number(has('title')) * 4 +
      Number(has('summary')) * 2 +
      (has('keywords') ? 1 / Math.max(1, others.size) : 0)
    );
  };
  return Object.fromEntries(
    [...all].sort().map((code) => [
      code,
      documents
        .map((document) => ({ ref: document.ref, weight: telling(document, code) }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight)
        .map(({ ref }) => ref),
    ]),
  );
}

/** Every telling word of some documents, the one that most of them have first. */
function commonestFirst(documents: Word[][][]): string[] {
  const counts = new Map<string, number>();
  for (const lists of documents)
    for (const word of new Set(
      lists
        .flat()
        .filter(({ stop }) => !stop)
        .map(({ raw }) => raw),
    ))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

/** Words come analysed: lunr's own pipelines stay empty, at build and when the file is read. */
function lunrOf(documents: Document[]): lunr.Index {
  const builder = new lunr.Builder();
  builder.ref('ref');
  for (const [field, boost] of Object.entries(fields)) builder.field(field, { boost });
  for (const { ref, words } of documents)
    builder.add({
      ref: String(ref),
      ...Object.fromEntries(Object.entries(words).map(([field, list]) => [field, termsOf(list)])),
    });
  return builder.build();
}

const termsOf = (words: Word[]) =>
  words
    .filter(({ stop }) => !stop)
    .flatMap(({ stem, bare, marked }) => [...new Set([stem, bare, marked ?? stem])]);
