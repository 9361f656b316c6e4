import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** From the ground up; a room leans only on rooms of floors beneath it, or on its own floor. docs/ARCHITECTURE.md quotes this. */
const floors = [
  ['lib', 'i18n', 'styles'],
  ['catalog', 'ui'],
  ['letters', 'accounts'],
  ['notifications'],
  ['articles', 'products', 'search', 'forum', 'warranty', 'troubleshooters', 'centres', 'guides'],
  ['owned'],
  ['server'],
  ['pages'],
];

const rooms = new Map(floors.flatMap((floor, level) => floor.map((room) => [room, level] as const)));
/** The doors: they ask rooms and are asked by none. */
const doors = new Set(['pages', 'middleware.ts', 'content.config.ts', 'env.d.ts', 'site.client.ts']);

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

const sources = filesUnder('src').filter((path) => /\.(ts|astro)$/.test(path));
const importsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/from '(#src\/[^']+|astro:[^']+|\.\.?\/[^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
const roomOf = (path: string) => path.split('/')[1] ?? '';

describe('the floor plan', () => {
  test('every folder of src/ has a floor', () => {
    const unknown = sources.map(roomOf).filter((room) => !rooms.has(room) && !doors.has(room));
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('no room leans on a floor above its own', () => {
    const leaning = sources
      .filter((path) => !doors.has(roomOf(path)))
      .flatMap((path) =>
        importsOf(path)
          .map((target) =>
            target.startsWith('#src/') ? roomOf(target.slice(1)) : roomOf(join(path, '..', target)),
          )
          .filter(
            (target) =>
              (rooms.get(target) ?? (doors.has(target) ? floors.length : 0)) > (rooms.get(roomOf(path)) ?? 0),
          )
          .map((target) => `${path} leans on ${target}`),
      );
    expect(leaning).toEqual([]);
  });

  test('rooms run in bare Node: only .astro files and doors know Astro', () => {
    const knowing = sources.filter(
      (path) =>
        path.endsWith('.ts') &&
        !doors.has(roomOf(path)) &&
        importsOf(path).some((target) => target.startsWith('astro:')),
    );
    expect(knowing).toEqual([]);
  });
});

describe('the documents', () => {
  test('ARCHITECTURE.md quotes the floors', () => {
    const text = readFileSync('docs/ARCHITECTURE.md', 'utf8');
    for (const floor of floors) expect(text).toContain(floor.join(', '));
  });

  test('every npm command that README and ARCHITECTURE name exists', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const file of ['README.md', 'docs/ARCHITECTURE.md', 'CONTRIBUTING.md'])
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/npm (?:run )?([a-z:]+)/g))
        if (!['ci', 'start', 'test', 'install'].includes(name)) expect(Object.keys(scripts)).toContain(name);
  });
});
