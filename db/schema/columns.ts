import { type SQL, sql } from 'drizzle-orm';
import { type AnySQLiteColumn, integer } from 'drizzle-orm/sqlite-core';

/** A moment in milliseconds UTC; column names end in `_at`. */
export const moment = (name: string) => integer(name);

/** The CHECK that drizzle's `enum` only promises to TypeScript. */
export const oneOf = (column: AnySQLiteColumn, values: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;
