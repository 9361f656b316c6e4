import { parseBody } from './body.ts';
import { ContentError, type ContentProblem } from './problems.ts';
import type { Terms } from './read-terms.ts';
import type { TextFile } from './texts.ts';
import { readTexts } from './texts.ts';
import { type PlacedNode, type PlacedTree, readTree } from './tree.ts';
import { differences, faultsOfTree, type TreeFault } from './tree-faults.ts';
import {
  SourceTroubleshooter,
  TranslatedTroubleshooter,
  type Troubleshooter,
  type TreeWording,
} from './troubleshooters.ts';

/** A troubleshooter's file with what it says where. */
export interface TreeFile extends TextFile {
  tree: PlacedTree;
}

/**
 * Reads every troubleshooter in every language; what is wrong is added to `problems`. A translation
 * made from an earlier revision is left out where it asks other questions than the source does now:
 * its readers get the English one under a notice, as if there were no translation.
 */
export async function readTroubleshooters(folder: string, terms: Terms, problems: ContentProblem[]) {
  const schemas = { source: SourceTroubleshooter, translated: TranslatedTroubleshooter };
  const { sources, translations } = await readTexts(folder, 'troubleshooters', schemas, terms, problems);
  const troubleshooters = new Map<string, Troubleshooter>();
  const files: TreeFile[] = [];
  const english = new Map<string, PlacedTree>();
  for (const [slug, { fields, file }] of sources) {
    const tree = treeOf(file, terms, problems);
    if (!tree) continue;
    tell(file, faultsOfTree(tree.nodes), problems);
    english.set(slug, tree);
    files.push({ ...file, tree });
    const { title, summary, keywords, reviewed, draft: _, ...rest } = fields;
    const words = { title, summary, keywords, reviewed, madeFrom: fields.revision, ...wordsOf(tree.nodes) };
    const nodes = tree.nodes.map(({ id, answers, ending }) => ({ id, answers, ...(ending && { ending }) }));
    troubleshooters.set(slug, { slug, ...rest, nodes, wordings: { en: words } });
  }
  for (const { fields, file } of translations) {
    const source = english.get(file.slug);
    const troubleshooter = troubleshooters.get(file.slug);
    const tree = source && treeOf(file, terms, problems);
    if (!tree || !troubleshooter) continue;
    const { source: madeFrom, draft: _, ...words } = fields;
    const faults = differencesBetween(source, tree);
    if (madeFrom < troubleshooter.revision && faults.length > 0) continue;
    tell(file, faults, problems);
    files.push({ ...file, tree });
    troubleshooter.wordings[file.locale] = { ...words, madeFrom, ...wordsOf(tree.nodes) };
  }
  const inOrder = [...troubleshooters.values()].sort(
    (a, b) => a.order - b.order || a.slug.localeCompare(b.slug),
  );
  return { troubleshooters: inOrder, troubleshooterFiles: files };
}

/** The tree of a file; undefined, and told, when its body is not MDX. */
function treeOf(file: TextFile, terms: Terms, problems: ContentProblem[]): PlacedTree | undefined {
  try {
    return readTree(file, parseBody(file, terms), problems);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function differencesBetween(source: PlacedTree, own: PlacedTree): TreeFault[] {
  const faults = differences(source.nodes, own.nodes);
  if (Boolean(source.before) !== Boolean(own.before))
    faults.unshift({
      line: own.nodes[0]?.line ?? 1,
      field: '<Before>',
      message: source.before
        ? 'is missing: translate it above the first <Step>'
        : 'is not in the English troubleshooter: remove it',
    });
  return faults;
}

function wordsOf(nodes: readonly PlacedNode[]): Pick<TreeWording, 'headings' | 'answers'> {
  return {
    headings: Object.fromEntries(nodes.map(({ id, heading }) => [id, heading])),
    answers: Object.fromEntries(
      nodes.filter(({ said }) => said.length > 0).map(({ id, said }) => [id, said.map(({ words }) => words)]),
    ),
  };
}

function tell({ file }: TextFile, faults: readonly TreeFault[], problems: ContentProblem[]): void {
  problems.push(...faults.map((fault) => ({ file, ...fault })));
}
