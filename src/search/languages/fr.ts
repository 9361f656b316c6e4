import plugin from 'lunr-languages/lunr.fr.js';
import { languageOf } from './language.ts';

export default languageOf('fr', plugin);
