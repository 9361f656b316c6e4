/** A page of the demo that is measured. */
export interface Subject {
  name: string;
  /** Which limits it has to keep. */
  kind: 'home' | 'article' | 'threads' | 'thread' | 'search';
  path: string;
}

/** The pages of the demo that stand for all others. */
export const subjects: Subject[] = [{ name: 'home', kind: 'home', path: '/en/' }];
