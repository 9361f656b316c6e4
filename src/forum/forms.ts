import { z } from 'astro/zod';
import { newId } from '#src/lib/ids.ts';

/** Lengths in characters: a reader counts an emoji once. */
export const titleLength = { least: 12, most: 120 };
export const bodyLength = { least: 20, most: 32_000 };
const replyLeast = 2;
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

const body = (least: number, short: 'forum.body.short' | 'forum.reply.short') =>
  z
    .string(short)
    .transform((text) => withoutControls(text).replace(/^\s*\n|\s+$/g, ''))
    .refine((text) => characters(text) >= least && isVisible(text), short)
    .refine((text) => characters(text) <= bodyLength.most, 'forum.body.long');

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

/** What somebody fills in to ask. */
export const Question = z.object({
  title,
  body: body(bodyLength.least, 'forum.body.short'),
  product: slug,
  topic: slug,
  article: slug,
  tags,
  submission,
  do: pressed,
});
export type Question = z.output<typeof Question>;

export const Reply = z.object({
  body: body(replyLeast, 'forum.reply.short'),
  official: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((value) => value === 'yes'),
  submission,
  do: pressed,
});
export type Reply = z.output<typeof Reply>;

export const EditedQuestion = Question.omit({ submission: true, article: true });
export type EditedQuestion = z.output<typeof EditedQuestion>;
export const EditedReply = Reply.pick({ body: true, do: true });

/** A button that says which state it wants, so that pressing it twice is pressing it once. */
export const Wanted = z.object({ to: z.enum(['yes', 'no'], 'refusal.invalid') });
