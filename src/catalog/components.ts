import { z } from 'astro/zod';
import { forms } from './say-number.ts';

const text = (what: string) => z.string(`is missing: ${what}`).trim().min(1, `is empty: ${what}`);

export const calloutKinds = ['danger', 'warning', 'note', 'tip'] as const;
export type CalloutKind = (typeof calloutKinds)[number];

const number = {
  field: text('name the number, such as duration'),
  form: z.enum(forms, `must be one of ${forms.join(', ')}, or be left out`).optional(),
};

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
  Policy: z.strictObject({ of: text('name a product, such as washing-machine-w80, or every'), ...number }),
  Returns: z.strictObject(number),
  Law: z.strictObject({ of: text('name a country of two capitals, or EU'), ...number }),
  Plan: z.strictObject({ of: text('name a service plan'), ...number }),
};

export type ComponentName = keyof typeof components;

export const isComponent = (name: string): name is ComponentName => Object.hasOwn(components, name);
