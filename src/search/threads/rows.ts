/**
 * Where texts of threads stand in the full text (threads_fts): one row for each title, question and
 * reply. A row's number says which text it is, so that ranking needs nothing but numbers:
 *
 *     part (2 bits) · thread (30 bits) · place in the thread (18 bits)
 *
 * All titles lie together, then all answers, and so on; within a part, the newest thread comes last.
 */
export const parts = ['title', 'answer', 'question', 'reply'] as const;
/** An answer is a reply that was accepted or that the maker gave. */
export type Part = (typeof parts)[number];

/** The thread stands above these. */
export const placeBits = 18;
const placeSpan = 2 ** placeBits;
const partSpan = 2 ** 48;
/** Replies behind this one are not searched. */
export const lastPlace = placeSpan - 1;

/** `place` counts the replies of a thread from 1; titles and questions have 0. */
export function rowOf(part: Part, threadId: number, place = 0): number {
  return parts.indexOf(part) * partSpan + threadId * placeSpan + place;
}

export const threadOf = (row: number): number => Math.floor((row % partSpan) / placeSpan);
export const placeOf = (row: number): number => row % placeSpan;
export const partOf = (row: number): Part => parts[Math.floor(row / partSpan)] ?? 'reply';

/** A stretch of rows, both ends included. */
export interface Stretch {
  from: number;
  to: number;
}

export function rowsOfPart(part: Part): Stretch {
  return { from: rowOf(part, 0), to: rowOf(part, 0) + partSpan - 1 };
}

/** One stretch in each part. */
export function rowsOfThread(threadId: number): Stretch[] {
  return parts.map((part) => ({ from: rowOf(part, threadId), to: rowOf(part, threadId, lastPlace) }));
}
