import { z } from 'astro/zod';
import { voteReasons } from '#db/schema/articles.ts';

/** Characters of a comment, after trimming. */
export const longestComment = 1_000;

/** Reasons offered with each answer; the last needs words. */
export const reasonsFor = {
  yes: ['solved', 'clear', 'found', 'other'],
  no: ['did_not_work', 'unclear', 'not_my_problem', 'too_hard', 'other'],
} as const;

/** "Did this article help?", and the reason where `step` says that it was asked for. */
export const Vote = z
  .object({
    helpful: z.enum(['yes', 'no'], 'articles.vote.question'),
    step: z.literal('why').optional(),
    reason: z.enum(voteReasons, 'articles.vote.reason.missing').optional(),
    comment: z.string().trim().max(longestComment, 'articles.vote.comment.long').default(''),
  })
  .superRefine(({ step, reason, comment }, { addIssue }) => {
    if (step && !reason && !comment)
      addIssue({ code: 'custom', path: ['reason'], message: 'articles.vote.reason.missing' });
    if (reason === 'other' && !comment)
      addIssue({ code: 'custom', path: ['comment'], message: 'articles.vote.comment.missing' });
  });
export type Vote = z.output<typeof Vote>;
