/** A drawing taken apart: the attributes of its <svg>, and what is drawn within. */
export function partsOf(svg: string): { frame: Record<string, string>; shapes: string } {
  const [, attributes = '', shapes = ''] = /<svg\b([^>]*?)\/?>(?:([\s\S]*)<\/svg>)?/.exec(svg) ?? [];
  const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  return {
    frame: Object.fromEntries(pairs.filter(([name]) => name !== 'xmlns')),
    shapes: shapes.replace(/>\s+</g, '><').trim(),
  };
}
