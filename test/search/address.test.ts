import { expect, test } from 'vitest';
import { readContent } from '#src/catalog/read.ts';
import { askPath, mostPages, readSearch, type Search, searchPath } from '#src/search/address.ts';

const { catalog } = await readContent('content');
const read = (path: string) => readSearch(new URL(path, 'http://x').searchParams, catalog);
const plain = {
  typed: 'drain',
  product: undefined,
  kind: undefined,
  language: undefined,
  exact: false,
  page: 1,
} satisfies Search;

test('a search can be linked to whole', () => {
  const search: Search = {
    typed: 'a & b “ψυγείο”',
    product: 'cordless-drill-t18',
    kind: 'threads',
    language: 'el',
    exact: true,
    page: 3,
  };
  expect(read(searchPath('hu', search))).toEqual(search);
});

test('an address says no more than it must', () => {
  expect(searchPath('sv', plain)).toBe('/sv/search/?q=drain');
  expect(searchPath('sv', { typed: 'drain', kind: 'howto' })).toBe('/sv/search/?q=drain&kind=howto');
});

test('what does not exist narrows nothing', () => {
  expect(read('/?q=drain&product=y&kind=z&language=xx&exact=yes&page=two')).toEqual(plain);
  expect(read('/?q=drain&language=constructor')).toEqual(plain);
  expect(read('/?q=%00drain%0a').typed).toBe('drain');
  expect(read('/').typed).toBe('');
});

test('a page that nobody serves is the nearest that is', () => {
  expect(read('/?page=0').page).toBe(1);
  expect(read('/?page=-3').page).toBe(1);
  expect(read('/?page=1.5').page).toBe(1);
  expect(read('/?page=999999999999').page).toBe(mostPages);
});

test('words go to the ask form whole, up to what a title holds', () => {
  const { pathname, searchParams } = new URL(
    askPath('el', 'δεν κρυώνει & στάζει', 'fridge-freezer-k340'),
    'http://x',
  );
  expect(pathname).toBe('/el/community/ask/');
  expect(Object.fromEntries(searchParams)).toEqual({
    title: 'δεν κρυώνει & στάζει',
    product: 'fridge-freezer-k340',
  });
  expect(askPath('en', 'a'.repeat(500), undefined).length).toBeLessThan(160);
});
