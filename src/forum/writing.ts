import { and, eq, gt } from 'drizzle-orm';
import { users } from '#db/schema/accounts.ts';
import { posts, threads } from '#db/schema/forum.ts';
import type { Actor, Context } from '#src/accounts/context.ts';
import type { Limit } from '#src/accounts/limits.ts';
import { can } from '#src/accounts/roles.ts';
import { Refusal } from '#src/lib/refusal.ts';
import { countForeignLinks, renderMarkdown, rendererVersion } from './markdown.ts';

/** The level at which the headings of a question and of a reply begin. */
export const headingsOf = { question: 3, reply: 4 } as const;

/** Somebody is new for a day, and until so many questions and replies are written. */
const newcomerMs = 86_400_000;
const newcomerPosts = 3;
/** Links to elsewhere in one post of a newcomer. */
const newcomerLinks = 2;
/** For so long the same words by the same person count as sent twice. */
export const sameWordsMs = 5 * 60_000;

/** Body, HTML and renderer of a post, as they are stored. */
export type Rendered = Pick<typeof posts.$inferInsert, 'body' | 'html' | 'renderedBy'>;

export function render(ctx: Context, what: keyof typeof headingsOf, body: string): Rendered {
  const html = renderMarkdown(body, {
    headings: headingsOf[what],
    publicUrl: ctx.settings.publicUrl,
  });
  return { body, html, renderedBy: rendererVersion };
}

/** How a post would look. Throws Refusal `too_often`. */
export async function preview(ctx: Context, what: keyof typeof headingsOf, body: string): Promise<string> {
  await ctx.limits.spend('preview', ctx.actor?.id ?? ctx.address);
  return render(ctx, what, body).html;
}

/**
 * Counts a question or a reply against its writer's limits; staff has none. Throws Refusal
 * `too_many_links` for a newcomer's third link to elsewhere, `too_often`.
 */
export async function admit(
  ctx: Context,
  actor: Actor,
  what: keyof typeof headingsOf,
  { html }: Rendered,
): Promise<void> {
  if (can(actor, 'write without limit')) return;
  const isNew = await isNewcomer(ctx, actor);
  if (isNew && countForeignLinks(html) > newcomerLinks) throw new Refusal('too_many_links');
  for (const limit of limitsOf[what][isNew ? 'newcomer' : 'member']) await ctx.limits.spend(limit, actor.id);
}

const limitsOf: Record<keyof typeof headingsOf, Record<'newcomer' | 'member', Limit[]>> = {
  question: { newcomer: ['thread newcomer'], member: ['thread'] },
  reply: { newcomer: ['reply minute', 'reply newcomer'], member: ['reply minute', 'reply day'] },
};

/** Whether somebody joined less than a day ago or has hardly written yet. */
async function isNewcomer({ db, now }: Context, { id }: Actor): Promise<boolean> {
  const aged = await db.read.$count(users, and(eq(users.id, id), gt(users.createdAt, now - newcomerMs)));
  if (aged > 0) return true;
  const [asked, replied] = await Promise.all(
    [threads, posts].map((table) =>
      db.read.select({ id: table.id }).from(table).where(eq(table.authorId, id)).limit(newcomerPosts),
    ),
  );
  return (asked?.length ?? 0) + (replied?.length ?? 0) < newcomerPosts;
}
