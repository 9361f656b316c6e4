import { and, asc, eq, gte, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { type ComplaintOutcome, complaints, threads } from '#db/schema/forum.ts';
import type { Context } from '#src/accounts/context.ts';
import { startOfYear, yearOf } from '#src/lib/working-days.ts';

/** What became of the complaints of one year, deleted ones left out. */
export interface ComplaintFigures {
  year: number;
  received: number;
  /** Replied to by the end of the promise, and after it. */
  inTime: number;
  late: number;
  /** Not replied to: with time left, and past the promise. */
  waiting: number;
  overdue: number;
  /** Of those whose promise was kept or broken, the share that was kept; null where there is none. */
  keptRate: number | null;
  outcomes: Record<ComplaintOutcome, number>;
  /** Without an outcome. */
  open: number;
  /** Of those with an outcome: how many of their authors said that it held, and that it did not. */
  held: number;
  notHeld: number;
  /** From sending to the first reply, in milliseconds; null while there was none. */
  medianReplyMs: number | null;
}

/** The public figures of each year in which complaints were received or could have been, the latest first. */
export async function complaintFigures(ctx: Context): Promise<ComplaintFigures[]> {
  const { timeZone } = ctx.catalog.site.working;
  const [first] = await firstComplaint(ctx.db.read);
  const last = yearOf(ctx.now, timeZone);
  const from = first ? Math.min(yearOf(first.at, timeZone), last) : last;
  const years = Array.from({ length: last - from + 1 }, (_, index) => last - index);
  const figures: ComplaintFigures[] = [];
  for (const year of years) figures.push(await figuresOf(ctx, year, timeZone));
  return figures;
}

async function figuresOf({ db, now }: Context, year: number, timeZone: string): Promise<ComplaintFigures> {
  const span = { from: startOfYear(year, timeZone), to: startOfYear(year + 1, timeZone) };
  const [counted] = await complaintsCounted(db.read, span, now);
  if (!counted) throw new Error('A count gave no row.');
  const { outcomes, ...rest } = counted;
  const decided = rest.inTime + rest.late + rest.overdue;
  return {
    year,
    ...rest,
    keptRate: decided === 0 ? null : rest.inTime / decided,
    outcomes,
    medianReplyMs: await medianReply(db.read, span, rest.inTime + rest.late),
  };
}

interface Span {
  from: number;
  to: number;
}

const inSpan = ({ from, to }: Span) =>
  and(
    eq(threads.kind, 'complaint'),
    isNull(threads.deletedAt),
    gte(threads.createdAt, from),
    lt(threads.createdAt, to),
  );

const count = (which: SQL) => sql<number>`coalesce(sum(${which}), 0)`;

export function complaintsCounted(db: Reader, span: Span, now: number) {
  const { promisedAt, repliedAt } = threads;
  const ended = (outcome: ComplaintOutcome) => count(sql`${complaints.outcome} is ${outcome}`);
  return db
    .select({
      received: sql<number>`count(*)`,
      inTime: count(sql`${repliedAt} is not null and ${repliedAt} <= ${promisedAt}`),
      late: count(sql`${repliedAt} is not null and ${repliedAt} > ${promisedAt}`),
      waiting: count(sql`${repliedAt} is null and ${promisedAt} >= ${now}`),
      overdue: count(sql`${repliedAt} is null and ${promisedAt} < ${now}`),
      open: count(sql`${complaints.outcome} is null`),
      outcomes: {
        repaired: ended('repaired'),
        replaced: ended('replaced'),
        refunded: ended('refunded'),
        explained: ended('explained'),
        declined: ended('declined'),
      },
      held: count(sql`${complaints.held} is 'yes'`),
      notHeld: count(sql`${complaints.held} is 'no'`),
    })
    .from(threads)
    .leftJoin(complaints, eq(complaints.threadId, threads.id))
    .where(inSpan(span));
}

/** The middle one of so many replies, or between the two in the middle. */
async function medianReply(db: Reader, span: Span, replied: number): Promise<number | null> {
  if (replied === 0) return null;
  const middle = await repliesByWait(db, span)
    .limit(replied % 2 === 0 ? 2 : 1)
    .offset(Math.floor((replied - 1) / 2));
  return middle.reduce((sum, { wait }) => sum + wait, 0) / middle.length;
}

export function repliesByWait(db: Reader, span: Span) {
  const wait = sql<number>`${threads.repliedAt} - ${threads.createdAt}`;
  return db
    .select({ wait })
    .from(threads)
    .where(and(inSpan(span), isNotNull(threads.repliedAt)))
    .orderBy(asc(wait));
}

function firstComplaint(db: Reader) {
  return db
    .select({ at: threads.createdAt })
    .from(threads)
    .where(and(eq(threads.kind, 'complaint'), isNull(threads.deletedAt)))
    .orderBy(asc(threads.createdAt))
    .limit(1);
}
