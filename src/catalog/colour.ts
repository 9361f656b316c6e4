import Color from 'colorjs.io';

/** The page's two papers; tokens.css says the same. */
export const papers = { light: 'oklch(0.985 0.006 85)', dark: 'oklch(0.21 0.008 60)' } as const;

/** WCAG 2.2 AA for text: the signal colour carries words and marks where one is. */
const enough = 4.5;
const step = 0.005;

/** A company's colour as the stylesheet uses it, each as hex. */
export interface Signal {
  light: string;
  dark: string;
}

/**
 * The signal colour for both papers: as given in the light, raised in lightness until it can be
 * read in the dark. Null when it cannot be read on light paper.
 */
export function signalOf(colour: string): Signal | null {
  if (contrast(new Color(colour), papers.light) < enough) return null;
  return { light: colour.toLowerCase(), dark: readableOn('dark', colour) };
}

/** The nearest colour of the same hue that can be read on light paper, as hex. */
export function nearestReadable(colour: string): string {
  return readableOn('light', colour);
}

function readableOn(paper: keyof typeof papers, colour: string): string {
  const shade = new Color(colour).to('oklch');
  const direction = paper === 'light' ? -step : step;
  while (contrast(printed(shade), papers[paper]) < enough) shade.l = (shade.l ?? 0) + direction;
  return hex(printed(shade));
}

/** As eight bits a channel can say it, so that what is measured is what is shown. */
const printed = (colour: Color) => new Color(hex(colour));
const hex = (colour: Color) => colour.to('srgb').toGamut().toString({ format: 'hex', collapse: false });
const contrast = (colour: Color, paper: string) => colour.contrast(paper, 'WCAG21');
