CREATE TABLE `rate_limits` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expire` integer
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`device` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`user_id` text NOT NULL,
	`email` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "tokens_kind" CHECK("tokens"."kind" in ('verify_email', 'reset_password', 'change_email'))
);
--> statement-breakpoint
CREATE INDEX `tokens_user` ON `tokens` (`user_id`,`kind`);--> statement-breakpoint
CREATE INDEX `tokens_expires` ON `tokens` (`expires_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`email` text,
	`email_verified_at` integer,
	`password_hash` text,
	`role` text DEFAULT 'customer' NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`about` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	CONSTRAINT "users_role" CHECK("users"."role" in ('customer', 'expert', 'editor', 'moderator', 'admin')),
	CONSTRAINT "users_locale" CHECK("users"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv')),
	CONSTRAINT "users_email_lower" CHECK("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_name` ON `users` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `article_votes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`article` text NOT NULL,
	`locale` text NOT NULL,
	`revision` integer NOT NULL,
	`voter` text NOT NULL,
	`helpful` integer NOT NULL,
	`reason` text,
	`comment` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "article_votes_reason" CHECK("article_votes"."reason" in ('solved', 'clear', 'found', 'unclear', 'did_not_work', 'not_my_problem', 'too_hard', 'other')),
	CONSTRAINT "article_votes_locale" CHECK("article_votes"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `article_votes_once` ON `article_votes` (`article`,`revision`,`voter`);--> statement-breakpoint
CREATE INDEX `article_votes_article` ON `article_votes` (`article`,`revision`,`helpful`);--> statement-breakpoint
CREATE TABLE `follows` (
	`thread_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `user_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `follows_user` ON `follows` (`user_id`);--> statement-breakpoint
CREATE TABLE `me_toos` (
	`thread_id` integer NOT NULL,
	`voter` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `voter`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `me_toos_voter` ON `me_toos` (`voter`);--> statement-breakpoint
CREATE TABLE `posts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`rendered_by` integer NOT NULL,
	`author_id` text NOT NULL,
	`official_at` integer,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`vote_count` integer DEFAULT 0 NOT NULL,
	`submission` text NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "posts_votes" CHECK("posts"."vote_count" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_submission` ON `posts` (`author_id`,`submission`);--> statement-breakpoint
CREATE INDEX `posts_thread` ON `posts` (`thread_id`,`id`);--> statement-breakpoint
CREATE INDEX `posts_author` ON `posts` (`author_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`post_id` integer,
	`title` text,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`editor_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`editor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `revisions_of` ON `revisions` (`thread_id`,`post_id`,`id`);--> statement-breakpoint
CREATE TABLE `solutions` (
	`thread_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`accepted_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `post_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accepted_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `solutions_post` ON `solutions` (`post_id`);--> statement-breakpoint
CREATE TABLE `thread_tags` (
	`thread_id` integer NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`thread_id`, `tag`),
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `thread_tags_tag` ON `thread_tags` (`tag`,`thread_id`);--> statement-breakpoint
CREATE TABLE `threads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text DEFAULT 'question' NOT NULL,
	`locale` text NOT NULL,
	`product` text,
	`topic` text,
	`article` text,
	`title` text NOT NULL,
	`slug` text NOT NULL,
	`body` text NOT NULL,
	`html` text NOT NULL,
	`rendered_by` integer NOT NULL,
	`author_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`active_at` integer NOT NULL,
	`post_count` integer DEFAULT 0 NOT NULL,
	`me_too_count` integer DEFAULT 0 NOT NULL,
	`solved_at` integer,
	`locked_at` integer,
	`deleted_at` integer,
	`submission` text NOT NULL,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "threads_kind" CHECK("threads"."kind" in ('question', 'idea', 'story', 'complaint')),
	CONSTRAINT "threads_locale_known" CHECK("threads"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv')),
	CONSTRAINT "threads_counts" CHECK("threads"."post_count" >= 0 and "threads"."me_too_count" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `threads_submission` ON `threads` (`author_id`,`submission`);--> statement-breakpoint
CREATE INDEX `threads_active` ON `threads` (`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_product` ON `threads` (`product`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_locale` ON `threads` (`locale`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_topic` ON `threads` (`topic`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_article` ON `threads` (`article`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_author` ON `threads` (`author_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `threads_solved` ON `threads` (`solved_at`);--> statement-breakpoint
CREATE TABLE `votes` (
	`post_id` integer NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `user_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `votes_user` ON `votes` (`user_id`);--> statement-breakpoint
CREATE TABLE `letters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`event` text NOT NULL,
	`user_id` text,
	`email` text NOT NULL,
	`locale` text NOT NULL,
	`data` text NOT NULL,
	`message_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`claimed_at` integer,
	`sent_at` integer,
	`failed_at` integer,
	`error` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "letters_locale" CHECK("letters"."locale" in ('en', 'el', 'hu', 'fr', 'es', 'sv'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `letters_once` ON `letters` (`email`,`event`);--> statement-breakpoint
CREATE INDEX `letters_due` ON `letters` (`sent_at`,`failed_at`,`due_at`);--> statement-breakpoint
CREATE INDEX `letters_user` ON `letters` (`user_id`);