import lunr from 'lunr';
import type { Language } from './language.ts';

/** "Do not" in one word says as little as in two: lunr's list has neither spelling. */
const contractions = new Set(
  'arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt ive youre theyre'.split(
    ' ',
  ),
);

const english: Language = {
  stem: (word) => lunr.stemmer(new lunr.Token(word, {})).toString(),
  stemsMarks: true,
  isStopWord: (word) => contractions.has(word) || !lunr.stopWordFilter(new lunr.Token(word, {})),
};

export default english;
