import { eq, sql } from 'drizzle-orm';
import { openDatabase } from '#db/client.ts';
import { threads } from '#db/schema/forum.ts';
import { threadPath } from '#src/forum/address.ts';
import { demoEmail, demoPassword } from '#src/forum/demo.ts';
import type { DemoSite } from './site.ts';

/** A page of the demo that is measured. */
export interface Subject {
  name: string;
  /** Which limits it has to keep. */
  kind: 'home' | 'article' | 'threads' | 'thread' | 'search' | 'thread, signed in';
  path: string;
  /** Of whoever is signed in. */
  cookie?: string;
}

const article = 'washing-machine-will-not-drain';
const words = 'wont drain';
/** Replies of a thread that is long, but not unusually so. */
const longThread = 20;

/** The pages of the demo that stand for all others. */
export async function findSubjects(site: DemoSite): Promise<Subject[]> {
  const thread = await longThreadPath(site.databaseUrl);
  return [
    { name: 'home', kind: 'home', path: '/en/' },
    { name: 'article', kind: 'article', path: `/en/articles/${article}/` },
    { name: 'article, Greek', kind: 'article', path: `/el/articles/${article}/` },
    { name: 'thread list', kind: 'threads', path: '/en/community/' },
    { name: 'thread', kind: 'thread', path: thread },
    { name: 'search', kind: 'search', path: `/en/search/?q=${encodeURIComponent(words)}` },
    { name: 'thread, signed in', kind: 'thread, signed in', path: thread, cookie: await signIn(site) },
  ];
}

async function longThreadPath(databaseUrl: string): Promise<string> {
  const db = await openDatabase(databaseUrl);
  const [thread] = await db.read
    .select({ id: threads.id, slug: threads.slug })
    .from(threads)
    .where(eq(threads.locale, 'en'))
    .orderBy(sql`abs(${threads.postCount} - ${longThread})`, threads.id)
    .limit(1);
  await db.close();
  if (!thread) throw new Error('The demo has no thread.');
  return threadPath('en', thread);
}

/** Signs a customer of the demo in and returns the cookie to send. */
async function signIn({ origin }: DemoSite): Promise<string> {
  const answer = await fetch(`${origin}/en/sign-in/`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ email: demoEmail('ana'), password: demoPassword, next: '' }),
    redirect: 'manual',
  });
  const [cookie] = answer.headers.getSetCookie();
  if (!cookie) throw new Error(`Signing in answers ${answer.status} without a cookie.`);
  return cookie.split(';', 1).join('');
}
