-- Threads in full text, by threads.id. The words arrive analysed, with spaces between them
-- (src/search/threads.ts), so the tokenizer only takes the spaces away.
CREATE VIRTUAL TABLE `threads_fts` USING fts5(
  title, question, solution, replies,
  tokenize = 'ascii', content = '', contentless_delete = 1
);
--> statement-breakpoint
-- Every indexed word with the number of threads that have it.
CREATE VIRTUAL TABLE `threads_words` USING fts5vocab('threads_fts', 'row');
