import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import {
  type ComplaintOutcome,
  complaints,
  type ThreadKind,
  type ThreadState,
  threads,
  threadTags,
} from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import type { Article } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';

/** Which threads; what is left out does not matter. */
export interface Filter {
  product?: string | undefined;
  topic?: string | undefined;
  kind?: ThreadKind | undefined;
  state?: ThreadState | undefined;
  locale?: Locale | undefined;
  tag?: string | undefined;
  article?: string | undefined;
}

/** A place in the list: the threads beyond it, in one direction. */
export interface Cursor {
  direction: 'older' | 'newer';
  activeAt: number;
  id: number;
}

export const threadsPerPage = 25;

/** What a row says of a thread. */
export const shownInRows = {
  id: threads.id,
  slug: threads.slug,
  title: threads.title,
  locale: threads.locale,
  kind: threads.kind,
  product: threads.product,
  topic: threads.topic,
  state: sql<ThreadState | null>`${threads.state}`,
  ideaStatus: threads.ideaStatus,
  promisedAt: threads.promisedAt,
  repliedAt: threads.repliedAt,
  outcome: sql<ComplaintOutcome | null>`case ${threads.kind} when 'complaint' then
    (select ${complaints.outcome} from ${complaints} where ${complaints.threadId} = ${threads.id}) end`,
  postCount: threads.postCount,
  meTooCount: threads.meTooCount,
  createdAt: threads.createdAt,
  activeAt: threads.activeAt,
  lockedAt: threads.lockedAt,
  author: users.displayName,
  authorDeletedAt: users.deletedAt,
};

export type ThreadRow = Awaited<ReturnType<typeof threadsInOrder>>[number];

export interface ThreadPage {
  rows: ThreadRow[];
  /** Cursors of the pages beside this one, where there are any. */
  newer: string | undefined;
  older: string | undefined;
}

/** One page of threads, the latest said first. A cursor beyond the newest gives the first page. */
export async function listThreads(
  { db }: Pick<Context, 'db'>,
  filter: Filter,
  cursor: Cursor | null = null,
): Promise<ThreadPage> {
  const found = await threadsInOrder(db.read, filter, cursor, threadsPerPage + 1);
  const more = found.length > threadsPerPage;
  const rows = found.slice(0, threadsPerPage);
  if (cursor?.direction === 'newer') {
    if (!more) return listThreads({ db }, filter);
    rows.reverse();
  }
  const isFirst = cursor === null;
  return {
    rows,
    newer: isFirst ? undefined : cursorText('newer', rows.at(0)),
    older: more || cursor?.direction === 'newer' ? cursorText('older', rows.at(-1)) : undefined,
  };
}

/** The query of a page, without waiting for it. */
export function threadsInOrder(db: Reader, filter: Filter, cursor: Cursor | null, most: number) {
  const newer = cursor?.direction === 'newer';
  const place = sql`(${threads.activeAt}, ${threads.id})`;
  const beyond = cursor && sql`${place} ${sql.raw(newer ? '>' : '<')} (${cursor.activeAt}, ${cursor.id})`;
  const order = newer ? asc : desc;
  return db
    .select(shownInRows)
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(and(...conditions(filter), beyond ?? undefined))
    .orderBy(order(threads.activeAt), order(threads.id))
    .limit(most);
}

/** How many threads a filter finds: questions by state, and those of other kinds, which have none. */
export type StateCounts = Record<ThreadState | 'other', number>;

/** Counts what a filter finds, whatever state it names. */
export async function countByState({ db }: Pick<Context, 'db'>, filter: Filter): Promise<StateCounts> {
  const counted = await statesCounted(db.read, filter);
  const counts: StateCounts = { unanswered: 0, answered: 0, solved: 0, other: 0 };
  for (const { state, count } of counted) counts[state ?? 'other'] = count;
  return counts;
}

export function statesCounted(db: Reader, filter: Filter) {
  return db
    .select({ state: sql<ThreadState | null>`${threads.state}`, count: sql<number>`count(*)` })
    .from(threads)
    .where(and(...conditions({ ...filter, state: undefined })))
    .groupBy(threads.state);
}

