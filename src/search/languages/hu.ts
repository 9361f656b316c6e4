import plugin from 'lunr-languages/lunr.hu.js';
import { languageOf } from './language.ts';

export default languageOf('hu', plugin);
