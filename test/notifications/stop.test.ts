import { expect, test } from 'vitest';
import { follows, threads } from '#db/schema/forum.ts';
import { stopPath } from '#src/letters/stop-link.ts';
import { stopLetters, aboutStopLink } from '#src/notifications/stop.ts';
import { newSite, today } from '#test/support/site.ts';

async function siteWithFollower() {
  const site = await newSite();
  await site.instance.db.write(async (tx) => {
    const words = { title: 'Leak', slug: 'leak', body: 'b', html: 'b', renderedBy: 1, locale: 'en' as const };
    await tx
      .insert(threads)
      .values({ id: 7, ...words, authorId: 'ana', createdAt: today, activeAt: today, submission: 's' });
    await tx.insert(follows).values([
      { threadId: 7, userId: 'ana', createdAt: today },
      { threadId: 7, userId: 'ben', createdAt: today },
    ]);
  });
  const path =
    stopPath(site.instance.secret, { kind: 'reply', userId: 'ana', locale: 'en', data: { threadId: '7' } }) ??
    '';
  return { ...site, token: path.split('/')[4] ?? '' };
}

test('the link in a letter ends that person’s letters about that thread, twice without harm', async () => {
  const { as, instance, token } = await siteWithFollower();
  expect(await aboutStopLink(as(null), token)).toMatchObject({ thread: { title: 'Leak' } });
  await stopLetters(as(null), token);
  await stopLetters(as(null), token);
  expect(await instance.db.read.select({ userId: follows.userId }).from(follows)).toEqual([
    { userId: 'ben' },
  ]);
});

test('a link for somebody else cannot be made up', async () => {
  const { as, token } = await siteWithFollower();
  await expect(stopLetters(as(null), token.replace('ana', 'ben'))).rejects.toMatchObject({
    reason: 'not_found',
  });
  await expect(stopLetters(as(null), 'ana.7.')).rejects.toMatchObject({ reason: 'not_found' });
});

test('letters about an account have no such link', () => {
  expect(
    stopPath('secret', { kind: 'password_changed', userId: 'ana', locale: 'en', data: { link: '/x' } }),
  ).toBeNull();
});
