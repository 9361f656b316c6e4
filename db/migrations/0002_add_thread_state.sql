DROP INDEX `threads_solved`;--> statement-breakpoint
ALTER TABLE `threads` ADD `answer_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `threads` ADD `state` text GENERATED ALWAYS AS (case when solved_at is not null then 'solved' when answer_count > 0 then 'answered' else 'unanswered' end) VIRTUAL;--> statement-breakpoint
CREATE INDEX `threads_state` ON `threads` (`state`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_product_state` ON `threads` (`product`,`state`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_locale_state` ON `threads` (`locale`,`state`,`deleted_at`,`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `threads_locale_solved` ON `threads` (`locale`,`deleted_at`,`solved_at`);--> statement-breakpoint
CREATE INDEX `threads_solved` ON `threads` (`deleted_at`,`solved_at`);