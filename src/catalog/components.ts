import { z } from 'astro/zod';

const text = (what: string) => z.string(`is missing: ${what}`).trim().min(1, `is empty: ${what}`);

export const calloutKinds = ['danger', 'warning', 'note', 'tip'] as const;
export type CalloutKind = (typeof calloutKinds)[number];

/** What an article may contain besides Markdown, with the attributes of each. */
export const components = {
  Steps: z.strictObject({}),
  Callout: z.strictObject({
    kind: z.enum(calloutKinds, `must be one of ${calloutKinds.join(', ')}`),
  }),
  Figure: z.strictObject({
    name: text('give the name of a drawing in figures/, without .svg'),
    alt: text('say what the drawing shows, for people who cannot see it'),
    caption: text('write a caption or leave it out').optional(),
  }),
  Tabs: z.strictObject({}),
  Tab: z.strictObject({ label: text('say what the tab is for, e.g. a model') }),
  Code: z.strictObject({}),
};

export type ComponentName = keyof typeof components;

export const isComponent = (name: string): name is ComponentName => Object.hasOwn(components, name);
