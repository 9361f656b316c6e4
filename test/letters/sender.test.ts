import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { letters } from '#db/schema/letters.ts';
import type { Instance } from '#src/accounts/context.ts';
import { type LetterData, writeLetter } from '#src/letters/outbox.ts';
import { sendDueLetters } from '#src/letters/sender.ts';
import { openTransport, type Transport } from '#src/letters/transport.ts';
import { type MailServer, startMailServer } from '#test/support/mail-server.ts';
import { newSite, today } from '#test/support/site.ts';

const minute = 60_000;
const reply: LetterData['reply'] = {
  name: 'Ana Kovács',
  author: 'Eli',
  title: 'W80 stops with water in the drum',
  excerpt: 'Open the filter.\nThen <b>rinse</b> it.',
  link: '/en/community/7/w80-stops/#reply-17',
  threadId: '7',
  asker: 'yes',
};
const ana = { userId: 'ana', email: 'ana@example.com', locale: 'hu' } as const;

let mail: MailServer;
let instance: Instance;
let transport: Transport;
beforeEach(async () => {
  mail = await startMailServer();
  ({ instance } = await newSite({ SMTP_URL: mail.url, MAIL_FROM: 'Halvard help <help@halvard.example>' }));
  transport = openTransport(instance.settings);
});
afterEach(async () => {
  transport.close();
  await mail.close();
});

const write = (event = 'reply:17', to: typeof ana = ana) =>
  instance.db.write((tx) => writeLetter(tx, 'reply', event, to, reply, today));
const send = (now = today) => sendDueLetters(instance, transport, () => now);

describe('a letter', () => {
  test('goes to its reader in their language, as text and HTML, with links on the public address', async () => {
    await write();
    expect(await send()).toBe(1);
    const [letter] = mail.received;
    expect(letter?.subject).toBe('Eli válaszolt: W80 stops with water in the drum');
    expect(letter?.from?.address).toBe('help@halvard.example');
    expect(letter?.text).toContain('https://help.example.com/en/community/7/w80-stops/#reply-17');
    expect(letter?.text).toContain('> Then <b>rinse</b> it.');
    expect(letter?.html).toContain('Then &lt;b&gt;rinse&lt;/b&gt; it.');
    expect(letter?.html).toContain('lang="hu"');
  });

  test('is ended by one click, without signing in (RFC 8058)', async () => {
    await write();
    await send();
    const headers = new Map(mail.received[0]?.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('list-unsubscribe')).toMatch(
      /^<https:\/\/help\.example\.com\/hu\/letters\/stop\/ana\.7\.[0-9a-f]{40}\/>$/,
    );
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  test('about the same event is written once for each recipient', async () => {
    await write();
    await write();
    expect(await send()).toBe(1);
  });

  test('is not sent when its transaction failed', async () => {
    const failing = instance.db.write(async (tx) => {
      await writeLetter(tx, 'reply', 'reply:18', ana, reply, today);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow();
    expect(await send()).toBe(0);
  });

  test('forgets its words once it is sent, for links in it may be secrets', async () => {
    await write();
    await send();
    expect(await instance.db.read.select({ data: letters.data }).from(letters)).toEqual([{ data: {} }]);
  });

  test('cannot be given another header by a line break in a name or a title', async () => {
    const data = { ...reply, author: 'Eli\r\nBcc: victim@example.com', title: 'a\nX-Evil: 1' };
    await instance.db.write((tx) => writeLetter(tx, 'reply', 'reply:19', ana, data, today));
    await send();
    const keys = mail.received[0]?.headers.map(({ key }) => key);
    expect(keys).not.toContain('bcc');
    expect(keys).not.toContain('x-evil');
  });
});

describe('a mail server that fails', () => {
  test('for a moment gets the letter again after a minute, under the same Message-ID', async () => {
    await write();
    mail.refuseNext(1);
    expect(await send()).toBe(0);
    expect(await send(today + minute - 1)).toBe(0);
    expect(await send(today + minute)).toBe(1);
    expect(mail.received).toHaveLength(1);
  });

  test('for days is tried less and less often, then given up', async () => {
    await write();
    mail.refuseNext(99);
    let now = today;
    for (let day = 0; day < 96; day += 1, now += 30 * minute) await send(now);
    const [row] = await instance.db.read.select().from(letters);
    expect(row).toMatchObject({ attempts: 7, error: 'EMESSAGE 451', sentAt: null });
    expect(row?.failedAt).not.toBeNull();
  });

  test('that knows no such recipient is not asked again', async () => {
    mail.rejected.add('ana@example.com');
    await write();
    await send();
    const [row] = await instance.db.read.select().from(letters);
    expect(row?.failedAt).toBe(today);
    expect(row?.error).not.toContain('ana@');
  });

  test('for one letter does not hold up the others', async () => {
    mail.rejected.add('ana@example.com');
    await write();
    await write('reply:17', { ...ana, email: 'ben@example.com' as never });
    expect(await send()).toBe(1);
  });
});

describe('a process that dies', () => {
  test('after the server took the letter and before we noted it sends it again with the same Message-ID', async () => {
    await write();
    await send();
    await instance.db.write((tx) =>
      tx.update(letters).set({ sentAt: null, claimedAt: today, data: { ...reply } }),
    );
    expect(await send(today + minute)).toBe(0);
    expect(await send(today + 3 * minute)).toBe(1);
    const ids = mail.received.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('while two others send: each letter is sent by one of them', async () => {
    for (let index = 0; index < 20; index += 1) await write(`reply:${index}`);
    const counts = await Promise.all([send(), send()]);
    expect(counts[0] + counts[1]).toBe(20);
    expect(new Set(mail.received.map(({ messageId }) => messageId)).size).toBe(20);
  });
});

test('without a mail server letters become .eml files, oldest first by name', async () => {
  const site = await newSite();
  const files = openTransport(site.instance.settings);
  await site.instance.db.write((tx) => writeLetter(tx, 'reply', 'reply:2', ana, reply, today + 1));
  await site.instance.db.write((tx) =>
    writeLetter(tx, 'reply', 'reply:1', ana, { ...reply, author: 'Ben' }, today),
  );
  await sendDueLetters(site.instance, files, () => today + minute);
  const folder = join(site.instance.settings.dataDir, 'letters');
  const names = readdirSync(folder).sort();
  expect(names).toHaveLength(2);
  expect(readFileSync(join(folder, names[0] ?? ''), 'utf8')).toContain('Ben');
  expect(await site.instance.db.read.$count(letters, eq(letters.attempts, 1))).toBe(2);
});
