import { threadPath } from './address.ts';
import { excerptOf } from './markdown.ts';
import type { Author, ShownPost, ShownThread } from './reading.ts';

const longestText = 1_000;
/** Answers told of beside the accepted ones. */
const mostSuggested = 5;

/** A thread as schema.org's QAPage. */
export function questionData(shown: ShownThread, publicUrl: string, someone: string) {
  const { thread, solutions, posts } = shown;
  const url = publicUrl + threadPath(thread.locale, thread);
  const nameOf = (author: Author) => ({
    '@type': 'Person',
    name: author.deletedAt === null ? author.displayName : someone,
  });
  const answer = (post: ShownPost) => ({
    '@type': 'Answer',
    text: excerptOf(post.html, longestText),
    url: `${url}#post-${post.id}`,
    dateCreated: new Date(post.createdAt).toISOString(),
    upvoteCount: post.voteCount,
    author: nameOf(post.author),
  });
  const accepted = new Set(solutions.map(({ post }) => post.id));
  const others = posts.filter(({ id, deletedAt }) => deletedAt === null && !accepted.has(id));
  return {
    '@context': 'https://schema.org',
    '@type': 'QAPage',
    inLanguage: thread.locale,
    mainEntity: {
      '@type': 'Question',
      name: thread.title,
      text: excerptOf(thread.html, longestText),
      url,
      dateCreated: new Date(thread.createdAt).toISOString(),
      answerCount: thread.postCount,
      upvoteCount: thread.meTooCount,
      author: nameOf(shown.author),
      acceptedAnswer: solutions.map(({ post }) => answer(post)),
      suggestedAnswer: others.slice(0, mostSuggested).map(answer),
    },
  };
}
