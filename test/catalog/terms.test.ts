import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContent } from '#src/catalog/read.ts';
import { copyOfContent } from '#test/support/content.ts';

const { folder, toldAbout } = copyOfContent([
  ...['site.yaml', 'topics.yaml', 'products', 'figures'],
  ...['events.yaml', 'clauses.yaml', 'policies', 'laws', 'returns.yaml', 'plans.yaml'],
]);

/** The line on which a text first stands in a file of the demo. */
const lineOf = (file: string, text: string) =>
  readFileSync(join('content', file), 'utf8').split(text)[0]?.split('\n').length ?? 0;

const w80 = 'policies/washing-machine-w80.yaml';
const t18 = 'policies/cordless-drill-t18.yaml';
const c3 = 'policies/espresso-machine-c3.yaml';

test('a notice whose serial numbers are none of the product is refused', async () => {
  const file = 'articles/en/recall-battery-b18-4.mdx';
  const old = '  serials: ^T18-260[3-6]\\d{4}$\n  example: T18-26041234';
  const now = '  serials: ^T18[BI]?26[C-F]\\d{5}$\n  example: T18I26D04417';
  for (const [after, told] of [
    [now, []],
    [old, [expect.stringMatching(/mdx:\d\d notice.example: is no serial number of cordless-drill-t18/)]],
  ] as const) {
    cpSync(join('content', file), join(folder, file), { recursive: true });
    expect(await toldAbout(file, now, after)).toEqual(told);
    rmSync(join(folder, 'articles'), { recursive: true });
  }
});

