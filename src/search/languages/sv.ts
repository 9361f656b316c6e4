import plugin from 'lunr-languages/lunr.sv.js';
import { languageOf } from './language.ts';

const swedish = languageOf('sv', plugin);

/** The articles of kylskåpet and luckan, which the stemmer leaves on; not the ends of paket, kvalitet or enhet. */
const article =
  /(?<=[aeiouyåäö]\p{L}+)(?<!h|iet|[cdmnprstu]it|[ai]lit|[vkx]it|fab|kom|[rp]ak|stak|and)et$|(?<=[aeiouyåäö]\p{L}*[^aeiouyåäö]a)n$/u;

export default {
  ...swedish,
  compounds: true,
  stem: (word: string) => swedish.stem(word.replace(article, '')),
};
