import type { Article } from './catalog.ts';
import type { ContentProblem } from './problems.ts';
import type { Terms } from './read-terms.ts';
import { SourceArticle, TranslatedArticle } from './schemas.ts';
import { readTexts, type TextFile } from './texts.ts';

/** Reads every article in every language; what is wrong is added to `problems`. */
export async function readArticles(folder: string, terms: Terms, problems: ContentProblem[]) {
  const schemas = { source: SourceArticle, translated: TranslatedArticle };
  const { sources, translations } = await readTexts(folder, 'articles', schemas, terms, problems);
  const articles = new Map<string, Article>();
  const files: TextFile[] = [];
  for (const [slug, { fields, file }] of sources) {
    const { title, summary, keywords, reviewed, draft: _, ...rest } = fields;
    const english = { title, summary, keywords, reviewed, madeFrom: fields.revision };
    articles.set(slug, { slug, ...rest, wordings: { en: english } });
    files.push(file);
  }
  for (const { fields, file } of translations) {
    const { source, draft: _, ...words } = fields;
    const article = articles.get(file.slug);
    if (article) article.wordings[file.locale] = { ...words, madeFrom: source };
    files.push(file);
  }
  const inOrder = [...articles.values()].sort((a, b) => a.order - b.order || a.slug.localeCompare(b.slug));
  return { articles: inOrder, files };
}
