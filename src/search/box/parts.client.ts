/** A piece of the markup that SearchBox.astro promises. */
export function part<Piece extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): Piece {
  const found = within.querySelector<Piece>(selector);
  if (!found) throw new Error(`No ${selector}`);
  return found;
}

/** A fresh copy of what stands in a template of SearchBox.astro. */
export function copyOf<Piece extends HTMLElement>(template: HTMLTemplateElement): Piece {
  const copy = document.importNode(template.content, true).firstElementChild;
  if (!copy) throw new Error(`Nothing in template.${template.className}`);
  // The caller names the element that stands there.
  return copy as Piece;
}
