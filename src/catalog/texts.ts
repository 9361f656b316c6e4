import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { z } from 'astro/zod';
import { defaultLocale, isLocale, type Locale } from '../i18n/locales.ts';
import { filled } from './fill.ts';
import type { ContentProblem } from './problems.ts';
import type { Terms } from './read-terms.ts';
import { filesIn, lineOf, parseYaml } from './yaml.ts';

/** A file of words with its frontmatter and MDX body; `bodyLine` is the line on which the body begins. */
export interface TextFile {
  file: string;
  slug: string;
  locale: Locale;
  /** The frontmatter, which begins on line 2. */
  head: string;
  body: string;
  bodyLine: number;
}

/** What was written in English, and the translations of it that name a revision it has had. */
export interface Texts<Source, Translated> {
  sources: Map<string, { fields: Source; file: TextFile }>;
  translations: { fields: Translated; file: TextFile }[];
}

const fence = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

/**
 * Reads `{kind}/{locale}/{slug}.mdx` in every language, English first; drafts are left out. What is
 * wrong is added to `problems`.
 */
export async function readTexts<
  Source extends { revision: number; draft: boolean },
  Translated extends { source: number; draft: boolean },
>(
  folder: string,
  kind: 'articles' | 'troubleshooters',
  schemas: { source: z.ZodType<Source>; translated: z.ZodType<Translated> },
  terms: Terms,
  problems: ContentProblem[],
): Promise<Texts<Source, Translated>> {
  const sources: Texts<Source, Translated>['sources'] = new Map();
  const translations: Texts<Source, Translated>['translations'] = [];
  for (const file of await filesOf(folder, kind, problems)) {
    const { head, locale } = file;
    if (locale === defaultLocale) {
      const fields = parseYaml(head, file.file, 1, filled(schemas.source, terms, locale), problems);
      if (fields && !fields.draft) sources.set(file.slug, { fields, file });
    } else {
      const fields = parseYaml(head, file.file, 1, filled(schemas.translated, terms, locale), problems);
      if (fields && !fields.draft && isOfItsSource(fields, file)) translations.push({ fields, file });
    }
  }
  return { sources, translations };

  function isOfItsSource({ source }: Translated, { file, slug }: TextFile): boolean {
    const english = sources.get(slug);
    if (english && source <= english.fields.revision) return true;
    const what = kind === 'articles' ? 'article' : 'troubleshooter';
    if (english)
      problems.push({
        file,
        line: lineOf(folder, file, 'source'),
        field: 'source',
        message: `is ${source}, but the English ${what} is at revision ${english.fields.revision}`,
      });
    // An English file that is itself at fault has been told of already.
    else if (!existsSync(join(folder, kind, defaultLocale, `${slug}.mdx`)))
      problems.push({
        file,
        line: 1,
        field: '',
        message: `translates nothing: ${kind}/en/${slug}.mdx does not exist`,
      });
    return false;
  }
}

async function filesOf(folder: string, kind: string, problems: ContentProblem[]) {
  const files: TextFile[] = [];
  const root = join(folder, kind);
  for (const locale of existsSync(root) ? (await readdir(root)).sort(englishFirst) : []) {
    if (!isLocale(locale)) {
      problems.push({
        file: `${kind}/${locale}`,
        line: 1,
        field: '',
        message: 'is not one of the languages: rename or remove the folder',
      });
      continue;
    }
    for (const name of await filesIn(join(root, locale), '.mdx')) {
      const file = relative(folder, join(root, locale, name));
      const text = await readFile(join(root, locale, name), 'utf8');
      const head = fence.exec(text);
      if (head?.[1])
        files.push({
          ...{ file, locale, slug: basename(name, '.mdx'), head: head[1] },
          ...{ body: text.slice(head[0].length), bodyLine: head[0].split('\n').length },
        });
      else
        problems.push({
          ...{ file, line: 1, field: '' },
          message: 'has no frontmatter: begin the file with --- and the fields between two of them',
        });
    }
  }
  return files;
}

const englishFirst = (a: string, b: string) =>
  Number(b === defaultLocale) - Number(a === defaultLocale) || a.localeCompare(b);
