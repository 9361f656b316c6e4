-- One row for each text of a thread, instead of one for each thread. The rows that stand are written
-- anew by the analyzer (src/search/threads/filling.ts), at "npm run migrate" or at the next start.
DROP TABLE `threads_words`;
--> statement-breakpoint
DROP TABLE `threads_fts`;
--> statement-breakpoint
-- The words arrive analysed (src/search/threads/threads.ts). Where a text stands says all that ranking asks, so
-- no positions are kept; `=` begins a whole title, `@` a product.
CREATE VIRTUAL TABLE `threads_fts` USING fts5(
  words,
  tokenize = "ascii tokenchars '=@_-'",
  content = '', contentless_delete = 1, detail = none
);
