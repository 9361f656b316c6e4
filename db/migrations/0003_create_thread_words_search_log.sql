CREATE TABLE `search_choices` (
	`locale` text NOT NULL,
	`words` text NOT NULL,
	`path` text NOT NULL,
	`rank` integer NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`locale`, `words`, `path`, `rank`),
	CONSTRAINT "search_choices_locale" CHECK("search_choices"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv'))
);
--> statement-breakpoint
CREATE INDEX `search_choices_rare` ON `search_choices` (`count`,`last_at`);--> statement-breakpoint
CREATE TABLE `search_misses` (
	`locale` text NOT NULL,
	`words` text NOT NULL,
	`product` text NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`locale`, `words`, `product`),
	CONSTRAINT "search_misses_locale" CHECK("search_misses"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv'))
);
--> statement-breakpoint
CREATE INDEX `search_misses_rare` ON `search_misses` (`count`,`last_at`);--> statement-breakpoint
CREATE TABLE `thread_texts` (
	`id` integer PRIMARY KEY NOT NULL,
	`locale` text NOT NULL,
	`words` text NOT NULL,
	`indexed_by` integer NOT NULL,
	CONSTRAINT "thread_texts_locale" CHECK("thread_texts"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv'))
);
--> statement-breakpoint
-- By hand: WITHOUT ROWID, which drizzle cannot say; every reply counts some forty words here.
CREATE TABLE `thread_words` (
	`locale` text NOT NULL,
	`word` text NOT NULL,
	`spelled` text NOT NULL,
	`stem` text NOT NULL,
	`bare` text NOT NULL,
	`texts` integer NOT NULL,
	`titles` integer NOT NULL,
	`thread_id` integer,
	`known` integer GENERATED ALWAYS AS (titles > 0 or (thread_id is null and texts > 1)) VIRTUAL,
	`size` integer GENERATED ALWAYS AS (length(word)) VIRTUAL,
	PRIMARY KEY(`locale`, `word`),
	CONSTRAINT "thread_words_locale" CHECK("thread_words"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv'))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `thread_words_stem` ON `thread_words` (`locale`,`stem`);--> statement-breakpoint
CREATE INDEX `thread_words_bare` ON `thread_words` (`locale`,`bare`) WHERE bare <> stem;--> statement-breakpoint
CREATE INDEX `thread_words_size` ON `thread_words` (`locale`,`known`,`size`,`word`);