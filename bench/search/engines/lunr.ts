import lunr from 'lunr';
import stemmerSupport from 'lunr-languages/lunr.stemmer.support.js';
import el from 'lunr-languages/lunr.el.js';
import es from 'lunr-languages/lunr.es.js';
import fr from 'lunr-languages/lunr.fr.js';
import hu from 'lunr-languages/lunr.hu.js';
import sv from 'lunr-languages/lunr.sv.js';
import type { Locale } from '#src/i18n/locales.ts';
import { type Engine, excerpt, shown, weights } from '../engine.ts';
import { packageBytes } from '../wire.ts';
import { wholeIndex } from './whole-index.ts';

const plugins = { el, es, fr, hu, sv };
type Plugged = Exclude<Locale, 'en'>;

/** lunr with lunr-languages as most sites have it: one index made beforehand, the cards in a list beside it. */
export const wholeLunr: Engine = {
  name: 'lunr',
  build: ({ docs, locale }) => {
    const index = lunr(function () {
      if (locale !== 'en') this.use(languagePlugin(locale));
      this.ref('id');
      for (const [field, boost] of Object.entries(weights)) this.field(field, { boost });
      for (const { id, title, headings, body } of docs)
        this.add({ id, title, headings: headings.join('\n'), body });
    });
    const cards = docs.map(({ id, url, title, body }) => ({ id, url, title, excerpt: excerpt(body) }));
    return Promise.resolve(
      wholeIndex({
        library: packageBytes('lunr/lunr.min.js', ...languageFiles(locale)),
        index: JSON.stringify(index),
        cards: JSON.stringify(cards),
        search: (typed) =>
          index
            // Not search(): a colon in a query would throw.
            .query((query) => {
              query.term(lunr.tokenizer(typed), {});
            })
            .slice(0, shown)
            .map(({ ref }) => ref),
      }),
    );
  },
};

/** The plugins hang themselves on lunr, each under the code of its language; it warns of the second time. */
function languagePlugin(locale: Plugged): lunr.Builder.Plugin {
  if (!(locale in lunr)) {
    stemmerSupport(lunr);
    plugins[locale](lunr);
  }
  return (lunr as unknown as Record<Plugged, lunr.Builder.Plugin>)[locale];
}

function languageFiles(locale: Locale): string[] {
  if (locale === 'en') return [];
  return ['lunr-languages/min/lunr.stemmer.support.min.js', `lunr-languages/min/lunr.${locale}.min.js`];
}
