CREATE TABLE `complaint_decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`outcome` text NOT NULL,
	`clause` text,
	`reason` text NOT NULL,
	`decider_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decider_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "complaint_decisions_outcome" CHECK("complaint_decisions"."outcome" in ('repaired', 'replaced', 'refunded', 'explained', 'declined')),
	CONSTRAINT "complaint_decisions_clause" CHECK("complaint_decisions"."outcome" <> 'declined' or "complaint_decisions"."clause" is not null)
);
--> statement-breakpoint
CREATE INDEX `complaint_decisions_thread` ON `complaint_decisions` (`thread_id`,`id`);--> statement-breakpoint
CREATE TABLE `complaints` (
	`thread_id` integer PRIMARY KEY NOT NULL,
	`reference` text,
	`outcome` text,
	`held` text,
	`held_at` integer,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "complaints_outcome" CHECK("complaints"."outcome" in ('repaired', 'replaced', 'refunded', 'explained', 'declined')),
	CONSTRAINT "complaints_held" CHECK("complaints"."held" in ('yes', 'no'))
);
--> statement-breakpoint
CREATE TABLE `idea_decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`decider_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decider_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "idea_decisions_status" CHECK("idea_decisions"."status" in ('new', 'considered', 'planned', 'done', 'declined'))
);
--> statement-breakpoint
CREATE INDEX `idea_decisions_thread` ON `idea_decisions` (`thread_id`,`id`);--> statement-breakpoint
CREATE TABLE `story_consents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`answer` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "story_consents_answer" CHECK("story_consents"."answer" in ('given', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX `story_consents_thread` ON `story_consents` (`thread_id`,`id`);--> statement-breakpoint
-- Columns are added where they stand: a table that others refer to is not made anew inside a transaction.
DROP INDEX `threads_state`;--> statement-breakpoint
DROP INDEX `threads_product_state`;--> statement-breakpoint
DROP INDEX `threads_locale_state`;--> statement-breakpoint
ALTER TABLE `threads` DROP COLUMN `state`;--> statement-breakpoint
ALTER TABLE `threads` ADD `state` text GENERATED ALWAYS AS (case when kind <> 'question' then null when solved_at is not null then 'solved' when answer_count > 0 then 'answered' else 'unanswered' end) VIRTUAL;--> statement-breakpoint
ALTER TABLE `threads` ADD `aim` text;--> statement-breakpoint
ALTER TABLE `threads` ADD `idea_status` text CONSTRAINT "threads_idea_status_known" CHECK("idea_status" in ('new', 'considered', 'planned', 'done', 'declined'));--> statement-breakpoint
ALTER TABLE `threads` ADD `promised_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `replied_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `shown_at` integer;--> statement-breakpoint
CREATE INDEX `threads_state` ON `threads` (`state`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_product_state` ON `threads` (`product`,`state`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_locale_state` ON `threads` (`locale`,`state`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_kind` ON `threads` (`kind`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_kind_created` ON `threads` (`kind`,`deleted_at`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_kind_me_too` ON `threads` (`kind`,`deleted_at`,`me_too_count`,`id`);--> statement-breakpoint
CREATE INDEX `threads_product_kind` ON `threads` (`product`,`kind`,`deleted_at`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_idea_status` ON `threads` (`idea_status`,`deleted_at`,`me_too_count`,`id`);--> statement-breakpoint
CREATE INDEX `threads_shown` ON `threads` (`product`,`shown_at`) WHERE shown_at is not null;--> statement-breakpoint
ALTER TABLE `revisions` ADD `aim` text;