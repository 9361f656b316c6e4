import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { ContentError, describeProblem } from '#src/catalog/problems.ts';
import { readContent } from '#src/catalog/read.ts';

/** A copy of the demo's content, of some of its files and folders or of all, until the tests of the file are over. */
export function copyOfContent(names: readonly string[] = ['.']) {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-content-'));
  for (const name of names) cpSync(join('content', name), join(folder, name), { recursive: true });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  /** What an editor is told after replacing the first `before` of a file by `after`, a line a problem; then it is put back. */
  const toldAbout = async (file: string, before: string, after: string): Promise<string[]> => {
    const path = join(folder, file);
    const sound = readFileSync(path, 'utf8');
    expect(sound).toContain(before);
    writeFileSync(path, sound.replace(before, after));
    try {
      await readContent(folder);
      return [];
    } catch (error) {
      if (error instanceof ContentError) return error.problems.map(describeProblem);
      throw error;
    } finally {
      writeFileSync(path, sound);
    }
  };
  return { folder, toldAbout };
}
