import { type Catalog, findArticle, readable } from '../catalog/catalog.ts';
import type { Series, SeriesPart } from '../catalog/series.ts';
import { readableTree } from '../catalog/troubleshooters.ts';
import type { Locale } from '../i18n/locales.ts';

/** A part of a series as a reader of a language meets it. */
export interface Part {
  /** Names it within its series, on the device of whoever reads. */
  id: string;
  path: string;
  title: string;
  /** The language of the title, where it is not the reader's. */
  lang?: Locale;
  minutes: number;
  why: string;
}

/** Where an article stands in a series, counted from 1. */
export interface Place {
  series: Series;
  part: Part;
  number: number;
  previous?: Part;
  next?: Part;
}

/** The parts of a series, in order; without those that are nowhere. */
export function partsOf(catalog: Catalog, series: Series, locale: Locale): Part[] {
  return series.parts.flatMap((part) => {
    const words = wordsOf(catalog, part, locale);
    if (!words) return [];
    const { minutes, why } = part;
    return [{ ...words, minutes, why: why[locale] }];
  });
}

type Words = Pick<Part, 'id' | 'path' | 'title' | 'lang'>;

function wordsOf(catalog: Catalog, part: SeriesPart, locale: Locale): Words | undefined {
  if ('article' in part) {
    const article = findArticle(catalog, part.article);
    if (!article) return undefined;
    const { title, untranslated, locale: lang } = readable(article, locale);
    const path = `/${locale}/articles/${part.article}/`;
    return { id: part.article, path, title, ...(untranslated ? { lang } : {}) };
  }
  const tree = catalog.troubleshooters.find(({ slug }) => slug === part.troubleshooter);
  if (!tree) return undefined;
  const { title, untranslated, locale: lang } = readableTree(tree, locale);
  const path = `/${locale}/troubleshoot/${part.troubleshooter}/`;
  return { id: `troubleshoot-${part.troubleshooter}`, path, title, ...(untranslated ? { lang } : {}) };
}

/** The series of a product, in the editors' order. */
export const seriesOf = (catalog: Catalog, product: string): Series[] =>
  catalog.series.filter((series) => series.product === product);

/** Every series that an article is a part of, and where. */
export function placesOf(catalog: Catalog, article: string, locale: Locale): Place[] {
  return catalog.series.flatMap((series) => {
    const parts = partsOf(catalog, series, locale);
    const index = parts.findIndex(({ id }) => id === article);
    const [part, previous, next] = [parts[index], parts[index - 1], parts[index + 1]];
    if (!part) return [];
    return [{ series, part, number: index + 1, ...(previous && { previous }), ...(next && { next }) }];
  });
}

export const minutesOf = (parts: readonly { minutes: number }[]): number =>
  parts.reduce((sum, { minutes }) => sum + minutes, 0);
