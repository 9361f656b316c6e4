import { describe, expect, test } from 'vitest';
import { storyConsents, threads } from '#db/schema/forum.ts';
import { users } from '#db/schema/accounts.ts';
import { deleteAccount } from '#src/accounts/deletion.ts';
import { takeOut } from '#src/accounts/export.ts';
import { hashPassword } from '#src/accounts/passwords.ts';
import { threadForms } from '#src/forum/forms.ts';
import { haveThisToo } from '#src/forum/me-too.ts';
import { readThread } from '#src/forum/reading.ts';
import { consentToShow, storiesOfProduct, storiesShown } from '#src/forum/stories.ts';
import { deleteThread, lockThread } from '#src/forum/threads.ts';
import { newIdea, newStory } from '#test/support/forum.ts';
import { newSite, type TestSite, today } from '#test/support/site.ts';

const w80 = 'washing-machine-w80';
const shownOn = async ({ as }: TestSite, product = w80, locale: 'en' | 'el' = 'en') =>
  (await storiesOfProduct(as(null), product, locale, 3)).map(({ id }) => id);

describe('a story', () => {
  test('is shown on the page of its product only with its author’s consent', async () => {
    const site = await newSite();
    await newStory(site.as('ana'));
    expect(await shownOn(site)).toEqual([]);
    const shown = await newStory(site.as('ben'), { consent: 'yes' });
    expect(await shownOn(site)).toEqual([shown.id]);
    expect(await shownOn(site, 'espresso-machine-c3')).toEqual([]);
    expect((await readThread(site.as(null), shown.id)).thread.shownAt).toBe(today);
  });

  test('anything but a ticked box is no consent, and consent without a product is asked about', () => {
    const words = { title: 'Six years with a W80', body: 'It has been washing for six years.' };
    for (const consent of [undefined, '', 'no', 'on', 'true', ['yes', 'yes']])
      expect(threadForms.story.parse({ ...words, product: w80, consent }).consent).toBe(false);
    const read = threadForms.story.safeParse({ ...words, product: '', consent: 'yes' });
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['product', 'forum.story.product.missing'],
    ]);
  });

  test('may be withdrawn and given again by its author at any time, and by nobody else', async () => {
    const site = await newSite();
    const { as, instance } = site;
    const { id } = await newStory(as('ana'), { consent: 'yes' });
    for (const person of ['ben', 'eli', 'root'] as const)
      await expect(consentToShow(as(person), id, false)).rejects.toMatchObject({ reason: 'not_allowed' });
    await expect(consentToShow(as(null), id, false)).rejects.toMatchObject({ reason: 'signed_out' });
    await lockThread(as('root'), id, true);
    await consentToShow(as('ana', { now: today + 1 }), id, false);
    await consentToShow(as('ana', { now: today + 2 }), id, false);
    expect(await shownOn(site)).toEqual([]);
    await consentToShow(as('ana', { now: today + 3 }), id, true);
    expect(await shownOn(site)).toEqual([id]);
    const said = await instance.db.read.select().from(storyConsents);
    expect(said.map(({ answer, createdAt }) => [answer, createdAt - today])).toEqual([
      ['given', 0],
      ['withdrawn', 1],
      ['given', 3],
    ]);
  });

  test('is the only kind that can be shown so, and is not shown once deleted', async () => {
    const site = await newSite();
    const { as } = site;
    const idea = await newIdea(as('ana'));
    await expect(consentToShow(as('ana'), idea.id, true)).rejects.toMatchObject({ reason: 'wrong_kind' });
    const { id } = await newStory(as('ana'), { consent: 'yes' });
    await deleteThread(as('ana'), id);
    expect(await shownOn(site)).toEqual([]);
    await expect(consentToShow(as('ana'), id, true)).rejects.toMatchObject({ reason: 'not_found' });
  });

  test('is nothing that others can have too', async () => {
    const { as } = await newSite();
    const { id } = await newStory(as('ana'));
    await expect(haveThisToo(as('ben'), id, true)).rejects.toMatchObject({ reason: 'wrong_kind' });
  });
});

describe('the stories of a product', () => {
  test('are three, in the reader’s language first, the latest first', async () => {
    const site = await newSite();
    const told = async (locale: 'en' | 'el', after: number) =>
      (await newStory(site.as('ana', { locale, now: today + after }), { consent: 'yes' })).id;
    const greek = await told('el', 1);
    const [first, second, third] = [await told('en', 2), await told('en', 3), await told('en', 4)];
    expect(await shownOn(site, w80, 'el')).toEqual([greek, third, second]);
    expect(await shownOn(site, w80, 'en')).toEqual([third, second, first]);
  });

  test('are found by the index of what is shown', async () => {
    const { instance } = await newSite();
    for (const locale of [undefined, 'el'] as const) {
      const { sql, params } = storiesShown(instance.db.read, w80, locale, 3).toSQL();
      const args = params as string[];
      const { rows } = await instance.db.client.execute({ sql: `explain query plan ${sql}`, args });
      const plan = rows.map(({ detail }) => String(detail)).join('\n');
      expect(plan).toMatch(/^SEARCH threads USING INDEX threads_shown/);
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  });
});

test('consent is in the export and ends with the account', async () => {
  const site = await newSite();
  const { as, instance } = site;
  const { id } = await newStory(as('ana'), { consent: 'yes' });
  const taken = JSON.parse(await takeOut(as('ana'))) as { threads: unknown[] };
  expect(taken.threads).toMatchObject([
    { id, kind: 'story', consents: [{ answer: 'given', saidAt: new Date(today).toISOString() }] },
  ]);
  const passwordHash = await hashPassword('a rather long password');
  await instance.db.write((tx) => tx.update(users).set({ passwordHash }));
  await deleteAccount(as('ana'), 'a rather long password');
  expect(await shownOn(site)).toEqual([]);
  expect(await instance.db.read.$count(threads)).toBe(1);
  expect((await instance.db.read.select().from(storyConsents)).map(({ answer }) => answer)).toEqual([
    'given',
    'withdrawn',
  ]);
});
