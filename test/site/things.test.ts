import { beforeEach, describe, expect, test } from 'vitest';
import { letterWishes, ownedProducts } from '#db/schema/owned.ts';
import { stopPath } from '#src/letters/stop-link.ts';
import { readReceipt } from '#src/owned/receipts.ts';
import { addThing } from '#src/owned/things.ts';
import { file, pdf, photo, thing } from '#test/owned/support.ts';
import type { Person } from '#test/support/site.ts';
import { type BuiltSite, builtSite } from './support/built.ts';

const things = '/en/account/products/';
const typed = {
  product: 'washing-machine-w80/W80',
  bought: '2024-03-01',
  country: 'GR',
  serial: 'W8024F004512',
};

let site: BuiltSite;
beforeEach(async () => {
  site = await builtSite();
});

const get = async (url: string, person: Person | null = 'ana') =>
  site.server.inject({ url, headers: person ? { cookie: await site.cookieOf(person) } : {} });

/** Sends the form as a browser does, file included. */
async function send(
  url: string,
  fields: Record<string, string>,
  receipt: File | null = null,
  person: Person | null = 'ana',
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('receipt', receipt ?? new File([], ''));
  const form = new Request('https://help.example.com', { method: 'POST', body });
  return site.server.inject({
    method: 'POST',
    url,
    headers: {
      origin: 'https://help.example.com',
      'content-type': form.headers.get('content-type') ?? '',
      ...(person && { cookie: await site.cookieOf(person) }),
    },
    payload: Buffer.from(await form.arrayBuffer()),
  });
}
const kept = () => site.instance.db.read.$count(ownedProducts);
const ofAna = async () => {
  const receipt = await readReceipt(file(await photo()));
  return addThing(site.as('ana'), thing({ note: 'known to Ana alone' }), receipt);
};

describe('adding a thing', () => {
  test('keeps it with its receipt, which comes back as a picture and as nothing else', async () => {
    const answer = await send(`${things}add/`, typed, file(await photo()));
    expect(answer.statusCode).toBe(303);
    const place = String(answer.headers.location).replace(/\?.*/, '');
    const page = await get(place);
    expect(page.payload).toContain('W8024F004512');
    const { headers, rawPayload } = await get(`${place}receipt/`);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="washing-machine-w80-2024-03-01.jpg"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(rawPayload.subarray(0, 3).toString('latin1')).toBe('\xff\xd8\xff');
  });

  test('sends a PDF only as a download', async () => {
    const { headers: to } = await send(`${things}add/`, typed, file(pdf, '"; evil.html', 'text/html'));
    const { headers } = await get(`${String(to.location).replace(/\?.*/, '')}receipt/`);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="washing-machine-w80-2024-03-01.pdf"',
    });
  });

  test.each<[string, () => File | Promise<File>, RegExp]>([
    ['larger than 8 MB', () => file(Buffer.alloc(9 * 1024 * 1024, '%PDF-')), /larger than 8 MB/],
    ['of another kind', () => file('<svg/>', 'receipt.svg', 'image/svg+xml'), /neither a picture/],
    ['of HEIC', () => file('\0\0\0\x18ftypheic\0\0\0\0'), /HEIC/],
    ['that is broken', async () => file((await photo()).subarray(0, 900)), /cannot be read to its end/],
  ])(
    'says at the field what is wrong with a file %s, and keeps what was typed',
    async (_what, make, words) => {
      const answer = await send(`${things}add/`, { ...typed, shop: 'Kotsovolos' }, await make());
      expect(answer.statusCode).toBe(422);
      expect(answer.payload).toMatch(words);
      expect(answer.payload).toMatch(/aria-invalid="true"[^>]*>|id="receipt-error"/);
      for (const value of ['W8024F004512', '2024-03-01', 'Kotsovolos'])
        expect(answer.payload).toContain(`"${value}"`);
      expect(answer.payload).toContain('value="washing-machine-w80/W80" selected');
      expect(await kept()).toBe(0);
    },
  );

  test('takes what the checker knows from its address', async () => {
    const { payload } = await get(
      `${things}add/?product=washing-machine-w80&model=W80+Plus&bought=2024-03-01&country=HU`,
    );
    expect(payload).toContain('value="washing-machine-w80/W80 Plus" selected');
    expect(payload).toMatch(/value="HU" selected/);
    expect(payload).not.toMatch(/type="checkbox"[^>]* checked/);
  });

  test('alone may be large: strangers and other forms are held to half a megabyte', async () => {
    const large = file(Buffer.alloc(2 * 1024 * 1024, '%PDF-'));
    expect((await send(`${things}add/`, typed, large, null)).statusCode).toBe(413);
    expect((await send('/en/account/profile/', {}, large)).statusCode).toBe(413);
    expect((await send(`${things}add/`, typed, file(Buffer.alloc(17 * 1024 * 1024)))).statusCode).toBe(413);
    expect((await send(`${things}add/`, typed, large)).statusCode).toBe(303);
  });
});