function conditions({ product, topic, kind, state, locale, tag, article }: Filter): (SQL | undefined)[] {
  return [
    isNull(threads.deletedAt),
    product === undefined ? undefined : eq(threads.product, product),
    topic === undefined ? undefined : eq(threads.topic, topic),
    kind === undefined ? undefined : eq(threads.kind, kind),
    state === undefined ? undefined : eq(threads.state, state),
    locale === undefined ? undefined : eq(threads.locale, locale),
    article === undefined ? undefined : eq(threads.article, article),
    tag === undefined
      ? undefined
      : sql`${threads.id} in (select ${threadTags.threadId} from ${threadTags} where ${threadTags.tag} = ${tag})`,
  ];
}

/** `older.{activeAt}.{id}`, in base 36. */
function cursorText(direction: Cursor['direction'], row: ThreadRow | undefined): string | undefined {
  return row && `${direction}.${row.activeAt.toString(36)}.${row.id.toString(36)}`;
}

/** A cursor out of an address; null for anything else. */
export function readCursor(text: string | undefined): Cursor | null {
  const [, direction, activeAt = '', id = ''] =
    /^(older|newer)\.([0-9a-z]{1,10})\.([0-9a-z]{1,10})$/.exec(text ?? '') ?? [];
  if (direction !== 'older' && direction !== 'newer') return null;
  return { direction, activeAt: Number.parseInt(activeAt, 36), id: Number.parseInt(id, 36) };
}

/** Questions solved last: in the reader's language, then, where those are few, in others. */
export async function freshlySolved({ db }: Context, locale: Locale, most: number): Promise<ThreadRow[]> {
  const own = await solvedInOrder(db.read, locale, most);
  if (own.length >= most) return own;
  const all = await solvedInOrder(db.read, undefined, most * 2);
  return [...own, ...all.filter((row) => row.locale !== locale)].slice(0, most);
}

export function solvedInOrder(db: Reader, locale: Locale | undefined, most: number) {
  return db
    .select(shownInRows)
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(
      and(
        isNull(threads.deletedAt),
        isNotNull(threads.solvedAt),
        locale === undefined ? undefined : eq(threads.locale, locale),
      ),
    )
    .orderBy(desc(threads.solvedAt))
    .limit(most);
}

/**
 * Threads to show beside an article: those asked from it, then those on its product and topic,
 * solved ones first; the reader's language before others.
 */
export async function threadsAbout(
  ctx: Context,
  { slug, products, topics }: Article,
  locale: Locale,
  most: number,
): Promise<ThreadRow[]> {
  const place: Filter = {
    ...{ kind: 'question', topic: topics[0] },
    product: products.length === 1 ? products[0] : undefined,
  };
  const asked: Filter = { kind: 'question', article: slug };
  return firstOf(ctx, most, [
    { ...asked, locale },
    { ...place, state: 'solved', locale },
    { ...place, locale },
    { ...asked, state: 'solved' },
    { ...place, state: 'solved' },
  ]);
}

/** Threads to show beside a product: solved ones first, the reader's language before others. */
export function threadsOfProduct(
  ctx: Context,
  product: string,
  locale: Locale,
  most: number,
): Promise<ThreadRow[]> {
  return firstOf(ctx, most, [
    { product, locale, state: 'solved' },
    { product, locale, kind: 'question' },
    { product, state: 'solved' },
  ]);
}

/** Fills a short list from one filter after another, each thread once. */
async function firstOf({ db }: Context, most: number, filters: Filter[]): Promise<ThreadRow[]> {
  const found = new Map<number, ThreadRow>();
  for (const filter of filters) {
    if (found.size >= most) break;
    for (const row of await threadsInOrder(db.read, filter, null, most)) found.set(row.id, row);
  }
  return [...found.values()].slice(0, most);
}

/** The threads of a kind last active, with their words; without a language, those in all of them. */
export function latestThreads(
  { db }: Pick<Context, 'db'>,
  { locale, kind }: Pick<Filter, 'locale' | 'kind'>,
  most: number,
) {
  const { id, slug, title, html, createdAt } = threads;
  return db.read
    .select({ id, slug, title, html, createdAt })
    .from(threads)
    .where(and(...conditions({ locale, kind })))
    .orderBy(desc(threads.activeAt), desc(threads.id))
    .limit(most);
}
