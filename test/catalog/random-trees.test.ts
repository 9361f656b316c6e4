import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBody } from '#src/catalog/body.ts';
import { ContentError } from '#src/catalog/problems.ts';
import { type PlacedNode, readTree } from '#src/catalog/tree.ts';
import { faultsOfTree } from '#src/catalog/tree-faults.ts';

const noTerms = {
  events: [],
  clauses: [],
  policies: [],
  laws: [],
  plans: { clauses: [], currencies: {}, plans: [] },
};

describe('random trees', () => {
  const node = (id: string, targets: readonly string[]): PlacedNode => ({
    id,
    line: 1,
    heading: id,
    text: { type: 'root', children: [] },
    answers: targets.map((to) => ({ to, unsure: false })),
    said: targets.map((to) => ({ words: to, line: 1 })),
    ...(targets.length === 0 ? { ending: { kind: 'solved' as const } } : {}),
  });
  /** Any graph of up to twelve nodes, most of them no tree. */
  const graphs = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.array(fc.array(fc.integer({ min: 0, max: size }), { maxLength: 3 }), {
        minLength: size,
        maxLength: size,
      }),
    )
    .map((lists) =>
      lists.map((targets, at) =>
        node(
          `n${at}`,
          targets.map((to) => `n${to}`),
        ),
      ),
    );
  /** A tree: each node but the first hangs on an earlier one; questions get a second answer. */
  const trees = fc.array(fc.nat(), { maxLength: 20 }).map((parents) => {
    const targets: string[][] = [[]];
    parents.forEach((parent, at) => {
      targets[parent % (at + 1)]?.push(`n${targets.length}`);
      targets.push([]);
    });
    for (const list of targets.slice())
      if (list.length === 1) {
        list.push(`n${targets.length}`);
        targets.push([]);
      }
    return targets.map((list, at) => node(`n${at}`, list));
  });

  /** Every way from a node, as the ids on it; stops after so many steps that only a loop has as many. */
  function waysFrom(nodes: readonly PlacedNode[], id: string, way: string[] = []): string[][] {
    const here = nodes.find((one) => one.id === id);
    if (!here || way.length > nodes.length) return [[...way, id, '…']];
    if (here.answers.length === 0) return [[...way, id]];
    return here.answers.flatMap(({ to }) => waysFrom(nodes, to, [...way, id]));
  }

  test('every way through an accepted one ends at an outcome, passes no step twice, and every step is on one', () => {
    fc.assert(
      fc.property(fc.oneof(graphs, trees), (nodes) => {
        if (faultsOfTree(nodes).length > 0) return;
        const ways = waysFrom(nodes, 'n0');
        const seen = new Set(ways.flat());
        expect(seen).toEqual(new Set(nodes.map(({ id }) => id)));
        for (const way of ways) {
          expect(new Set(way).size).toBe(way.length);
          expect(nodes.find(({ id }) => id === way.at(-1))?.ending).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  test('none that is a tree is refused', () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        expect(faultsOfTree(nodes).filter(({ message }) => !message.includes('comes first'))).toEqual([]);
      }),
    );
  });

  test('whatever is written, reading it ends and says what is wrong, or nothing', () => {
    const pieces = [
      '<Step id="a">\n',
      '</Step>\n',
      '## Q\n',
      '<Answer to="b">x</Answer>\n',
      '<Outcome id="b" kind="solved">\n',
      '</Outcome>\n',
      'words\n',
      '<Before>\n',
      '</Before>\n',
      '<CannotTell to="a" />\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
        const body = parts.join('\n');
        const file = { file: 'x.mdx', slug: 'x', locale: 'en' as const, head: '', body, bodyLine: 1 };
        try {
          faultsOfTree(readTree(file, parseBody(file, noTerms), []).nodes);
        } catch (error) {
          expect(error).toBeInstanceOf(ContentError);
        }
      }),
    );
  });
});
