import type { PlacedNode } from './tree.ts';
import type { TreeNode } from './troubleshooters.ts';

/** What is wrong, on which line of its file. */
export interface TreeFault {
  line: number;
  field: string;
  message: string;
}

/** Each node is a page in every language. */
const mostNodes = 60;

/**
 * What keeps a tree from being walked: ids given twice, answers that lead nowhere, back, or where
 * another answer leads; questions without answers, nodes that nothing leads to. None when every way
 * from the first node ends and each node has one way to it, so that its id tells the way.
 */
export function faultsOfTree(nodes: readonly PlacedNode[]): TreeFault[] {
  const byId = new Map<string, PlacedNode>();
  const faults: TreeFault[] = [];
  const report = ({ line }: { line: number }, field: string, message: string) =>
    faults.push({ line, field, message });
  for (const node of nodes) {
    const first = byId.get(node.id);
    if (first) report(node, `id ${node.id}`, `is the id of line ${first.line} already: choose another`);
    else byId.set(node.id, node);
  }
  for (const node of nodes) faults.push(...faultsOfAnswers(node, byId));
  const [root] = nodes;
  if (!root) return faults;
  if (root.ending) report(root, '<Outcome>', 'comes first: begin with the <Step> that everybody is asked');
  const { reached, faults: crossed } = walk(root, byId);
  faults.push(...crossed);
  for (const node of byId.values())
    if (!reached.has(node.id))
      report(node, `id ${node.id}`, 'is reached by no answer: lead one here, or remove it');
  if (nodes.length > mostNodes)
    report(
      root,
      '',
      `has ${nodes.length} steps and outcomes: make two troubleshooters, of at most ${mostNodes}`,
    );
  return faults;
}

function faultsOfAnswers(node: PlacedNode, byId: ReadonlyMap<string, PlacedNode>): TreeFault[] {
  const faults: TreeFault[] = [];
  const { id, answers, said, ending, line } = node;
  if (!ending && answers.length === 0)
    faults.push({
      ...{ line, field: `<Step id="${id}">` },
      message: 'is a dead end: add <Answer to="…">…</Answer>, or make it an <Outcome kind="…">',
    });
  if (!ending && answers.length === 1)
    faults.push({
      ...{ line, field: `<Step id="${id}">` },
      message: 'has only one answer, so it asks nothing: add another, or join it to the next step',
    });
  answers.forEach(({ to, unsure }, place) => {
    const at = { line: said[place]?.line ?? line, field: `<${unsure ? 'CannotTell' : 'Answer'}> to` };
    const words = said[place]?.words ?? '';
    const before = (same: (other: number) => boolean) =>
      answers.some((_, other) => other < place && same(other));
    if (!byId.has(to))
      faults.push({
        ...at,
        message: `names "${to}", which does not exist: use one of ${[...byId.keys()].join(', ')}`,
      });
    if (unsure && before((other) => answers[other]?.unsure === true))
      faults.push({ ...at, message: 'stands twice: one is enough' });
    if (!unsure && before((other) => said[other]?.words === words))
      faults.push({ ...at, field: '<Answer>', message: `says "${words}" a second time: let it differ` });
  });
  return faults;
}

/** Everything that answers lead to, and the answers that lead where one came from or another answer leads. */
function walk(root: PlacedNode, byId: ReadonlyMap<string, PlacedNode>) {
  const reached = new Map<string, number>([[root.id, root.line]]);
  const faults: TreeFault[] = [];
  const visit = (node: PlacedNode, way: readonly string[]) => {
    node.answers.forEach(({ to, unsure }, place) => {
      const line = node.said[place]?.line ?? node.line;
      const report = (message: string) =>
        faults.push({ line, field: `<${unsure ? 'CannotTell' : 'Answer'}> to`, message });
      const next = byId.get(to);
      const earlier = reached.get(to);
      const back = way.indexOf(to);
      if (back >= 0)
        report(
          `leads back to "${to}", round and round (${[...way.slice(back), to].join(' → ')}): lead onward`,
        );
      else if (earlier !== undefined)
        report(
          `leads to "${to}", as line ${earlier} does: each step has one way to it. Join the two answers, or write "${to}" again under an id of its own`,
        );
      else if (next) {
        reached.set(to, line);
        visit(next, [...way, to]);
      }
    });
  };
  visit(root, [root.id]);
  return { reached, faults };
}

/**
 * Where a translation asks something else than the English troubleshooter: other nodes, another
 * order, other answers or outcomes. None when a reader of either is led the same way.
 */
export function differences(source: readonly PlacedNode[], own: readonly PlacedNode[]): TreeFault[] {
  const faults: TreeFault[] = [];
  const report = (line: number, field: string, message: string) => faults.push({ line, field, message });
  const english = new Map(source.map((node) => [node.id, node]));
  const ids = new Set(own.map(({ id }) => id));
  const last = own.at(-1)?.line ?? 1;
  for (const { id, line } of source)
    if (!ids.has(id))
      report(last, `id ${id}`, `is missing: translate it from line ${line} of the English troubleshooter`);
  for (const [place, node] of own.entries()) {
    const same = english.get(node.id);
    if (!same)
      report(node.line, `id ${node.id}`, 'is not in the English troubleshooter: remove it, or mend the id');
    else if (own.findIndex(({ id }) => id === node.id) !== place)
      report(node.line, `id ${node.id}`, 'stands twice: remove one');
    else faults.push(...differencesOf(same, node));
  }
  const order = source.filter(({ id }) => ids.has(id)).map(({ id }) => id);
  const moved = own.filter(({ id }) => english.has(id)).find(({ id }, place) => order[place] !== id);
  if (faults.length === 0 && moved)
    report(
      moved.line,
      `id ${moved.id}`,
      `stands elsewhere than in English: keep the order ${order.join(', ')}`,
    );
  return faults;
}

function differencesOf(source: PlacedNode, own: PlacedNode): TreeFault[] {
  const faults: TreeFault[] = [];
  const report = (line: number, field: string, message: string) => faults.push({ line, field, message });
  const ending = (node: TreeNode) => (node.ending ? JSON.stringify(Object.entries(node.ending).sort()) : '');
  if (ending(source) !== ending(own))
    report(own.line, `id ${own.id}`, `ends otherwise than in English: copy its tag from line ${source.line}`);
  const edge = ({ answers }: TreeNode, place: number) => {
    const answer = answers[place];
    return answer && `<${answer.unsure ? 'CannotTell' : 'Answer'} to="${answer.to}">`;
  };
  for (let place = 0; place < Math.max(source.answers.length, own.answers.length); place += 1) {
    const [wanted, given] = [edge(source, place), edge(own, place)];
    if (wanted === given) continue;
    report(
      own.said[place]?.line ?? own.line,
      given ?? `id ${own.id}`,
      wanted
        ? `must be ${wanted} here, as on line ${source.said[place]?.line ?? source.line} in English`
        : 'is an answer that English does not have: remove it',
    );
    break;
  }
  return faults;
}
