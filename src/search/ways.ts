import { type Catalog, findProduct } from '../catalog/catalog.ts';
import { readableTree } from '../catalog/troubleshooters.ts';
import { countryName } from '../centres/address.ts';
import type { Locale } from '../i18n/locales.ts';
import { type Key, translator } from '../i18n/translate.ts';
import { treePath } from '../troubleshooters/walk.ts';
import type { Word } from './analyzer.ts';
import { analyzerOf } from './languages/all.ts';

/** A page of the site that is neither article nor thread. */
export interface Way {
  path: string;
  title: string;
  /** The language of its title. */
  locale: Locale;
  /** The title of the page that lists it, and the town of a centre. */
  shelf: string | undefined;
  /** Slugs; undefined where it is about no product more than another. */
  products: string[] | undefined;
}

const mostWays = 3;
const mostWords = 8;

/**
 * The pages of the site that a search names, three at most: every word that says something must be
 * one of the page's, as a whole word, and together they must mean it. Words are compared as articles' are.
 */
export function findWays(catalog: Catalog, locale: Locale, typed: string, product?: string): Way[] {
  const name = formsOf(analyzerOf(locale).words(catalog.site.name));
  const words = analyzerOf(locale)
    .words(typed)
    .filter((word) => !word.stop && !isIn(name)(word));
  if (words.length === 0 || words.length > mostWords) return [];
  return waysOf(catalog, locale)
    .filter(({ way, isMeant }) => (!product || (way.products?.includes(product) ?? true)) && isMeant(words))
    .slice(0, mostWays)
    .map(({ way }) => way);
}

interface Sign {
  way: Way;
  isMeant(words: readonly Word[]): boolean;
}

/** A page that stands once, and what customers call it: `search.way.*` is a list of words and phrases. */
interface OwnPage {
  path: string;
  title: Key;
  words: Key;
  /** True where the name of a product may stand beside its words. */
  ofProducts?: boolean;
  isThere?(catalog: Catalog): boolean;
}

const ownPages: OwnPage[] = [
  { path: 'warranty/', title: 'warranty.check.title', words: 'search.way.warranty', ofProducts: true },
  {
    path: 'warranty/plans/',
    title: 'warranty.plans.title',
    words: 'search.way.plans',
    ofProducts: true,
    isThere: ({ plans }) => plans.plans.length > 0,
  },
  {
    path: 'service-centres/',
    title: 'centres.title',
    words: 'search.way.centres',
    ofProducts: true,
    isThere: ({ centres }) => centres.length > 0,
  },
  { path: 'contact/', title: 'centres.contact.title', words: 'search.way.contact' },
  {
    path: 'troubleshoot/',
    title: 'troubleshooters.title',
    words: 'search.way.troubleshooters',
    isThere: ({ troubleshooters }) => troubleshooters.length > 0,
  },
  {
    path: 'guides/',
    title: 'guides.title',
    words: 'search.way.guides',
    isThere: ({ series }) => series.length > 0,
  },
  { path: 'community/complaints/', title: 'forum.kinds.complaint', words: 'search.way.complaints' },
  { path: 'community/complaints/figures/', title: 'forum.figures.title', words: 'search.way.figures' },
  { path: 'community/ideas/', title: 'forum.kinds.idea', words: 'search.way.ideas' },
  { path: 'community/stories/', title: 'forum.kinds.story', words: 'search.way.stories' },
  { path: 'account/products/', title: 'owned.title', words: 'search.way.things' },
  { path: 'sign-in/', title: 'accounts.sign_in.title', words: 'search.way.sign_in' },
  { path: 'reset-password/', title: 'accounts.reset.title', words: 'search.way.reset' },
];

const known = new WeakMap<Catalog, Map<Locale, Sign[]>>();

function waysOf(catalog: Catalog, locale: Locale): Sign[] {
  const byLocale = known.get(catalog) ?? new Map<Locale, Sign[]>();
  known.set(catalog, byLocale);
  const signs = byLocale.get(locale) ?? [
    ...pageSigns(catalog, locale),
    ...centreSigns(catalog, locale),
    ...guideSigns(catalog, locale),
    ...treeSigns(catalog, locale),
  ];
  byLocale.set(locale, signs);
  return signs;
}

