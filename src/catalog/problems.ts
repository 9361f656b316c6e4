/** A fault in a content file, for the editor who wrote it. */
export interface ContentProblem {
  /** Relative to the content folder. */
  file: string;
  line: number;
  /** The field at fault, as a path such as `name.hu`, or the part of the text; empty for the file as a whole. */
  field: string;
  /** What is wrong and what to do. */
  message: string;
}

/** Thrown when content cannot be used; the message lists every problem, one a line. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: ContentProblem[];

  constructor(problems: ContentProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

/** `articles/en/x.mdx:4 summary: must not be empty` */
export function describeProblem({ file, line, field, message }: ContentProblem): string {
  return `${file}:${line}${field ? ` ${field}` : ''}: ${message}`;
}
