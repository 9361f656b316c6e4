import plugin from 'lunr-languages/lunr.hu.js';
import { languageOf } from './language.ts';

const hungarian = languageOf('hu', plugin);

/** The stemmer comes from a time without ő and ű: it knows these vowels as õ and û, and fürdőben's ending only by them. */
export default {
  ...hungarian,
  compounds: true,
  stem: (word: string) =>
    hungarian.stem(word.replaceAll('ő', 'õ').replaceAll('ű', 'û')).replaceAll('õ', 'ő').replaceAll('û', 'ű'),
};
