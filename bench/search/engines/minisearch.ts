import MiniSearch from 'minisearch';
import { type Engine, excerpt, shown, weights } from '../engine.ts';
import { packageBytes } from '../wire.ts';
import { wholeIndex } from './whole-index.ts';

const options = {
  fields: Object.keys(weights),
  storeFields: ['title', 'url', 'excerpt'],
  searchOptions: { boost: weights, prefix: true, fuzzy: 0.2 },
};
/** The one file of the package that is minified; it is not among its exports. */
const minified = new URL('../umd/index.js', import.meta.resolve('minisearch'));
const mostPages = 3_000;

/** MiniSearch as its guide recommends: half words and slips allowed, cards within the index. */
export const minisearch: Engine = {
  name: 'MiniSearch',
  declines: ({ docs }) =>
    docs.length > mostPages
      ? `its queries with fuzzy words take too long above ${mostPages} pages`
      : undefined,
  build: ({ docs }) => {
    const index = new MiniSearch(options);
    index.addAll(
      docs.map(({ id, url, title, headings, body }) => ({
        id,
        url,
        title,
        headings: headings.join('\n'),
        body,
        excerpt: excerpt(body),
      })),
    );
    return Promise.resolve(
      wholeIndex({
        library: packageBytes(minified),
        index: JSON.stringify(index),
        search: (typed) =>
          index
            .search(typed)
            .slice(0, shown)
            .map(({ id }) => String(id)),
      }),
    );
  },
};
