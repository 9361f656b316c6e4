import type { Locale } from '../../i18n/locales.ts';

export type TypedUnit = 'years' | 'months' | 'weeks' | 'days' | 'workingDays' | 'percent';
export type Topic =
  'warranty' | 'law' | 'returns' | 'refund' | 'withdrawal' | 'answer' | 'repair' | 'maintenance' | 'discount';

/** How a language counts and what its sentences on our terms speak of: patterns of lower-case words, Greek without accents. */
export interface Vocabulary {
  /** Numbers written as words. */
  numbers: Record<number, string>;
  /** The longer pattern first where one begins another. */
  units: [TypedUnit, string][];
  /** Numbers that are one word with their unit, such as διετής. */
  compounds?: [RegExp, TypedUnit, number][];
  topics: Record<Topic, RegExp>;
  /** What stands before an amount that comes again and again. */
  every: RegExp;
  /** What stands before or after an amount of the past, or of an age. */
  agoBefore?: RegExp;
  agoAfter?: RegExp;
  /** The Union, beside the names of countries. */
  union: RegExp;
}

export const vocabularies: Record<Locale, Vocabulary> = {
  en: {
    numbers: {
      ...{ 1: 'one', 2: 'two', 3: 'three', 4: 'four', 5: 'five', 6: 'six', 7: 'seven', 8: 'eight' },
      ...{ 9: 'nine', 10: 'ten', 11: 'eleven', 12: 'twelve', 14: 'fourteen', 15: 'fifteen', 30: 'thirty' },
    },
    units: [
      ['workingDays', '(?:working|business)[ -]days?'],
      ['years', 'years?'],
      ['months', 'months?'],
      ['weeks', 'weeks?'],
      ['days', 'days?'],
      ['percent', '%|per ?cent'],
    ],
    topics: {
      warranty: /warrant|guarantee|\bcover(?:s|ed|age)\b/,
      law: /\blaws?\b|\blegal|statutory|\bseller|\bliable|\bdirective/,
      returns: /\breturn|\bsend .{0,30}\bback|\bexchange/,
      refund: /refund|money back/,
      withdrawal: /withdraw/,
      answer: /\banswer|\brepl(?:y|ies)|\brespon[ds]/,
      repair: /\brepair/,
      maintenance: /maintenance/,
      discount: /discount|\boff\b/,
    },
    every: /\b(?:every|each)\s*$/,
    agoAfter: /^[\s-]*(?:ago|old|earlier)\b/,
    union: /\beu\b|european union/,
  },
  el: {
    numbers: {
      ...{ 1: 'ενα[νς]?|ενος|μια(?:ς|ν)?', 2: 'δυο', 3: 'τρια|τρεις|τριων', 4: 'τεσσερα|τεσσερις|τεσσαρων' },
      ...{ 5: 'πεντε', 6: 'εξι', 7: 'επτα|εφτα', 8: 'οκτω|οχτω', 9: 'εννεα|εννια', 10: 'δεκα' },
      ...{ 11: 'εντεκα|ενδεκα', 12: 'δωδεκα', 14: 'δεκατεσσερ(?:α|ις)', 15: 'δεκαπεντε', 30: 'τριαντα' },
    },
    units: [
      ['workingDays', 'εργασιμ(?:ες|η|ων|ης) η?μερ(?:ες|α|ων|ας)'],
      ['years', 'χρονια|χρονο[ςν]?|χρονου|χρονων|ετη|ετος|ετους|ετων'],
      ['months', 'μηνες|μηνα[ςν]?|μηνων|μηνος'],
      ['weeks', 'εβδομαδ(?:ες|α[ςν]?|ων)'],
      ['days', 'η?μερ(?:ες|α[ςν]?|ων)'],
      ['percent', '%|τοις εκατο'],
    ],
    compounds: [
      [/(?<!\p{L})διετ(?:ης|η|ες|ους|ια|ιας)(?!\p{L})/gu, 'years', 2],
      [/(?<!\p{L})τριετ(?:ης|η|ες|ους|ια|ιας)(?!\p{L})/gu, 'years', 3],
      [/(?<!\p{L})πενταετ(?:ης|η|ες|ους|ια|ιας)(?!\p{L})/gu, 'years', 5],
      [/(?<!\p{L})εξαετ(?:ης|η|ες|ους|ια|ιας)(?!\p{L})/gu, 'years', 6],
      [/(?<!\p{L})δεκαετ(?:ης|η|ες|ους|ια|ιας)(?!\p{L})/gu, 'years', 10],
    ],
    topics: {
      warranty: /εγγυησ|εγγυητ|καλυπτ|καλυψ/,
      law: /(?<!\p{L})νομο|(?<!\p{L})νομιμ|(?<!\p{L})νομικ|πωλητ|(?<!\p{L})οδηγια/u,
      returns: /επιστροφ|επιστρ(?:εφ|εψ)ετε/,
      refund: /επιστροφη χρηματων|χρηματα|επιστρεφουμε/,
      withdrawal: /υπαναχωρ/,
      answer: /απαντ/,
      repair: /επισκευ/,
      maintenance: /συντηρησ/,
      discount: /εκπτωσ/,
    },
    every: /(?<!\p{L})(?:καθε|ανα)\s*$/u,
    agoBefore: /(?<!\p{L})πριν(?: απο)?\s*$/u,
    union: /(?<!\p{L})εε(?!\p{L})|ευρωπαικη.? ενωση/u,
  },
  hu: {
    numbers: {
      ...{ 1: 'egy', 2: 'két|kettő', 3: 'három', 4: 'négy', 5: 'öt', 6: 'hat', 7: 'hét', 8: 'nyolc' },
      ...{ 9: 'kilenc', 10: 'tíz', 11: 'tizenegy', 12: 'tizenkét|tizenkettő', 14: 'tizennégy' },
      ...{ 15: 'tizenöt', 30: 'harminc' },
    },
    units: [
      ['workingDays', 'munkanap\\p{L}*'],
      ['years', 'év(?:es|ig|en|et|re|vel|nyi|i|ek\\p{L}*|ben|től)?'],
      ['months', 'hónap\\p{L}*|havi'],
      ['weeks', 'hét(?:ig|en|tel)?|het(?:es|et)'],
      ['days', 'nap(?:os|on|ig|pal|ot|ra|nyi|i|tól|ban|ból)?'],
      ['percent', '%|százalék\\p{L}*'],
    ],
    topics: {
      warranty: /garanci|jótállás/,
      law: /törvény|szavatos|(?<!\p{L})eladó|irányelv|kötelező jótállás/u,
      returns: /visszaküld/,
      refund: /visszatérít|visszakap/,
      withdrawal: /(?<!\p{L})eláll/u,
      answer: /válasz/,
      repair: /javít/,
      maintenance: /karbantart/,
      discount: /kedvezmény/,
    },
    every: /(?<!\p{L})minden\s*$/u,
    agoAfter: /^\p{L}*\s*(?:ezelőtt|alatt|múlva)|^(?:nként|onként|enként)/u,
    union: /(?<!\p{L})eu(?:-|\b)|európai unió/u,
  },
  fr: {
    numbers: {
      ...{ 1: 'une?', 2: 'deux', 3: 'trois', 4: 'quatre', 5: 'cinq', 6: 'six', 7: 'sept', 8: 'huit' },
      ...{ 9: 'neuf', 10: 'dix', 11: 'onze', 12: 'douze', 14: 'quatorze', 15: 'quinze', 30: 'trente' },
    },
    units: [
      ['workingDays', '(?:premiers? )?jours? ouvr(?:és?|ables?)'],
      ['years', '(?:premi[eè]re?s? )?(?:ans?|années?)'],
      ['months', '(?:premiers? )?mois'],
      ['weeks', '(?:premières? )?semaines?'],
      ['days', '(?:premiers? )?jours?'],
      ['percent', '%|pour cent'],
    ],
    topics: {
      warranty: /garanti|\bcouv(?:ert|re)(?:e?s?|nt)\b/,
      law: /légale?|\bloi|vendeur|directive|de conformité/,
      returns: /\bretour|échange/,
      refund: /rembours/,
      withdrawal: /rétract/,
      answer: /\brépon/,
      repair: /\brépar/,
      maintenance: /entretien/,
      discount: /remise|réduction|rabais/,
    },
    every: /\b(?:tou(?:s|tes) les|chaque)\s*$/,
    agoBefore: /\bil y a\s*$/,
    union: /\bue\b|union européenne/,
  },
  es: {
    numbers: {
      ...{ 1: 'una?', 2: 'dos', 3: 'tres', 4: 'cuatro', 5: 'cinco', 6: 'seis', 7: 'siete', 8: 'ocho' },
      ...{ 9: 'nueve', 10: 'diez', 11: 'once', 12: 'doce', 14: 'catorce', 15: 'quince', 30: 'treinta' },
    },
    units: [
      ['workingDays', '(?:primeros )?días? (?:laborable|hábil)(?:e?s)?'],
      ['years', '(?:primeros )?años?'],
      ['months', '(?:primeros )?mes(?:es)?'],
      ['weeks', '(?:primeras )?semanas?'],
      ['days', '(?:primeros )?días?'],
      ['percent', '%|por ciento'],
    ],
    topics: {
      warranty: /garant|\bcubiert|\bcubren?\b/,
      law: /\blegal|\bley|vendedor|directiva/,
      returns: /devoluci|devolv|devuel/,
      refund: /reembols|devolvemos/,
      withdrawal: /desist/,
      answer: /\brespuesta|\brespond|\bcontest/,
      repair: /\brepar/,
      maintenance: /mantenimiento|\brevisi/,
      discount: /descuento/,
    },
    every: /\bcada\s*$/,
    agoBefore: /\bhace\s*$/,
    union: /\bue\b|unión europea/,
  },
  sv: {
    numbers: {
      ...{ 1: 'ett|en', 2: 'två', 3: 'tre', 4: 'fyra', 5: 'fem', 6: 'sex', 7: 'sju', 8: 'åtta', 9: 'nio' },
      ...{ 10: 'tio', 11: 'elva', 12: 'tolv', 14: 'fjorton', 15: 'femton', 30: 'trettio' },
    },
    units: [
      ['workingDays', '(?:första )?(?:arbets|var)dag(?:ar(?:na)?|en)?s?'],
      ['years', '(?:första )?år(?:en|et|ig|iga|igt)?s?'],
      ['months', '(?:första )?månad(?:er(?:na)?|en)?s?'],
      ['weeks', '(?:första )?veck(?:or(?:na)?|an?)s?'],
      ['days', '(?:första )?dag(?:ar(?:na)?|en)?s?'],
      ['percent', '%|procent'],
    ],
    topics: {
      warranty: /garanti|\btäck(?:s|er)(?!\p{L})/u,
      law: /(?<!\p{L})lag(?:en|ens|stad\p{L}*|ar)?(?!\p{L})|reklamation|säljare|direktiv/u,
      returns: /retur|(?:skicka|lämna)\p{L}* tillbaka|öppet köp/u,
      refund: /återbetal|pengarna/,
      withdrawal: /(?<!\p{L})ång[er]r/u,
      answer: /(?<!\p{L})svar/u,
      repair: /reparer|reparation/,
      maintenance: /underhåll/,
      discount: /rabatt/,
    },
    every: /(?<!\p{L})var(?:t|je)?\s*$/u,
    agoAfter: /^\s*(?:sedan|gammal|gamla)(?!\p{L})/u,
    union: /(?<!\p{L})eu(?!\p{L})|europeiska unionen/u,
  },
};
