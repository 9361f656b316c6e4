import type { Suggestion, WorkerAnswer, WorkerQuestion } from '../../../src/search/box/messages.ts';
import type { Manifest } from '../../../src/search/shards/manifest.ts';
import { searchField } from './field.ts';

searchField(async () => {
  const worker = new Worker(new URL('../../../src/search/box/search.worker.ts', import.meta.url), {
    type: 'module',
  });
  const say = (question: WorkerQuestion) => worker.postMessage(question);
  const waiting = new Map<number, (suggestions: Suggestion[]) => void>();
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    if ('trouble' in data) throw new Error(`The worker is ${data.trouble}.`);
    if ('suggestions' in data) waiting.get(data.number)?.(data.suggestions);
  });
  // The product has it in the fragment that the box fetches on focus.
  const manifest = (await (await fetch('/manifest.json')).json()) as Manifest;
  say({ manifest });
  let number = 0;
  return {
    search: (typed) => {
      number += 1;
      const asked = number;
      return new Promise((resolve) => {
        waiting.set(asked, (suggestions) =>
          resolve(suggestions.map(({ title }) => title.map(({ text }) => text).join(''))),
        );
        say({ number: asked, typed });
      });
    },
  };
});
