import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/accounts.ts';
import { type Locale, locales } from '#src/i18n/locales.ts';
import { indexThreads } from '#src/search/threads/threads.ts';

/** Made-up threads: seeded words whose frequencies fall as those of a real language do (Zipf). */
export interface Corpus {
  /** A word of a language; 0 is the commonest. */
  word(locale: Locale, rank: number): string;
  thread(id: number): { locale: Locale; title: string; question: string; replies: string[] };
}

const wordsOfLanguage = 30_000;
const threadsInOneTransaction = 5_000;
const dayMs = 86_400_000;
const products = [
  'washing-machine-w80',
  'fridge-freezer-k340',
  'espresso-machine-e3',
  'cordless-drill-t18',
  null,
];

const sounds: Record<Locale, { first: string; last: string }> = {
  en: { first: 'b c d f g h l m n p r s t w st br', last: 'a e i o u ea ou in er an' },
  el: { first: 'β γ δ θ κ λ μ ν π ρ σ τ φ στ πρ', last: 'α ε ι ο η ου αι ών ή ά' },
  hu: { first: 'b d f g h k l m n p r s sz t v gy', last: 'a á e é i o ö ő u ü' },
  fr: { first: 'b c d f g j l m n p r s t v ch br', last: 'a e é è i o u ou on eau' },
  es: { first: 'b c d f g j l m n ñ p r s t v tr', last: 'a e i o u á é í ó an' },
  sv: { first: 'b d f g h k l m n p r s t v sk st', last: 'a e i o u y å ä ö en' },
};

/** Old enough that nobody who replies now is compared with what was said then. */
const replyAgeMs = 30 * dayMs;

/** The same numbers for the same seed, 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function madeUp(): Corpus {
  const vocabularies = Object.fromEntries(
    locales.map((locale, index) => [locale, vocabularyOf(locale, seeded(index + 1))]),
  ) as Record<Locale, string[]>;
  const upTo: number[] = [];
  let sum = 0;
  for (let rank = 0; rank < wordsOfLanguage; rank += 1) upTo.push((sum += 1 / (rank + 3)));
  const rankAt = (share: number) => {
    let [low, high] = [0, wordsOfLanguage - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) < share * sum) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    word: (locale, rank) => vocabularies[locale][rank] ?? '',
    thread: (id) => {
      const random = seeded(id);
      // Half of them in English: one language is always larger than the others.
      const locale = random() < 0.5 ? 'en' : (locales[Math.floor(random() * locales.length)] ?? 'en');
      const text = (least: number, most: number) =>
        Array.from(
          { length: least + Math.floor(random() * (most - least)) },
          () => vocabularies[locale][rankAt(random())] ?? '',
        ).join(' ');
      const title = text(3, 9);
      const question = text(15, 60);
      return {
        locale,
        title,
        question,
        replies: Array.from({ length: Math.floor(random() ** 2 * 8) }, () => text(8, 50)),
      };
    },
  };
}

function vocabularyOf(locale: Locale, random: () => number): string[] {
  const { first, last } = sounds[locale];
  const pick = (list: string) => {
    const choices = list.split(' ');
    return choices[Math.floor(random() * choices.length)] ?? '';
  };
  const words = new Set<string>();
  while (words.size < wordsOfLanguage)
    words.add(Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(first) + pick(last)).join(''));
  return [...words];
}

/** Fills a database with threads `1` to `count`, words indexed; tells `progress` how many it wrote. */
export async function writeCorpus(
  db: Database,
  corpus: Corpus,
  count: number,
  now: number,
  progress: (threads: number) => void,
): Promise<void> {
  await db.write((tx) =>
    tx.insert(users).values({
      id: 'bench',
      name: 'bench',
      displayName: 'Bench',
      email: 'bench@example.com',
      locale: 'en',
      role: 'customer',
      emailVerifiedAt: now,
      createdAt: now,
    }),
  );
  for (let first = 1; first <= count; first += threadsInOneTransaction) {
    const ids = Array.from(
      { length: Math.min(threadsInOneTransaction, count - first + 1) },
      (_, at) => first + at,
    );
    const written = ids.map((id) => ({ id, ...corpus.thread(id) }));
    const heads = JSON.stringify(
      written.map(({ id, locale, title, question, replies }) => [
        ...[id, locale, products[id % products.length], title, question],
        ...[
          replies.length,
          id % 5 < 2 && replies.length > 0 ? now : null,
          now - (1_500 - (1_500 * id) / count) * dayMs,
        ],
      ]),
    );
    const answers = JSON.stringify(
      written.flatMap(({ id, replies }) => replies.map((reply, at) => [id, at, reply])),
    );
    await db.write(async (tx) => {
      await tx.run(sql`
        insert into threads (id, locale, product, title, slug, body, html, rendered_by, author_id, created_at,
          active_at, post_count, answer_count, solved_at, submission)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'x', value ->> 4, '<p>' || (value ->> 4) || '</p>',
          1, 'bench', cast(value ->> 7 as integer), cast(value ->> 7 as integer), value ->> 5, value ->> 5, value ->> 6, value ->> 0
        from json_each(${heads})`);
      await tx.run(sql`
        insert into posts (thread_id, body, html, rendered_by, author_id, created_at, submission)
        select value ->> 0, value ->> 2, '<p>' || (value ->> 2) || '</p>', 1, 'bench', ${now - replyAgeMs},
          (value ->> 0) || '.' || (value ->> 1)
        from json_each(${answers})`);
      await tx.run(sql`
        insert into solutions (thread_id, post_id, accepted_by, created_at)
        select thread_id, min(id), 'bench', ${now} from posts
        where thread_id between ${first} and ${ids.at(-1) ?? first}
        and thread_id in (select id from threads where solved_at is not null) group by thread_id`);
      await indexThreads(tx, ids);
    });
    progress(ids.at(-1) ?? first);
  }
  // As on a site that has been up for a while, not as right after a flood.
  await db.client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
}
