import plugin from 'lunr-languages/lunr.es.js';
import { languageOf } from './language.ts';

export default languageOf('es', plugin);
