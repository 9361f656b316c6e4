import { locales } from './locales.ts';

/** `getStaticPaths` of a page that exists once in each language. */
export const localePaths = () => locales.map((lang) => ({ params: { lang } }));
