/** To a value in a file: keys and places in lists. */
export type Path = (string | number)[];
/** Notes a fault at a place of a file. */
export type Tell = (file: string, path: Path, message: string) => void;

/** One of a list, or a fault that names the whole list. */
export function known(tell: Tell, file: string, path: Path, name: string, all: Iterable<string>): boolean {
  const names = [...all];
  if (names.includes(name)) return true;
  tell(
    file,
    path,
    `names "${name}", which does not exist: use one of ${names.join(', ') || '(there are none)'}`,
  );
  return false;
}
