import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { defaultLocale, isLocale, type Locale } from '../i18n/locales.ts';
import type { Article, Wording } from './catalog.ts';
import type { ContentProblem } from './problems.ts';
import { SourceArticle, TranslatedArticle } from './schemas.ts';
import { filesIn, lineOf, parseYaml } from './yaml.ts';

/** A file of an article with its MDX body; `bodyLine` is the line on which the body begins. */
export interface ArticleFile {
  file: string;
  slug: string;
  locale: Locale;
  body: string;
  bodyLine: number;
}

const fence = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

/** Reads every article in every language; what is wrong is added to `problems`. */
export async function readArticles(folder: string, problems: ContentProblem[]) {
  const sources = new Map<string, Article>();
  const translations: { slug: string; locale: Locale; wording: Wording; file: string }[] = [];
  const files: ArticleFile[] = [];
  const root = join(folder, 'articles');
  for (const locale of existsSync(root) ? (await readdir(root)).sort(englishFirst) : []) {
    if (!isLocale(locale)) {
      problems.push({
        file: `articles/${locale}`,
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
      if (!head?.[1]) {
        problems.push({
          file,
          line: 1,
          field: '',
          message: 'has no frontmatter: begin the file with --- and the fields between two of them',
        });
        continue;
      }
      const slug = basename(name, '.mdx');
      const article = {
        file,
        slug,
        locale,
        body: text.slice(head[0].length),
        bodyLine: head[0].split('\n').length,
      };
      if (locale === defaultLocale) {
        const source = parseYaml(head[1], file, 1, SourceArticle, problems);
        if (!source || source.draft) continue;
        const { title, summary, keywords, reviewed, draft: _, ...rest } = source;
        sources.set(slug, {
          slug,
          ...rest,
          wordings: { en: { title, summary, keywords, reviewed, madeFrom: source.revision } },
        });
        files.push(article);
      } else {
        const translated = parseYaml(head[1], file, 1, TranslatedArticle, problems);
        if (!translated || translated.draft) continue;
        const { source, draft: _, ...words } = translated;
        translations.push({ slug, locale, file, wording: { ...words, madeFrom: source } });
        files.push(article);
      }
    }
  }
  for (const { slug, locale, wording, file } of translations) {
    const source = sources.get(slug);
    // An English article that is itself at fault has been told of already.
    if (!source && existsSync(join(root, defaultLocale, `${slug}.mdx`))) continue;
    if (!source)
      problems.push({
        file,
        line: 1,
        field: '',
        message: `translates nothing: articles/en/${slug}.mdx does not exist`,
      });
    else if (wording.madeFrom > source.revision) {
      problems.push({
        file,
        line: lineOf(folder, file, 'source'),
        field: 'source',
        message: `is ${wording.madeFrom}, but the English article is at revision ${source.revision}`,
      });
    } else source.wordings[locale] = wording;
  }
  const articles = [...sources.values()].sort((a, b) => a.order - b.order || a.slug.localeCompare(b.slug));
  return { articles, files: files.filter(({ slug }) => sources.has(slug)) };
}

const englishFirst = (a: string, b: string) =>
  Number(b === defaultLocale) - Number(a === defaultLocale) || a.localeCompare(b);
