/** Written by the build: the manifest of each language's search index. */
declare module '#generated/search.json' {
  const manifests: Record<
    import('#src/i18n/locales.ts').Locale,
    import('#src/search/shards/manifest.ts').Manifest
  >;
  export default manifests;
}

/** Written by the build: where service centres stand on their map, and the middles of countries. */
declare module '#generated/centres-map.json' {
  const map: {
    width: number;
    height: number;
    pins: Record<string, [x: number, y: number]>;
    middles: Record<string, { latitude: number; longitude: number }>;
  };
  export default map;
}

declare namespace App {
  interface Locals {
    locale: import('#src/i18n/locales.ts').Locale;
    t: import('#src/i18n/translate.ts').Translate;
    catalog: import('#src/catalog/catalog.ts').Catalog;
    /** The origin for canonical links. */
    publicUrl: string;
    /** On pages rendered on demand only. */
    ctx: import('#src/accounts/context.ts').Context;
    /** Put there by the server for the middleware. */
    instance?: import('#src/accounts/context.ts').Instance;
    address?: string;
    /** The language of the article on the page, for what stands within its text. */
    articleLocale?: import('#src/i18n/locales.ts').Locale;
    /** The troubleshooter on the page, and which step or outcome of it; all of them without an id. */
    troubleshooter?: {
      readable: import('#src/catalog/troubleshooters.ts').ReadableTroubleshooter;
      id?: string;
    };
    /** Why the page `/{l}/refused/` is shown. */
    refusal?: import('#src/lib/refusal.ts').Reason;
  }
}
