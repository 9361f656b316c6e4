CREATE TABLE `letter_wishes` (
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `kind`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "letter_wishes_kind_known" CHECK("letter_wishes"."kind" in ('warranty_ending', 'maintenance_due', 'notice'))
);
--> statement-breakpoint
CREATE INDEX `letter_wishes_kind` ON `letter_wishes` (`kind`,`user_id`);--> statement-breakpoint
CREATE TABLE `owned_products` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`product` text NOT NULL,
	`model` text DEFAULT '' NOT NULL,
	`serial` text DEFAULT '' NOT NULL,
	`bought_on` text NOT NULL,
	`delivered_on` text,
	`repaired_on` text,
	`country` text NOT NULL,
	`shop` text DEFAULT '' NOT NULL,
	`distance` integer DEFAULT false NOT NULL,
	`condition` text DEFAULT 'new' NOT NULL,
	`second_hand` integer DEFAULT false NOT NULL,
	`price_hundredths` integer,
	`currency` text,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`submission` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "owned_products_bought" CHECK("owned_products"."bought_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and date("owned_products"."bought_on") = "owned_products"."bought_on"),
	CONSTRAINT "owned_products_delivered" CHECK("owned_products"."delivered_on" is null or ("owned_products"."delivered_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and date("owned_products"."delivered_on") = "owned_products"."delivered_on")),
	CONSTRAINT "owned_products_repaired" CHECK("owned_products"."repaired_on" is null or ("owned_products"."repaired_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and date("owned_products"."repaired_on") = "owned_products"."repaired_on")),
	CONSTRAINT "owned_products_country" CHECK("owned_products"."country" glob '[A-Z][A-Z]'),
	CONSTRAINT "owned_products_condition" CHECK("owned_products"."condition" in ('new', 'used')),
	CONSTRAINT "owned_products_price" CHECK(("owned_products"."price_hundredths" is null) = ("owned_products"."currency" is null) and coalesce("owned_products"."price_hundredths" >= 0 and "owned_products"."currency" glob '[A-Z][A-Z][A-Z]', 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `owned_products_submission` ON `owned_products` (`user_id`,`submission`);--> statement-breakpoint
CREATE INDEX `owned_products_owner` ON `owned_products` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`owned_id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`data` blob NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`owned_id`) REFERENCES `owned_products`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "receipts_type" CHECK("receipts"."type" in ('image/jpeg', 'application/pdf')),
	CONSTRAINT "receipts_size" CHECK("receipts"."size" = length("receipts"."data") and "receipts"."size" > 0)
);
--> statement-breakpoint
CREATE TABLE `told` (
	`user_id` text NOT NULL,
	`event` text NOT NULL,
	`told_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `event`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
