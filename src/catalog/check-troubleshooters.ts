import { visit } from 'unist-util-visit';
import { type Catalog, findArticle, findProduct, findTopic } from './catalog.ts';
import type { Surroundings } from './check.ts';
import { checkLinks } from './links.ts';
import type { ContentProblem } from './problems.ts';
import type { TreeFile } from './read-troubleshooters.ts';
import { checkParts, reporting } from './text.ts';
import type { Ending } from './troubleshooters.ts';

/** Outcomes of the English troubleshooters that name what does not exist, each with its line. */
export function danglingOutcomes(catalog: Catalog, files: readonly TreeFile[]): ContentProblem[] {
  return files
    .filter(({ locale }) => locale === 'en')
    .flatMap(({ file, slug, tree }) => {
      const products = catalog.troubleshooters.find((one) => one.slug === slug)?.products ?? [];
      return tree.nodes.flatMap(({ line, ending }) => {
        const message = ending && missingFrom(catalog, products, ending);
        return message ? [{ file, line, field: '<Outcome>', message }] : [];
      });
    });
}

function missingFrom(catalog: Catalog, products: readonly string[], ending: Ending): string | undefined {
  const known = (slugs: readonly string[]) => `use one of ${slugs.join(', ') || 'none, for there are none'}`;
  if ('article' in ending && ending.article && !findArticle(catalog, ending.article))
    return `names the article "${ending.article}", which does not exist: mend its name`;
  if (ending.kind === 'ask' && ending.topic && !findTopic(catalog, ending.topic))
    return `names the topic "${ending.topic}", which does not exist: ${known(catalog.topics.map(({ slug }) => slug))}`;
  const services = catalog.services.map(({ id }) => id);
  if (ending.kind === 'centre' && services.length > 0 && !services.includes(ending.service))
    return `names the service "${ending.service}", which does not exist: ${known(services)}`;
  if (ending.kind === 'centre' && catalog.centres.length > 0) {
    const offered = catalog.centres.some(({ services: own }) =>
      products.some((product) => own[ending.service]?.includes(product)),
    );
    if (!offered)
      return `names the service "${ending.service}", which no centre offers for ${products.join(', ')}: choose another`;
  }
  if (ending.kind === 'part') {
    const parts = products
      .flatMap((product) => findProduct(catalog, product)?.parts ?? [])
      .map((part) => part.slug);
    if (!parts.includes(ending.part))
      return `names the part "${ending.part}", which ${products.join(', ')} does not have: ${known(parts)}`;
  }
  return undefined;
}

/** Faults of the words of one troubleshooter: what does not belong in them, and links that lead nowhere. */
export function checkTroubleshooter(file: TreeFile, around: Surroundings): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const report = reporting(file, problems);
  const texts = [file.tree.before, ...file.tree.nodes.map(({ text }) => text)];
  for (const text of texts) {
    if (!text) continue;
    checkParts(text, around, report);
    problems.push(...checkLinks(file, text, around).filter(({ field }) => !field.startsWith('link #')));
    visit(text, 'link', (link) => {
      if (link.url.startsWith('#'))
        report(link, `link ${link.url}`, 'leads nowhere: each step is a page of its own. Use an <Answer>');
    });
  }
  return problems;
}
