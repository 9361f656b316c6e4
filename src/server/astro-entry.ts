import { createApp } from 'astro/app/entrypoint';

/** What Astro's build leaves for the server: the app that renders on-demand pages, whole and not streamed. */
export const app = createApp({ streaming: false });
