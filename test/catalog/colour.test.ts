import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nearestReadable, papers, signalOf } from '#src/catalog/colour.ts';
import { Site } from '#src/catalog/schemas.ts';

test('a readable colour stays as the company gave it', () => {
  expect(signalOf('#C8371B')?.light).toBe('#c8371b');
});

test('for the dark page it is made lighter until it can be read', () => {
  expect(signalOf('#1b3a8c')?.dark).not.toBe('#1b3a8c');
  expect(signalOf('#1b3a8c')?.dark).toMatch(/^#[0-9a-f]{6}$/);
});

test.each(['#ffcc00', '#7fffd4', '#ffffff', '#ff6a4d'])(
  '%s is refused, and the colour named instead is accepted',
  (colour) => {
    expect(signalOf(colour)).toBeNull();
    expect(signalOf(nearestReadable(colour))).not.toBeNull();
  },
);

test('the editor is told which colour would do', () => {
  const fault = Site.shape.colour.safeParse('#ffcc00').error?.issues[0]?.message;
  expect(fault).toContain(nearestReadable('#ffcc00'));
});

test('contrast is measured on the papers of the stylesheet', () => {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8');
  expect(tokens).toContain(`--paper: light-dark(${papers.light}, ${papers.dark});`);
});