describe('a bad term is refused with file, line and what to do', () => {
  test.each([
    [
      'a clause that does not exist',
      w80,
      'clause: w80.motor',
      'clause: w80.engine',
      'names "w80.engine", which does not exist',
    ],
    [
      'a clause of another product',
      w80,
      'clause: w80.motor',
      'clause: t18.battery',
      'names "t18.battery", which does not exist',
    ],
    [
      'an id that is taken',
      w80,
      'id: w80.motor',
      'id: halvard.term',
      'names "halvard.term", which clauses.yaml has already',
    ],
    [
      'a claim to limit what the law gives',
      w80,
      'effect: none',
      'effect: limited',
      'must be none: a commercial warranty never limits',
    ],
    [
      'a field that would limit it',
      w80,
      'start: delivery',
      'start: delivery\n    statutoryDuration: { years: 1 }',
      'is not a field of this kind of file',
    ],
    ['an event without a rule', w80, '      noise: {', '      nois: {', 'has no rule for "noise"'],
    [
      'a rule for what cannot happen',
      t18,
      '      noise: {',
      '      frost: { outcome: excluded, clause: halvard.impact }\n      noise: {',
      'names "frost", which does not exist',
    ],
    [
      'a part that does not exist',
      t18,
      'clause: t18.battery-dead, part: battery',
      'clause: t18.battery-dead, part: cell',
      'names "cell", which does not exist',
    ],
    ['versions in the wrong order', c3, 'from: 2024-01-01', 'from: 2017-01-01', 'versions may not overlap'],
    ['two versions from one day', c3, 'from: 2024-01-01', 'from: 2018-01-01', 'versions may not overlap'],
    ['a duration of nothing', w80, 'years: 3', 'years: 0', 'duration.years: must be at least 1'],
    ['a duration in words', w80, '{ years: 3 }', 'three years', 'must be one of { years: 3 }'],
    [
      'a serial that does not fit its pattern',
      w80,
      'example: W8024F004512',
      'example: W80',
      'does not fit its own pattern',
    ],
    [
      'an unknown outcome',
      w80,
      'outcome: covered',
      'outcome: maybe',
      'must be one of covered, excluded, depends',
    ],
    [
      'a language that is missing',
      'clauses.yaml',
      '    hu: A garancia kiterjed a rendes',
      '    xx: A garancia kiterjed a rendes',
      'hu: is missing',
    ],
    [
      'a number only English speaks of',
      'clauses.yaml',
      'Η εγγύησή μας για το προϊόν: {{duration}}',
      'Η εγγύησή μας για το προϊόν',
      'el: speaks of no number, English of duration',
    ],
    [
      'a number nothing fills in',
      'clauses.yaml',
      'product: {{duration}}',
      'product: {{length}}',
      'has {{length}}, which nothing fills in',
    ],
    [
      'an event of no product',
      'events.yaml',
      'products: [cordless-drill-t18]',
      'products: [toaster]',
      'names "toaster", which does not exist',
    ],
    ['an event named twice', 'events.yaml', 'id: noise', 'id: cosmetic', 'names "cosmetic" twice'],
    ['a ground the law does not know', 'events.yaml', 'ground: conformity', 'ground: kindness', 'must'],
    ['a law without a source', 'laws/ES.yaml', 'source: {', 'sources: {', 'source: is missing'],
    [
      'a law nobody has reviewed',
      'laws/ES.yaml',
      'reviewed: 2026-11-22',
      'reviewed: lately',
      'must be a date',
    ],
    [
      'a source that is no address',
      'laws/ES.yaml',
      'url: "https://www.boe.es',
      'url: "www.boe.es',
      'must be an address',
    ],
    [
      'a member below the floor',
      'laws/ES.yaml',
      'duration: { years: 3 }',
      'duration: { years: 1 }',
      'is shorter than eu.liability',
    ],
    ['a member of nothing', 'laws/GB.yaml', 'member: false', 'member: true', 'does not have this country'],
    [
      'a country that stands alone with a gap',
      'laws/GB.yaml',
      '  remedies:',
      '  remedied:',
      'is not a field',
    ],
    ['a time zone of nowhere', 'laws/HU.yaml', 'Europe/Budapest', 'Europe/Buda', 'must be a time zone'],
    [
      'bands with a gap',
      'laws/HU.yaml',
      'over: 100000',
      'over: 120000',
      'does not begin where the band before it ends',
    ],
    [
      'a guarantee for no product',
      'laws/HU.yaml',
      'cordless-drill-t18',
      'drill',
      'names "drill", which does not exist',
    ],
    [
      'a return clause that does not exist',
      'returns.yaml',
      'clause: returns.refund',
      'clause: returns.money',
      'names "returns.money"',
    ],
    [
      'a plan without a price',
      'plans.yaml',
      'EUR: 99, HUF: 38900',
      'EUR: 99',
      'has no price of washing-machine-w80 in HUF for HU',
    ],
    [
      'a plan for what cannot happen',
      'plans.yaml',
      'covers: [wear-part]',
      'covers: [magic]',
      'names "magic", which does not exist',
    ],
  ])('%s', async (_what, file, before, after, said) => {
    const told = await toldAbout(file, before, after);
    expect(told.join('\n')).toContain(said);
    expect(told[0]).toMatch(new RegExp(`^${file}:\\d+ `));
  });

  test('names the line itself', async () => {
    const [told] = await toldAbout(w80, 'clause: w80.motor', 'clause: w80.engine');
    expect(told).toMatch(
      new RegExp(`^${w80}:${lineOf(w80, 'clause: w80.motor')} versions.0.parts.motor.clause`),
    );
  });

  test('a policy of a product nobody makes', async () => {
    cpSync(join(folder, w80), join(folder, 'policies/toaster.yaml'));
    try {
      await expect(readContent(folder)).rejects.toThrow('policies/toaster.yaml:1');
    } finally {
      rmSync(join(folder, 'policies/toaster.yaml'));
    }
  });
});

test('a folder without any terms is sound', async () => {
  const bare = mkdtempSync(join(tmpdir(), 'aftercare-bare-'));
  try {
    for (const name of ['site.yaml', 'topics.yaml', 'products', 'figures'])
      cpSync(join('content', name), join(bare, name), { recursive: true });
    const { catalog } = await readContent(bare);
    expect([catalog.policies, catalog.laws, catalog.plans.plans, catalog.returns]).toEqual([
      [],
      [],
      [],
      undefined,
    ]);
  } finally {
    rmSync(bare, { recursive: true });
  }
});
