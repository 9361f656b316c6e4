import { searchField } from './field.ts';

/** A field that finds nothing: what the machine and the page take by themselves. */
searchField(() => Promise.resolve({ search: () => Promise.resolve([]) }));
