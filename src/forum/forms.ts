import { z } from 'astro/zod';
import { complaintOutcomes, type ThreadKind } from '#db/schema/forum.ts';
import type { Key } from '#src/i18n/translate.ts';
import { newId } from '#src/lib/ids.ts';

/** Lengths in characters: a reader counts an emoji once. */
export const titleLength = { least: 12, most: 120 };
export const bodyLength = { least: 20, most: 32_000 };
const replyLeast = 2;
/** Of what is said in plain text beside the words themselves. */
const aimLength = { least: 10, most: 1_000 };
const longestReference = 60;
const mostTags = 5;

const characters = (text: string) => [...text].length;
/** Something to see: not only spaces, marks and signs without a width. */
const isVisible = (text: string) => /[^\p{C}\p{Z}\p{M}]/u.test(text);
// No control characters but the line's end and the tab, and none of the codes that stand for no character.
const withoutControls = (text: string) => text.replace(/[^\P{Cc}\n\t]|\p{Noncharacter_Code_Point}/gu, '');

const title = z
  .string('forum.title.short')
  .transform((text) => withoutControls(text).replace(/\s+/g, ' ').trim())
  .refine((text) => characters(text) >= titleLength.least && isVisible(text), 'forum.title.short')
  .refine((text) => characters(text) <= titleLength.most, 'forum.title.long');

const body = (least: number, short: Key) =>
  z
    .string(short)
    .transform((text) => withoutControls(text).replace(/^\s*\n|\s+$/g, ''))
    .refine((text) => characters(text) >= least && isVisible(text), short)
    .refine((text) => characters(text) <= bodyLength.most, 'forum.body.long');

/** Plain text of a few lines; with `short` there has to be some. */
const lines = (short?: Key) =>
  z
    .string(short)
    .transform((text) => withoutControls(text).trim())
    .refine((text) => characters(text) <= aimLength.most, 'forum.lines.long')
    .refine((text) => !short || (characters(text) >= aimLength.least && isVisible(text)), short);

/** An order or claim number; anything short is taken as it is. */
const reference = z
  .string()
  .default('')
  .transform((text) => withoutControls(text).replace(/\s+/g, ' ').trim())
  .refine((text) => characters(text) <= longestReference, 'forum.complaint.reference.long');

/** A box that has been ticked. */
const ticked = z
  .literal('yes')
  .optional()
  .catch(undefined)
  .transform((value) => value === 'yes');

/** "E18, pump" → e18, pump. */
const tags = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map(asTag)
        .filter(Boolean),
    ),
  ])
  .refine((list) => list.length <= mostTags, 'forum.tags.many')
  .refine((list) => list.every((tag) => characters(tag) <= 24), 'forum.tags.long');

/** Letters, digits and hyphens of any script, in lower case. */
export function asTag(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** What the form carries so that sending it twice makes one post; a form without one gets its own. */
const submission = z
  .string()
  .regex(/^[a-z2-7]{26}$/)
  .catch(() => newId());

/** Which button was pressed: the one that shows, or the one that posts. */
const pressed = z.enum(['preview', 'post']).catch('post');
const slug = z.string().max(100).optional();

const words = { title, body: body(bodyLength.least, 'forum.words.short'), product: slug, do: pressed };

/** What may be filled in to begin a thread, whatever its kind. */
export interface Asked {
  title: string;
  body: string;
  product?: string | undefined;
  topic?: string | undefined;
  article?: string | undefined;
  tags?: string[] | undefined;
  /** Of an idea: why; of a complaint: what would put it right. */
  aim?: string | undefined;
  /** Of a complaint, and not for everybody. */
  reference?: string | undefined;
  /** Of a story: whether it may be shown on the product's page. */
  consent?: boolean | undefined;
  submission: string;
  do: z.output<typeof pressed>;
}
/** What may be changed of it. */
export type Edited = Omit<Asked, 'submission' | 'article' | 'consent'>;

const asked = { ...words, body: body(bodyLength.least, 'forum.body.short'), topic: slug, tags };
const proposed = { ...words, aim: lines('forum.idea.why.short') };
const complained = { ...words, aim: lines('forum.complaint.wish.short'), reference };

/** What somebody fills in to ask. */
export const Question = z.object({ ...asked, article: slug, submission });
export type Question = z.output<typeof Question>;
export const EditedQuestion = z.object(asked);

/** Who lets a story be shown on a product's page says of which product it tells. */
const Story = z
  .object({ ...words, consent: ticked, submission })
  .refine(({ consent, product }) => !consent || product, {
    path: ['product'],
    error: 'forum.story.product.missing',
  });

/** The form that begins a thread of a kind. */
export const threadForms = {
  question: Question,
  idea: z.object({ ...proposed, submission }),
  story: Story,
  complaint: z.object({ ...complained, submission }),
} satisfies Record<ThreadKind, z.ZodType<Asked>>;

/** The form that changes its words. */
export const editForms = {
  question: EditedQuestion,
  idea: z.object(proposed),
  story: z.object(words),
  complaint: z.object(complained),
} satisfies Record<ThreadKind, z.ZodType<Edited>>;

export const Reply = z.object({
  body: body(replyLeast, 'forum.reply.short'),
  official: ticked,
  submission,
  do: pressed,
});
export type Reply = z.output<typeof Reply>;
export const EditedReply = Reply.pick({ body: true, do: true });

/** Where an idea is said to stand; who declines it says why. */
export const IdeaDecision = z
  .object({
    status: z.enum(['considered', 'planned', 'done', 'declined'], 'forum.decide.missing'),
    reason: lines(),
  })
  .refine(({ status, reason }) => status !== 'declined' || reason !== '', {
    path: ['reason'],
    error: 'forum.decide.reason.missing',
  });
export type IdeaDecision = z.output<typeof IdeaDecision>;

/** How a complaint is said to have ended; who declines or explains it says why, and by which of the clauses. */
export const complaintDecision = (isClause: (id: string) => boolean) =>
  z
    .object({
      outcome: z.enum(complaintOutcomes, 'forum.decide.missing'),
      clause: z.string().trim().max(100).default(''),
      reason: lines(),
    })
    .refine(({ outcome, reason }) => !['declined', 'explained'].includes(outcome) || reason !== '', {
      path: ['reason'],
      error: 'forum.decide.reason.missing',
    })
    .refine(({ outcome, clause }) => (outcome !== 'declined' && clause === '') || isClause(clause), {
      path: ['clause'],
      error: 'forum.decide.clause.missing',
    });
export type ComplaintDecision = z.output<ReturnType<typeof complaintDecision>>;

/** A button that says which state it wants, so that pressing it twice is pressing it once. */
export const Wanted = z.object({ to: z.enum(['yes', 'no'], 'refusal.invalid') });
