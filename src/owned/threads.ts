import { and, desc, eq, isNull } from 'drizzle-orm';
import { threads } from '#db/schema/forum.ts';
import { type Context, requireActor } from '#src/accounts/context.ts';

const shownThreads = 5;

/** What the actor asked about a product, the latest said first. */
export async function myThreadsAbout(ctx: Context, product: string) {
  const { id } = requireActor(ctx);
  return ctx.db.read
    .select({ id: threads.id, slug: threads.slug, title: threads.title, locale: threads.locale })
    .from(threads)
    .where(and(eq(threads.authorId, id), eq(threads.product, product), isNull(threads.deletedAt)))
    .orderBy(desc(threads.activeAt))
    .limit(shownThreads);
}
