import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of its own that is asked one thing at a time and answers each. */
export interface Child<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  end(): void;
}

/** Starts a file of this folder as a process of its own; `answering` is the other end. */
export function startChild<Question, Answer>(file: string): Child<Question, Answer> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { serialization: 'advanced' });
  return {
    ask: (question) => {
      const answer = nextMessage<Answer>(child, file);
      child.send(question as object);
      return answer;
    },
    end: () => {
      if (child.connected) child.disconnect();
    },
  };
}

/** In the child: answers every question until the parent is gone. */
export function answering<Question, Answer>(work: (question: Question) => Promise<Answer>): void {
  process.on('message', (question) => {
    void work(question as Question).then((answer) => process.send?.(answer));
  });
  process.once('disconnect', () => process.exit());
}

function nextMessage<Answer>(child: ChildProcess, file: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => {
      reject(new Error(`${file} ended with ${code}`));
    };
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Answer);
    });
  });
}
