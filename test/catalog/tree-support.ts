import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { checkContent } from '#src/catalog/check.ts';
import { ContentError, describeProblem } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

export const english = `---
title: Water under the machine
summary: Two questions.
products: [washing-machine-w80]
topics: [drainage]
article: leak
reviewed: 2026-11-16
owner: washing-team
revision: 2
---

<Before>

Have a towel at hand.

</Before>

<Step id="drip">

## Does it drip?

Look under the flap.

<Answer to="filter">Yes, by the filter</Answer>
<CannotTell to="ask-us" />
<Answer to="dry">No</Answer>

</Step>

<Step id="filter">

## Is the filter torn?

<Answer to="new-filter">Yes</Answer>
<Answer to="tighten">No</Answer>

</Step>

<Outcome id="ask-us" kind="ask" topic="drainage">

## Ask

Take a photo.

</Outcome>

<Outcome id="dry" kind="solved">

## All is dry

Nothing to do.

</Outcome>

<Outcome id="new-filter" kind="part" part="pump-filter">

## Order a filter

Do not wash until it is in.

</Outcome>

<Outcome id="tighten" kind="article" article="leak">

## Tighten it

By hand, [as told](/articles/leak/).

</Outcome>
`;

export const greek = english
  .replace(/title: .*/, 'title: Νερά κάτω από το πλυντήριο')
  .replace(/products:[\s\S]*?article: leak\n/, '')
  .replace('owner: washing-team\nrevision: 2', 'source: 2')
  .replace('Does it drip?', 'Στάζει;');

const article = `---
title: Water under the machine
summary: Tighten the filter.
kind: troubleshooting
products: [washing-machine-w80]
topics: [drainage]
reviewed: 2026-10-12
owner: washing-team
---

Tighten the filter by hand.
`;

export const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

export function contentWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-trees-'));
  folders.push(folder);
  for (const name of ['site.yaml', 'topics.yaml', 'products', 'figures'])
    cpSync(join('content', name), join(folder, name), { recursive: true });
  const all = { 'articles/en/leak.mdx': article, 'troubleshooters/en/leak.mdx': english, ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export async function toldAbout(files: Record<string, string>): Promise<string[]> {
  const folder = contentWith(files);
  try {
    return (await checkContent(folder, await readContent(folder))).map(describeProblem);
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(describeProblem);
    throw error;
  }
}

/** What is said of the English troubleshooter with one part of it written otherwise. */
export const saidOf = (before: string, after: string) =>
  toldAbout({ 'troubleshooters/en/leak.mdx': english.replace(before, after) });
/** The same of the Greek one. */
export const saidOfGreek = (before: string, after: string) =>
  toldAbout({ 'troubleshooters/el/leak.mdx': greek.replace(before, after) });
export const at = (part: string, text = english) => `troubleshooters/en/leak.mdx:${lineOf(text, part)}`;
export const atGreek = (part: string, text = greek) => `troubleshooters/el/leak.mdx:${lineOf(text, part)}`;
