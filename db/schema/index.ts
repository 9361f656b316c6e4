export * from './accounts.ts';
export * from './articles.ts';
export * from './forum.ts';
export * from './letters.ts';
export * from './owned.ts';
export * from './search.ts';
