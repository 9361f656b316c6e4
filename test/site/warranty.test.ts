import { beforeEach, describe, expect, test } from 'vitest';
import { locales } from '#src/i18n/locales.ts';
import { type BuiltSite, builtSite } from './support/built.ts';

let site: BuiltSite;
beforeEach(async () => {
  site = await builtSite();
});

const good = 'product=washing-machine-w80&bought=2025-03-03&country=GR&event=defect';
const ask = (query: string, locale = 'en') => site.server.inject({ url: `/${locale}/warranty/?${query}` });

describe('the warranty checker', () => {
  test('answers a case with its verdict first, each sentence with its clause', async () => {
    for (const locale of locales) {
      const { statusCode, body, headers } = await ask(good, locale);
      expect(statusCode).toBe(200);
      expect(body).toMatch(/<main[^>]*>\s*<article class="verdict" data-verdict="covered"/);
      expect([...body.matchAll(/<section class="side" data-side="(\w+)" data-verdict="(\w+)"/g)].length).toBe(
        2,
      );
      expect([...body.matchAll(/data-clause="[a-z0-9.-]+"/g)].length).toBeGreaterThan(8);
      expect(body).toContain('<time datetime="2028-03-03">');
      expect(body).not.toMatch(/\{\{|>warranty\.[a-z]/);
      expect(headers['cache-control']).toMatch(/private/);
      expect(headers).not.toHaveProperty('set-cookie');
    }
  });

  test('tells of a recall before it tells anybody to send a battery in', async () => {
    const battery = 'product=cordless-drill-t18&model=B18-4&bought=2026-06-20&country=GB&event=battery-dead';
    for (const locale of locales) {
      const { body } = await ask(battery, locale);
      const recall = body.indexOf(`/${locale}/articles/recall-battery-b18-4/`);
      expect(recall).toBeGreaterThan(body.indexOf('<main'));
      expect(recall).toBeLessThan(body.indexOf('class="verdict"'));
      expect(body.slice(body.indexOf('class="verdict"'))).not.toMatch(/<a [^>]*data-primary/);
    }
    const tells = async (query: string) =>
      /<main[^>]*>\s*<[^>]*data-kind="danger"/.test((await ask(query)).body);
    expect(await tells('product=cordless-drill-t18')).toBe(true);
    expect(await tells(battery.replace('B18-4', 'T1826D01234'))).toBe(true);
    expect(await tells(battery.replace('B18-4', 'T18+2604+1234'))).toBe(true);
    expect(await tells(battery.replace('B18-4', 't18-26g-01234'))).toBe(false);
    expect(await tells(good)).toBe(false);
  });

  test('is found by robots, its results are not', async () => {
    const bare = await ask('');
    expect(bare.body).toContain('<link rel="canonical" href="https://help.example.com/en/warranty/"');
    expect(bare.body).not.toContain('name="robots"');
    expect((await ask('product=washing-machine-w80')).body).toContain(
      'href="https://help.example.com/en/warranty/"',
    );
    for (const query of [good, 'bought=1899-01-01'])
      expect((await ask(query)).body).toContain('<meta name="robots" content="noindex"');
  });

  test.each([
    ['bought=2025-02-31', 'bought'],
    ['bought=1899-01-01', 'bought'],
    ['bought=12026-01-01', 'bought'],
    ['bought=%E2%80%AE2025', 'bought'],
    ['country=QQ', 'country'],
    ['event=forged', 'event'],
    ['condition=forged', 'condition'],
    ['price=1e309', 'price'],
    ['product=a&product=b', 'product'],
    [`model=${'x'.repeat(150)}`, 'model'],
    ['product=&model=&bought=&event=', 'event'],
  ])('%s is answered with 400 and a message at its field', async (query, field) => {
    const { statusCode, body } = await ask(query);
    expect(statusCode).toBe(400);
    expect(body).toContain(`id="${field}-error"`);
    expect(body).toContain('role="alert"');
    expect(body.length).toBeLessThan(60_000);
  });

  test('a very long answer is cut, and answered all the same', async () => {
    const { statusCode, body } = await ask(`model=${'x'.repeat(60_000)}&event=${'y'.repeat(20_000)}`);
    expect(statusCode).toBe(400);
    expect(body.length).toBeLessThan(60_000);
  });

  test('writes nothing of what was asked into its log, whatever was asked', async () => {
    const secret = 'W8024F004512';
    await ask(`${good}&model=${secret}`);
    await ask(`model=${secret}&bought=${secret}&price=${secret}`);
    await ask(`model=${secret}${'x'.repeat(200_000)}`);
    await site.server.inject({ method: 'POST', url: `/en/warranty/?model=${secret}` });
    const log = JSON.stringify(site.logged);
    expect(log).toContain('/en/warranty/');
    expect(log).not.toContain(secret);
    expect(site.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  test('gives the same case in another language', async () => {
    const page = `/en/warranty/?${good}`;
    expect((await site.server.inject({ url: page })).body).toContain(
      `value="${page.replaceAll('&', '&amp;')}"`,
    );
    const answer = await site.post('/en/language/', { to: 'el', page });
    expect(answer.headers.location).toBe(`/el/warranty/?${good}`);
  });
});

test('every clause that a verdict names can be read where its reference leads', async () => {
  for (const query of [
    good,
    `${good}&repaired=2025-09-01`,
    'product=cordless-drill-t18&bought=2026-01-05&country=HU&event=battery-dead&price=89990',
    'product=espresso-machine-c3&bought=2026-11-10&country=IE&event=changed-mind&where=maker',
    'product=fridge-freezer-k340&bought=2026-11-10&country=GB&event=defect&where=distance',
  ]) {
    const { body } = await ask(query, 'hu');
    const links = new Set([...body.matchAll(/class="clause" href="([^"]+)"/g)].map(([, href = '']) => href));
    expect(links.size).toBeGreaterThan(3);
    for (const link of links) {
      const [path = '', anchor = ''] = link.split('#');
      const page = await site.server.inject({ url: path });
      expect(page.statusCode, link).toBe(200);
      expect(page.body, link).toContain(`id="${anchor}"`);
    }
  }
});

test('the terms, the laws and the plans are there in every language, with nothing left to fill in', async () => {
  const { catalog } = site.instance;
  const pages = [
    'plans/',
    ...catalog.policies.map(({ product }) => `${product}/`),
    ...catalog.laws.map(({ country }) => `law/${country.toLowerCase()}/`),
  ];
  for (const locale of locales)
    for (const page of pages) {
      const { statusCode, body } = await site.server.inject({ url: `/${locale}/warranty/${page}` });
      expect(statusCode, `${locale} ${page}`).toBe(200);
      expect(body, `${locale} ${page}`).not.toMatch(/\{\{|>warranty\.[a-z]/);
      const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.length, `${locale} ${page}`).toBe(new Set(ids).size);
    }
});

test('a troubleshooter of a recalled product shows the recall where it begins and where it ends', async () => {
  for (const locale of locales)
    for (const place of ['', 'danger/', 'all/']) {
      const url = `/${locale}/troubleshoot/drill-or-battery/${place}`;
      const { statusCode, body } = await site.server.inject({ url });
      expect(statusCode).toBe(200);
      expect(body.slice(body.indexOf('<main'))).toContain(`/${locale}/articles/recall-battery-b18-4/`);
    }
  const { body } = await site.server.inject({ url: '/en/troubleshoot/washing-machine-will-not-drain/' });
  expect(body.slice(body.indexOf('<main'))).not.toContain('recall-battery-b18-4');
});
