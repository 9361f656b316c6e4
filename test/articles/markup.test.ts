import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readersAddress } from '#src/articles/addresses.ts';
import { partsOf } from '#src/articles/drawing.ts';
import { groupTabs } from '#src/articles/tabs.ts';

test('links within the site get the language of the reader; anchors and other sites stay', () => {
  expect(readersAddress('/articles/contact-us/#by-phone', 'el')).toBe('/el/articles/contact-us/#by-phone');
  expect(readersAddress('#cause', 'el')).toBe('#cause');
  expect(readersAddress('https://example.com/', 'el')).toBe('https://example.com/');
  expect(readersAddress('mailto:help@halvard.example', 'el')).toBe('mailto:help@halvard.example');
});

test('tabs join into one group with the first chosen, and two groups stay apart', () => {
  const tab = (label: string) => `<label><input type="radio" name="tab" value="${label}"> ${label}</label>`;
  const group = groupTabs(tab('W80') + tab('W80 Plus'));
  const names = [...group.matchAll(/name="(tab-[0-9a-f]+)"/g)].map(([, name]) => name);
  expect(names).toHaveLength(2);
  expect(new Set(names).size).toBe(1);
  expect(group.match(/ checked/g)).toHaveLength(1);
  expect(group.indexOf('checked')).toBeLessThan(group.indexOf('W80 Plus'));
  expect(groupTabs(tab('K340'))).not.toContain(names[0]);
});

test('a drawing keeps its frame and its shapes', () => {
  const { frame, shapes } = partsOf(readFileSync('content/figures/w80-drain-filter.svg', 'utf8'));
  expect(frame).toMatchObject({ viewBox: '0 0 480 300', stroke: 'currentColor' });
  expect(frame).not.toHaveProperty('xmlns');
  expect(shapes).toMatch(/^<path[\s\S]*<\/g>$/);
  expect(partsOf('<svg viewBox="0 0 1 1"/>')).toEqual({ frame: { viewBox: '0 0 1 1' }, shapes: '' });
});
