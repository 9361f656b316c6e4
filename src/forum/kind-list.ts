import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { type IdeaStatus, ideaStatuses, type ThreadKind, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { type Catalog, findProduct } from '#src/catalog/catalog.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { kindPath } from './address.ts';
import { shownInRows, type ThreadRow, threadsPerPage } from './list.ts';

export const orders = ['votes', 'newest'] as const;

/** The list of one kind, in every language: there are fewer of them than of questions. */
export interface KindFilter {
  kind: Exclude<ThreadKind, 'question'>;
  product: string | undefined;
  /** Of ideas. */
  status: IdeaStatus | undefined;
  /** Ideas by who wants them too; everything else by when it was posted. */
  order: (typeof orders)[number];
}

/** One page of the threads of a kind, from 1. */
export async function listKind(
  { db }: Pick<Context, 'db'>,
  filter: KindFilter,
  page: number,
): Promise<{ rows: ThreadRow[]; hasNextPage: boolean }> {
  const found = await threadsOfKind(db.read, filter)
    .limit(threadsPerPage + 1)
    .offset((page - 1) * threadsPerPage);
  return { rows: found.slice(0, threadsPerPage), hasNextPage: found.length > threadsPerPage };
}

export function threadsOfKind(db: Reader, { kind, product, status, order }: KindFilter) {
  return db
    .select(shownInRows)
    .from(threads)
    .innerJoin(users, eq(users.id, threads.authorId))
    .where(
      and(
        eq(threads.kind, kind),
        isNull(threads.deletedAt),
        product === undefined ? undefined : eq(threads.product, product),
        status === undefined ? undefined : eq(threads.ideaStatus, status),
      ),
    )
    .orderBy(desc(order === 'votes' ? threads.meTooCount : threads.createdAt), desc(threads.id))
    .$dynamic();
}

/** The filter of an address; what does not exist is left out. Ideas begin with those most wanted. */
export function readKindFilter(
  query: URLSearchParams,
  catalog: Catalog,
  kind: KindFilter['kind'],
): KindFilter {
  const isIdea = kind === 'idea';
  return {
    kind,
    product: findProduct(catalog, query.get('product'))?.slug,
    status: isIdea ? ideaStatuses.find((status) => status === query.get('status')) : undefined,
    order: isIdea && query.get('order') !== 'newest' ? 'votes' : 'newest',
  };
}

/** The address of such a list. */
export function kindListPath(
  locale: Locale,
  filter: Partial<KindFilter> & Pick<KindFilter, 'kind'>,
  page = 1,
): string {
  const { kind, product, status, order } = filter;
  const query = new URLSearchParams({
    ...(product && { product }),
    ...(status && { status }),
    ...(kind === 'idea' && order === 'newest' && { order }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return `${kindPath(locale, kind)}${query && `?${query}`}`;
}
