import lunr from 'lunr';
import { openArticles } from '#src/search/articles.ts';
import { fields, indexFormat, type IndexFile } from '#src/search/index-file.ts';
import { analyzerOf } from '#src/search/languages/all.ts';
import type { Corpus } from '../corpus.ts';
import { type Engine, excerpt, shown } from '../engine.ts';
import { packageBytes } from '../wire.ts';
import { wholeIndex } from './whole-index.ts';

/** The search of this product, over pages that are not articles of its own. */
export const ours: Engine = {
  name: 'ours',
  build: (corpus) => {
    const file = indexOf(corpus);
    const articles = openArticles(file, analyzerOf(corpus.locale), analyzerOf('en'));
    return Promise.resolve(
      wholeIndex({
        library: packageBytes('lunr/lunr.min.js'),
        index: JSON.stringify(file),
        search: (typed) =>
          articles
            .search(typed)
            .hits.slice(0, shown)
            .map(({ card }) => card.slug),
      }),
    );
  },
};

function indexOf({ docs, locale }: Corpus): IndexFile {
  const analyzer = analyzerOf(locale);
  const counts = new Map<string, number>();
  const builder = new lunr.Builder();
  builder.ref('ref');
  for (const [field, boost] of Object.entries(fields)) builder.field(field, { boost });
  docs.forEach(({ title, headings, body }, ref) => {
    const all = [title, headings.join('\n'), body].map((text) =>
      analyzer.words(text).filter(({ stop }) => !stop),
    );
    for (const word of new Set(all.flat().map(({ raw }) => raw)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
    const terms = all.map((list) =>
      list.flatMap(({ stem, marked }) => (marked === undefined ? [stem] : [stem, marked])),
    );
    builder.add({
      ref: String(ref),
      keywords: [],
      summary: [],
      labels: [],
      title: terms[0],
      headings: terms[1],
      body: terms[2],
    });
  });
  const words = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  return {
    format: indexFormat,
    locale,
    cards: docs.map(({ id, title, body }) => ({
      slug: id,
      title,
      summary: excerpt(body),
      kind: 'howto',
      products: [],
      lang: locale,
    })),
    products: {},
    codes: {},
    words: { [locale]: words.join(' ') },
    lunr: JSON.parse(JSON.stringify(builder.build())) as object,
  };
}
