import { describe, expect, test } from 'vitest';
import { readCase } from '#src/warranty/asked.ts';
import { judge } from '#src/warranty/judge.ts';
import { lettersFor } from '#src/warranty/letter.ts';
import { say, sayLeft } from '#src/warranty/say.ts';
import { timelineOf } from '#src/warranty/timeline.ts';
import { catalog } from './support.ts';

const now = Date.UTC(2026, 10, 22, 12);
const judged = (query: string) =>
  judge(catalog, readCase(new URLSearchParams(query), catalog, 'en', now), 'en');
const w80 = 'product=washing-machine-w80&bought=2025-03-03&country=GR&event=defect';

describe('what a verdict promises', () => {
  test('asks for the price in the currency that decides, and shows what was typed', () => {
    const found = judged(
      'product=washing-machine-w80&bought=2023-12-01&country=HU&event=cosmetic&price=450 EUR',
    );
    expect(found?.wanted).toContain('currency');
    const [question] = found?.verdict.mandatory?.on ?? [];
    expect(question && say(question.sentence, 'en')).toMatch(
      /you gave €450, .*Give it in: Hungarian Forint \(HUF\)/,
    );
  });

  test('tells the last day for rejecting it: thirty days that begin the day after', () => {
    const found = judged('product=washing-machine-w80&bought=2026-10-23&country=GB&event=defect');
    expect(found?.verdict.next[0]).toMatchObject({ kind: 'reject', until: '2026-11-22' });
  });

  test.each(['&part=motor', ''])('once only the motor is given, promises no more than that%s', (part) => {
    const found = judged(`product=washing-machine-w80&bought=2023-05-01&country=HU&event=defect${part}`);
    const [first, ...rest] = found?.verdict.next ?? [];
    expect(first).toMatchObject({ kind: 'claim', sentence: { clause: 'w80.motor' } });
    expect(first && say(first.sentence, 'en')).toMatch(/part free of charge\. You pay for labour and travel/);
    expect(rest.map(({ kind }) => kind)).toContain('centre');
    const [letter] = found ? lettersFor(catalog, found.asked, found.verdict, 'en') : [];
    expect(letter?.body).toContain('§ w80.motor');
    expect(letter?.body).toContain('price of labour and travel');
    expect(letter?.body).not.toMatch(/halvard\.term|halvard\.fault|Please repair it/);
  });

  test('attaches papers and pictures, one a line, and nothing that is only written', () => {
    const found = judged(`${w80}&repaired=2026-01-02`);
    const [letter] = found ? lettersFor(catalog, found.asked, found.verdict, 'en') : [];
    expect(letter?.body).toContain(
      [
        'Attached:',
        '- The invoice or the order number',
        '- A photo or a short video of the fault',
        '- The report of the repair',
        '',
      ].join('\n'),
    );
  });

  test('says on the last day that it is the last', () => {
    expect([0, 1, 2].map((days) => sayLeft(days, 'en'))).toEqual([
      'today is the last day',
      '1 day left',
      '2 days left',
    ]);
  });

  test('of use in a business asks who bought it, and counts no days of a warranty that excludes it', () => {
    const found = judged('product=fridge-freezer-k340&bought=2024-01-01&country=GB&event=business-use');
    expect(found?.headline).toBe('It depends on whether you bought it as a consumer');
    expect(found?.wanted).toEqual(['consumer', 'proof']);
    const line = found && timelineOf('2026-11-22', [found.verdict.commercial, found.verdict.statutory]);
    expect(line?.bars.map(({ kind }) => kind)).toEqual(['burden', 'liability']);
  });
});
