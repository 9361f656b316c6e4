import { rows, searchField } from './field.ts';

interface Pagefind {
  init(): Promise<void>;
  search(typed: string): Promise<{ results: { data(): Promise<{ meta: { title: string } }> }[] }>;
}

searchField(async () => {
  // Not bundled: the site serves Pagefind's own files.
  const pagefind = (await import(/* @vite-ignore */ `${location.origin}/pagefind/pagefind.js`)) as Pagefind;
  await pagefind.init();
  return {
    search: async (typed) => {
      const { results } = await pagefind.search(typed);
      const pages = await Promise.all(results.slice(0, rows).map((result) => result.data()));
      return pages.map(({ meta }) => meta.title);
    },
  };
});
