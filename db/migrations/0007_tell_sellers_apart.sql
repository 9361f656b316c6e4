-- Columns are changed where they stand: a table that others refer to is not made anew inside a transaction.
ALTER TABLE `owned_products` DROP COLUMN `distance`;--> statement-breakpoint
ALTER TABLE `owned_products` DROP COLUMN `second_hand`;--> statement-breakpoint
ALTER TABLE `owned_products` ADD `sold_by` text CONSTRAINT "owned_products_sold_by" CHECK("sold_by" in ('maker', 'distance', 'shop'));--> statement-breakpoint
ALTER TABLE `owned_products` ADD `seller` text CONSTRAINT "owned_products_seller" CHECK("seller" in ('trader', 'private'));--> statement-breakpoint
ALTER TABLE `owned_products` ADD `first_delivered_on` text CONSTRAINT "owned_products_first_delivered" CHECK("first_delivered_on" is null or ("first_delivered_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and date("first_delivered_on") = "first_delivered_on"));