/** One of its phrases must be there whole; what else is typed must be a word of it. */
function pageSigns(catalog: Catalog, locale: Locale): Sign[] {
  const t = translator(locale);
  const { forms, telling } = readerOf(locale);
  const products = catalog.products.map(({ slug }) => productWords(catalog, slug, locale)).join(' ');
  const countries = catalog.centres.map(({ country }) => countryName(country, locale)).join(' ');
  return ownPages
    .filter(({ isThere }) => isThere?.(catalog) ?? true)
    .map(({ path, title, words, ofProducts }) => {
      const phrases = [t(title), ...t(words).split(',')].map(telling).filter(({ length }) => length > 0);
      const beside = [ofProducts ? products : '', path === 'service-centres/' ? countries : ''].join(' ');
      const mine = forms(`${t(title)} ${t(words)} ${beside}`);
      return {
        way: { path: `/${locale}/${path}`, title: t(title), locale, shelf: undefined, products: undefined },
        isMeant: (typed) => typed.every(isIn(mine)) && holdsOne(phrases, typed),
      };
    });
}

/** By its town, in any of the languages. */
function centreSigns({ centres }: Catalog, locale: Locale): Sign[] {
  const t = translator(locale);
  const { forms, telling } = readerOf(locale);
  const shelf = t('centres.title');
  return centres.map(({ slug, name, country, town, address, latin }) => {
    const said = [...Object.values(town), address.locality, latin?.locality ?? ''];
    const towns = said.map(telling).filter(({ length }) => length > 0);
    const mine = forms(
      [name, ...said, countryName(country, locale), shelf, t('search.way.centres')].join(' '),
    );
    return {
      way: {
        path: `/${locale}/service-centres/${slug}/`,
        title: name,
        ...{ locale, shelf: `${shelf} · ${town[locale]}`, products: undefined },
      },
      isMeant: (typed) => typed.every(isIn(mine)) && holdsOne(towns, typed),
    };
  });
}

/** By a code alone; else by two words or more that say of which product and what is wrong, or that help is wanted. */
function treeSigns(catalog: Catalog, locale: Locale): Sign[] {
  const t = translator(locale);
  const { forms } = readerOf(locale);
  const shelf = t('troubleshooters.title');
  const general = forms(`${shelf} ${t('search.way.troubleshooters')}`);
  return catalog.troubleshooters.map((tree) => {
    const { title, keywords, locale: written } = readableTree(tree, locale);
    const product = forms(tree.products.map((slug) => productWords(catalog, slug, locale)).join(' '));
    const fault = forms(`${title} ${keywords.join(' ')}`);
    const codes = forms(keywords.filter((keyword) => /\d/.test(keyword)).join(' '));
    return {
      way: { path: treePath(locale, tree), title, locale: written, shelf, products: tree.products },
      isMeant: (typed) =>
        typed.every((word) => [general, product, fault].some((set) => isIn(set)(word))) &&
        (typed.some(isIn(codes)) ||
          (typed.length > 1 && !typed.every(isIn(product)) && !typed.every(isIn(general)))),
    };
  });
}

/** By its title, or by the name of its product and a word for guides. */
function guideSigns(catalog: Catalog, locale: Locale): Sign[] {
  const t = translator(locale);
  const { forms, telling } = readerOf(locale);
  const shelf = t('guides.title');
  return catalog.series.map(({ slug, kind, product, title }) => {
    const said = t(`search.way.guides.${kind}`);
    const general = forms(`${shelf} ${said}`);
    const phrases = [shelf, ...said.split(',')].map(telling);
    const own = forms(productWords(catalog, product, locale));
    const named = telling(title[locale]).filter((word) => !isIn(own)(word));
    const titled = formsOf(named);
    return {
      way: {
        path: `/${locale}/guides/${slug}/`,
        title: title[locale],
        ...{ locale, shelf, products: [product] },
      },
      isMeant: (typed) =>
        typed.every((word) => [general, own, titled].some((set) => isIn(set)(word))) &&
        ((holdsOne(phrases, typed) && typed.some(isIn(own))) || holdsOne([named], typed)),
    };
  });
}

function productWords(catalog: Catalog, slug: string, locale: Locale): string {
  const product = findProduct(catalog, slug);
  return product ? [product.name[locale], product.kind[locale], ...product.models].join(' ') : '';
}

type Forms = ReadonlySet<string>;

/** Words in the forms that are compared: as a language stems them, with their marks and without. */
const formsOf = (words: readonly Word[]): Forms => new Set(words.flatMap(({ stem, bare }) => [stem, bare]));

const isIn =
  (forms: Forms) =>
  ({ stem, bare }: Word) =>
    forms.has(stem) || forms.has(bare);

/** True when all words of one phrase were typed. */
function holdsOne(phrases: readonly (readonly Word[])[], typed: readonly Word[]): boolean {
  const forms = formsOf(typed);
  return phrases.some((phrase) => phrase.length > 0 && phrase.every(isIn(forms)));
}

function readerOf(locale: Locale) {
  const analyzer = analyzerOf(locale);
  return {
    forms: (text: string) => formsOf(analyzer.words(text)),
    telling: (text: string) => analyzer.words(text).filter(({ stop }) => !stop),
  };
}