describe('what somebody owns', () => {
  test('is seen by nobody else: not by customers, experts, editors, admins or visitors', async () => {
    const id = await ofAna();
    const places = ['', 'edit/', 'remove/', 'receipt/'].map((end) => `${things}${id}/${end}`);
    for (const place of places) expect((await get(place)).statusCode, place).toBe(200);
    for (const person of ['ben', 'eli', 'mo', 'root'] as const) {
      for (const place of places) {
        const answer = await get(place, person);
        expect(answer.statusCode, `${place} as ${person}`).toBe(404);
        expect(answer.payload).not.toContain('known to Ana alone');
      }
      for (const place of [`${things}${id}/edit/`, `${things}${id}/remove/`])
        expect((await send(place, typed, null, person)).statusCode).toBe(404);
      expect((await get(things, person)).payload).not.toContain(id);
      expect((await get('/en/people/ana/', person)).payload).not.toContain('W80 Plus');
    }
    for (const place of places) expect((await get(place, null)).statusCode, place).toBe(303);
    expect(await kept()).toBe(1);
  });

  test('is removed only after asking', async () => {
    const id = await ofAna();
    const { payload } = await get(`${things}${id}/remove/`);
    expect(payload).toMatch(/The receipt goes too/);
    expect(await kept()).toBe(1);
    expect((await send(`${things}${id}/remove/`, {})).statusCode).toBe(303);
    expect(await kept()).toBe(0);
    expect((await get(`${things}${id}/`)).statusCode).toBe(404);
  });

  test('is kept from every cache and index', async () => {
    const id = await ofAna();
    for (const place of [things, `${things}add/`, `${things}${id}/`, '/en/account/letters/']) {
      const { headers, payload } = await get(place);
      expect(headers['cache-control']).toBe('no-store');
      expect(payload).toMatch(/<meta name="robots" content="noindex/);
    }
  });
});

describe('letters of a kind', () => {
  test('are chosen on a page of their own, and stopped by one click without signing in', async () => {
    const wishes = () => site.instance.db.read.select({ kind: letterWishes.kind }).from(letterWishes);
    expect((await get('/en/account/letters/')).payload).not.toMatch(/type="checkbox"[^>]* checked/);
    await site.post('/en/account/letters/', { wish: 'notice' }, 'ana');
    expect(await wishes()).toEqual([{ kind: 'notice' }]);
    expect((await get('/en/account/letters/')).payload.match(/ checked/g)).toHaveLength(1);
    const path =
      stopPath(site.instance.secret, { kind: 'notice', userId: 'ana', locale: 'en', data: {} }) ?? '';
    expect((await get(path, null)).payload).toContain('Recalls and known issues');
    expect(await wishes()).toHaveLength(1);
    const clicked = await site.server.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.statusCode).toBe(200);
    expect(await wishes()).toEqual([]);
  });
});
